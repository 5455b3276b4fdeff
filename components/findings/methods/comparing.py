"""Methods: comparing neighbourhoods and cells beyond chance."""

from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_comparing import (
    false_discovery_example,
    funnel_example,
    grid_example,
    need_example,
    rank_example,
    shrinkage_example,
)

_COMPARING = "Comparing places"

COMPARING = (
    Method(
        "funnel",
        _COMPARING,
        "Better or worse than the whole area (funnel limits)",
        "A neighbourhood is marked worse or better only when it is further from the whole area's value than chance would "
        "take an area of its size: one mark at 95%, two at 99.8%.",
        formula(
            r"P\ \pm\ z\sqrt{P(1-P)/n}\quad\text{(shares)}",
            r"P(X\le O\mid E)=\tfrac{\alpha}{2}\quad\text{(rates: Poisson, solved for } O)",
        ),
        "To tell signal from noise among areas of different sizes.",
        "Not as proof of good or bad care: people's needs differ between areas. With very large counts nearly every area "
        "falls outside the limits, and the size of the difference matters more than the mark.",
        "Spiegelhalter 2005; OHID funnel plot guidance.",
        worked=funnel_example,
    ),
    Method(
        "grid",
        _COMPARING,
        "Two dimensions at once",
        "Each combination of deprivation and ethnic group against everyone in the area, by funnel limits at its own size.",
        r"P\ \pm\ z\sqrt{P(1-P)/n}",
        "To see where being in both matters more than either.",
        "Not to rank cells: with so many, one in twenty would be marked by chance at 95%.",
        "Spiegelhalter 2005.",
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
        "need",
        _COMPARING,
        "Deprivation and results together",
        "A straight line of the indicator on the share of residents in the most deprived national fifth, weighted by "
        "people; a neighbourhood is picked out when it is in the more deprived half and its own interval lies wholly on "
        "the worse side of the line.",
        r"\hat y_k=a+b\,d_k",
        "To choose where to start: high need and results that deprivation alone does not explain.",
        "Not to explain: the line says what goes together here, not what causes what.",
        "Weighted least squares.",
        worked=need_example,
    ),
)
