"""Methods: whether a pilot worked, and whether resource is where need is."""

from components.findings.methods.entry import Method, formula

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
        "When comparators moved in step with the pilot beforehand, and nothing else began at the same time. Every "
        "neighbourhood counts once, whatever its size, since neighbourhoods are what chance is counted by. Of a gap: the "
        "slope index inside each neighbourhood over the groups shown there, at fixed sizes.",
        "Not with one or two comparators, and not as proof when the pilot was placed where things were at their worst. One "
        "pilot neighbourhood is taken to vary as its comparators do; where it counts fewer people, more is allowed for.",
        "Angrist and Pischke 2009; Cameron and Miller 2015; Conley and Taber 2011.",
    ),
    Method(
        "regression_to_mean",
        _FAMILY,
        "Regression to the mean",
        "How far a group picked for being extreme would come back by itself, with no effect at all.",
        formula(
            r"E[\text{change}]=(1-r)(\mu-\bar x_{\text{picked}})",
            r"r=\frac{r_{\text{raw}}+1/(K-1)}{1+1/(K-1)},\quad r_{\text{raw}}=\text{corr}(x_k,\,x_{k+1})",
        ),
        "Beside every before-and-after figure of people or places chosen for high use or poor results. Of a place, r is "
        "taken from its comparators: how much of a departure from their own mean in one of K windows is there in the next.",
        "Not needed where a comparator was picked in the same way: it returns by as much. With few windows r is rough.",
        "Davis 1976; Barnett, van der Pols and Dobson 2005.",
    ),
    Method(
        "detectable_effect",
        _FAMILY,
        "Smallest effect the data could show",
        "The smallest true effect that would be told from chance four times in five. A pilot whose likely effect is smaller "
        "cannot be judged by these data, whatever they show.",
        formula(
            r"\mathrm{MDE}=(t_{1-\alpha/2}+t_{0.8})\,se",
            r"se^2=\left(\tau^2+\sigma^2(1/n_{\text{before}}+1/n_{\text{after}})\right)(1/C_1+1/C_0)",
        ),
        "Before a pilot starts, and beside every result that shows nothing. More periods take the noise of each away, never "
        "what neighbourhoods differ by for reasons of their own.",
        "Not after the fact to excuse a result: use the interval then.",
        "Bloom 1995.",
    ),
    Method(
        "event_study",
        _FAMILY,
        "Pilot less comparators, period by period",
        "How far the pilot stood from its comparators in each period, beyond how far it stood before it began.",
        formula(
            r"e_{ct}=y_{ct}-\bar y_{c,\text{before}}",
            r"\hat\delta_t=\bar e_{\text{pilot},t}-\bar e_{\text{comparators},t}",
            r"\hat\delta_t\pm t_{C_0-1}\,s_t\sqrt{1/C_1+1/C_0}\quad(s_t\ \text{of comparators})",
        ),
        "To see whether the two moved alike before, when they parted, and whether it lasts.",
        "Not to pick out the one best period: of twenty, one is beyond chance by chance alone.",
        "Angrist and Pischke 2009; Conley and Taber 2011.",
    ),
    Method(
        "parallel_trends",
        _FAMILY,
        "Were earlier trends alike?",
        "How much faster the pilot was already improving than its comparators before it began. Beyond chance, the comparison "
        "cannot say whether it worked.",
        formula(
            r"b_c=\text{slope of }y_{ct}\text{ before the start}",
            r"\bar b_{\text{pilot}}-\bar b_{\text{comparators}}\pm t_{C-2}\,se\quad(\text{clustered})",
        ),
        "Before any claim from a comparison. The time that a place was picked for is left out.",
        "Not as proof: with few periods a real difference can go unseen. Fewer than three, and it cannot be checked.",
        "Angrist and Pischke 2009; Roth 2022.",
    ),
    Method(
        "pilot_verdict",
        _FAMILY,
        "Did the pilot work? How the verdict is reached",
        "Trends that differed come first: no verdict. Then an effect beyond chance, either way. Of what is not beyond "
        "chance: a chance high that came back by itself; an effect as large as expected ruled out; one too small to show; or "
        "none clear.",
        formula(
            r"\text{worked: } L>0\qquad\text{worse: } U<0",
            r"\text{chance high: } L\le 0<L_{\text{picked time counted}}",
            r"\text{not as expected: } L\le 0\le U<\text{expected}",
            r"\text{cannot show: }\mathrm{MDE}>\text{expected}",
        ),
        "For every pilot with comparators. L and U are the limits of the difference in differences, the time that it was "
        "picked for left out. Demand sent elsewhere: rose when L > 0, held when U is within what is allowed.",
        "Not as a verdict on people's work, nor on what is not measured. Of twenty pilots that do nothing, one is called "
        "better or worse by chance.",
        "This project's rules on Bloom 1995, Roth 2022 and Barnett 2005.",
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
