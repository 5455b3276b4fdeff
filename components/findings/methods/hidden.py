"""Methods: what is hidden or not known, and how far it could change a conclusion."""

from components.findings.methods.entry import Method, formula

_HIDDEN = "Hidden and unknown"

HIDDEN = (
    Method(
        "disclosure",
        _HIDDEN,
        "Hidden numbers",
        "Small counts are hidden so that nobody can be recognised, and enough others that no reader can work one out: for "
        "each hidden count whoever adds up all that is published, with the rule in hand, must still find every number "
        "that the rule hides possible. A hidden count is never drawn, counted or averaged as zero; where a nought is "
        "needed to protect a small count, it is hidden too.",
        formula(
            r"\text{hide } x_j \text{ where } a\le x_j\le b\text{, and the cheapest others until}",
            r"\min_{c\in C} c_j\le a\ \text{ and }\ \max_{c\in C} c_j\ge b\quad\text{for every hidden } j",
            r"C:\ \text{all counts that fit what is shown, its rounding and every sum}",
        ),
        "Before anything is shown: the thresholds belong to the dataset and are told below.",
        "Not by putting 0, or half the threshold, in its place: either makes a small group look better or worse than it is.",
        "NHS England and ONS disclosure guidance; Fischetti and Salazar 2001 (the cell suppression problem).",
    ),
    Method(
        "bounds",
        _HIDDEN,
        "Smallest and largest possible gap (bounds)",
        "With cells hidden, or ethnic group unknown for some people, a gap can only be known to lie in a range: the smallest "
        "and largest value over every way the full data could be. 'Holds whatever the hidden values are' is said only when "
        "the whole range lies on one side.",
        formula(
            r"\min_{c\in C}\ g(c)\ \le\ g\ \le\ \max_{c\in C}\ g(c)",
            r"C:\ \text{all counts within their ranges that}",
            r"\text{add up to the total, each unknown person}",
            r"\text{being in one of the groups}",
        ),
        "Wherever a cell is hidden or a group is not recorded: a range instead of a blank.",
        "Not as a 95% interval: bounds hold for certain and leave chance aside. Wide bounds do not make the middle likely.",
        "Manski 2003 (partial identification).",
    ),
    Method(
        "tipping_point",
        _HIDDEN,
        "Tipping point",
        "What the unknown people would have to be like for the gap to vanish: the share of them with the event, if they "
        "belong to the disadvantaged group.",
        formula(
            r"\frac{x_1+a}{n_1+m}=\frac{x_0+k(u-a)}{n_0+k(U-m)}",
            r"\text{solved for } a;\ \text{the tipping rate is } a/m",
        ),
        "To judge a conclusion that bounds leave open: an absurd tipping rate means the conclusion is safe in practice.",
        "Not as a probability: it says how extreme the unknown would have to be, not how likely that is.",
        "Yan, Lee and Li 2009 (tipping-point analysis).",
    ),
)
