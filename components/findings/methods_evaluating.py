"""Methods: whether a pilot worked, and whether resource is where need is."""

from components.findings.methods_entry import Method, formula

_FAMILY = "Pilots and need"

EVALUATING = (
    Method(
        "difference_in_differences",
        _FAMILY,
        "Difference in differences",
        "How much more the pilot's neighbourhoods changed than neighbourhoods like them that had no pilot. Positive means "
        "the pilot did better.",
        formula(
            r"\hat\delta=\bar d_{\text{pilot}}-\bar d_{\text{comparators}}",
            r"d_c=\bar y_{c,\text{after}}-\bar y_{c,\text{before}}",
            r"\hat\delta\pm t_{C-2}\sqrt{s_1^2/C_1+s_0^2/C_0}\quad(C\ \text{neighbourhoods})",
        ),
        "When comparators moved in step with the pilot beforehand, and nothing else began at the same time.",
        "Not with one or two comparators, and not as proof when the pilot was placed where things were at their worst.",
        "Angrist and Pischke 2009; Cameron and Miller 2015; Conley and Taber 2011.",
    ),
    Method(
        "regression_to_mean",
        _FAMILY,
        "Regression to the mean",
        "How far a group picked for being extreme would come back by itself, with no effect at all.",
        r"E[\text{change}]=(1-r)(\mu-\bar x_{\text{picked}})",
        "Beside every before-and-after figure of people chosen for high use or poor results.",
        "Not needed where a comparator was picked in the same way: it returns by as much.",
        "Davis 1976; Barnett, van der Pols and Dobson 2005.",
    ),
    Method(
        "detectable_effect",
        _FAMILY,
        "Smallest effect the data could show",
        "The smallest true effect that would be told from chance four times in five. A pilot whose likely effect is smaller "
        "cannot be judged by these data, whatever they show.",
        r"\mathrm{MDE}=(t_{1-\alpha/2}+t_{0.8})\,se",
        "Before a pilot starts, and beside every result that shows nothing.",
        "Not after the fact to excuse a result: use the interval then.",
        "Bloom 1995.",
    ),
    Method(
        "need_index",
        _FAMILY,
        "Need index and distance from target",
        "A neighbourhood's need for each registered person, over that of the whole area; and how far its share of a resource "
        "is from its share by need.",
        formula(
            r"I_k=\frac{W_k/R_k}{\sum W/\sum R}\quad(W\ \text{weighted},\ R\ \text{registered})",
            r"\text{distance}_k=\frac{\text{actual}_k-\text{target}_k}{\text{target}_k},\quad "
            r"\text{target}_k=\frac{W_k}{\sum W}\sum\text{actual}",
        ),
        "To see whether money or staff follow need inside one integrated care board.",
        "Not between boards: it is relative to its own whole area. Need that nobody has recorded is not in it.",
        "NHS England, technical guide to allocations.",
    ),
    Method(
        "reallocation",
        _FAMILY,
        "Least-disruptive reallocation",
        "Of all ways to share out a resource within limits of pace, the one that brings neighbourhoods near their share by "
        "need while taking least away.",
        formula(
            r"\min\ \textstyle\sum_k\max(0,\,a_k-x_k)\quad(a\ \text{now},\ x\ \text{after},\ t\ \text{target})",
            r"|x_k-t_k|\le w\,t_k,\qquad \textstyle\sum_k x_k=(1+\text{new})\sum_k a_k",
            r"(1-\text{loss})\,a_k\le x_k\le(1+\text{gain})\,a_k,\qquad x_k\ge\min(a_k,t_k)",
        ),
        "To see what a pace of change and some new money could reach, before anybody's post is discussed.",
        "Not as a plan: it knows nothing of people, contracts or travel. Where the limits allow no such sharing, it shows "
        "the one that leaves least outside.",
        "Linear programming (Dantzig 1963), solved by HiGHS through SciPy.",
    ),
)
