"""Methods: comparing neighbourhoods and cells beyond chance."""

from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_comparing import (
    country_example,
    false_discovery_example,
    funnel_example,
    grid_example,
    need_example,
    rank_example,
    shrinkage_example,
)
from components.findings.methods.worked_like import like_example

_COMPARING = "Comparing places"

COMPARING = (
    Method(
        "funnel",
        _COMPARING,
        "Better or worse than the whole area (funnel limits)",
        "A neighbourhood is marked worse or better only when it is further from the whole area's value than chance would "
        "take one of its size, and twice when it is further even than neighbourhoods differ anyway. All are judged together, "
        "so that about one in twenty of the marked may be false.",
        formula(
            r"z_k=\frac{y_k-P}{s_k}\qquad s_k=\sqrt{P(1-P)/n_k}\quad\text{(shares; rates: the Poisson tail as } z)",
            r"\tau:\ \overline{(z_k^{w})^2}\text{ of } \tfrac{y_k-P}{\sqrt{s_k^2+\tau^2}}\text{ as large as chance makes it}",
            r"\text{marked: } z_k\text{; twice: } \tfrac{y_k-P}{\sqrt{s_k^2+\tau^2}}\sim t_{K-1}"
            r"\text{; false-discovery rate } 5\%",
        ),
        "To tell a place that stands apart from places that merely differ, as all places do.",
        "Not as proof of good or bad care: people's needs differ between areas. Each area is part of the whole area's value. "
        "With fewer than five areas, how far they differ cannot be told, and chance alone is allowed for.",
        "Spiegelhalter 2005 (additive, winsorised); Paule and Mandel 1982; Benjamini and Hochberg 1995.",
        worked=funnel_example,
    ),
    Method(
        "grid",
        _COMPARING,
        "Two dimensions at once",
        "Each combination of deprivation and ethnic group against everyone in the area, at its own size and with how much "
        "less sure the areas beneath make it; all cells are judged together.",
        r"z=\frac{y-P}{\sqrt{D\,P(1-P)/n}}\qquad D=1+n\,\max_g\frac{D_g-1}{n_g}",
        "To see where being in both matters more than either.",
        "Not to rank cells: of those marked about one in twenty may be false, and small cells are seldom marked.",
        "Kish 1965 (design effect); Benjamini and Hochberg 1995.",
        worked=grid_example,
    ),
    Method(
        "rank",
        _COMPARING,
        "Rank range",
        "Between which places an area's true rank lies, from many simulated re-runs of chance.",
        formula(
            r"y_k^{*}\sim N(y_k,\ se_k^2)\quad\text{drawn again and again}",
            r"\text{2.5th to 97.5th percentile of the rank of } y_k^{*}",
        ),
        "To stop small differences being read as a league table.",
        "Not to name a single worst area when ranges overlap.",
        "Goldstein and Spiegelhalter 1996.",
        worked=rank_example,
    ),
    Method(
        "shrinkage",
        _COMPARING,
        "Steadier values for small areas (empirical-Bayes shrinkage)",
        "Each area's value drawn towards the overall level, the more so the fewer people it has and the less areas differ "
        "beyond chance.",
        formula(
            r"\hat p_k=\frac{m M+x_k}{M+n_k}\qquad M=\frac{m(1-m)}{A}-1",
            r"A:\text{ spread of true values, by moments from all areas}",
            r"\text{rates: the same with gamma and Poisson}",
        ),
        "To map or list small areas without the smallest always being at both ends.",
        "Not to judge one area: what is special to it is drawn to the average too. Not with fewer than three areas.",
        "Kleinman 1973 (shares); Marshall 1991 (rates).",
        worked=shrinkage_example,
    ),
    Method(
        "false_discovery",
        _COMPARING,
        "Many marks at once (false-discovery rate)",
        "When many cells are tested, some are marked by chance alone. Here at most one in twenty of the marked ones is, on "
        "average, false.",
        formula(
            r"p_{(1)}\le\dots\le p_{(m)}",
            r"\text{declare all up to the largest } i \text{ with } p_{(i)}\le \tfrac{i}{m}\,q",
        ),
        "To read a page of indicators, or a grid of groups, without chasing noise.",
        "Not as proof for any one cell: it controls the share of false marks among all.",
        "Benjamini and Hochberg 1995.",
        worked=false_discovery_example,
    ),
    Method(
        "against_country",
        _COMPARING,
        "Everyone here beside England (surveys)",
        "Where a survey gives everyone's answer here and in England, each with its 95% interval, the difference is called "
        "clear when it is more than chance of being asked would make it, all measures of the area judged together. Counts "
        "of everyone are not judged: how far boards differ anyway is not known from one board and England.",
        formula(
            r"z=\frac{y-y_E}{\sqrt{s^2+s_E^2}}\qquad s=\frac{\text{upper}-\text{lower}}{2\times 1.96}",
            r"\text{clear: } p=2\,\Phi(-|z|)\text{ by false-discovery rate } 5\%",
        ),
        "To see where a board stands as a whole, where nothing is given by group.",
        "Not to say who fares worst: an average can hide a gap. People here are part of England, so small differences are "
        "called clear a little less often than they might be.",
        "Benjamini and Hochberg 1995; the survey's own intervals, which allow for its weights.",
        worked=country_example,
    ),
    Method(
        "like_places",
        _COMPARING,
        "Neighbourhoods like one another",
        "Each neighbourhood is set beside the five nearest to it in deprivation, age, ethnic groups and how built-up it is, "
        "taken together. It is called worse or better where chance alone would not take it as far from them, and marked "
        "twice where it is further even than neighbourhoods usually are from those like them.",
        formula(
            r"d_{jk}^2=\overline{\left(\frac{\lVert x_j-x_k\rVert^2}{\text{mean over all pairs}}\right)}"
            r"\quad\text{over the traits known}",
            r"\delta_k=y_k-\frac{\sum_{j\in L_k} n_j y_j}{\sum_{j\in L_k} n_j}\qquad L_k:\text{ the five nearest}",
            r"\text{marked: } \tfrac{\delta_k}{\sqrt{s_k^2+s_{L_k}^2}}\text{; twice: }"
            r"\tfrac{\delta_k}{\sqrt{s_k^2+s_{L_k}^2+\tau^2}}\sim t_{K-1}\text{; false-discovery rate } 5\%",
        ),
        "To ask what could be done better with people like these, rather than what comes with deprivation or age.",
        "Not as proof of good or bad care: places alike in these traits differ in others. With fewer than ten neighbourhoods "
        "none is like enough to compare.",
        "Spiegelhalter 2005 (what is usual, additive and winsorised); Benjamini and Hochberg 1995. The distance is ours.",
        worked=like_example,
    ),
    Method(
        "need",
        _COMPARING,
        "Deprivation and results together",
        "A straight line of the indicator on the share of residents in the most deprived national fifth, through "
        "neighbourhoods that scatter about it; one is picked out when it is in the more deprived half and lies further on "
        "the worse side than the others scatter, all being judged together.",
        formula(
            r"\hat y_k=a+b\,d_k\qquad w_k=1/(s_k^2+\sigma^2)",
            r"r_k=\frac{y_k-\hat y_k}{\hat\sigma_{(-k)}\sqrt{1-h_k}}\sim t_{K-3}\text{, false-discovery rate } 5\%",
        ),
        "To choose where to start: high need and results that deprivation alone does not explain.",
        "Not to explain: the line says what goes together here, not what causes what.",
        "Cook and Weisberg 1982 (studentised residuals); Thompson and Sharp 1999.",
        worked=need_example,
    ),
)
