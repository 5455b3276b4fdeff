"""What each number means: formula, when to use it, when not, and its source. Data, in the order people ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """One measure: its anchor in links, title, plain meaning, formula (LaTeX), uses, misuses and source."""

    id: str
    title: str
    meaning: str
    formula: str
    use: str
    avoid: str
    source: str


METHODS = (
    Method(
        "value",
        "A value and its interval",
        "A share of people (%) or a number of events per so many people. The 95% interval holds the values that chance "
        "alone could easily have produced from the same underlying level.",
        r"p=\frac{x}{n}\qquad \frac{2x+z^2\pm z\sqrt{z^2+4x(1-p)}}{2(n+z^2)}\ \text{(Wilson)}\qquad "
        r"\text{rates: exact Poisson under 10 events, Byar's from 10}",
        "To read any single figure. Narrow intervals mean many people were counted.",
        "Not to compare two groups by whether their intervals overlap: read the gap's own interval.",
        "OHID technical guidance; Wilson 1927; Breslow and Day 1987 (Byar).",
    ),
    Method(
        "gap",
        "Gap between two groups",
        "How much worse off the disadvantaged group is than the reference group. Positive means worse off, whichever way "
        "the indicator points; a reversed gap is negative and said to be reversed.",
        r"d=y_1-y_0\qquad d-\sqrt{(y_1-l_1)^2+(u_0-y_0)^2}\ \text{ to }\ d+\sqrt{(u_1-y_1)^2+(y_0-l_0)^2}",
        "For the plainest answer to 'how big is it?'. For ethnic groups the two compared are the ones furthest apart, and "
        "picking them so makes the gap look larger than chance alone would allow for.",
        "Not when the middle groups tell another story: look at the slope as well.",
        "Newcombe 1998 (hybrid score); Zou and Donner 2008 (MOVER).",
    ),
    Method(
        "slope",
        "Slope index and relative index of inequality (SII, RII)",
        "The difference, and the ratio, between the two ends of the straight line fitted through all ordered groups, each "
        "weighted by its number of people.",
        r"\mathrm{SII}=\hat y(0)-\hat y(1)\qquad \mathrm{RII}=\hat y(0)/\hat y(1)\qquad "
        r"\mathrm{SII}\pm z\sqrt{\textstyle\sum_j (L_{2j}\,se_j)^2}",
        "To use every group and not only the ends, and to compare areas whose groups differ in size.",
        "Not when one group stands apart: a line through it misleads, so the pattern is named beside the index. Not for "
        "groups that have no order.",
        "WHO Health Equity Assessment Toolkit technical notes; OHID slope index guidance.",
    ),
    Method(
        "levelling_up",
        "Levelling-up count",
        "How many people (or events) there would be fewer or more of if every group did as well as the least deprived.",
        r"\sum_j n_j\,\max(0,\ y_{\mathrm{ref}}-y_j)\quad\text{(mirrored where lower is better)}",
        "To turn a gap into people, and to put gaps in an order. Cards are ordered by its lower 95% limit.",
        "Not as a forecast: it says what equality with the reference would mean, not what a service could achieve.",
        "Population attributable risk; WHO Health Equity Assessment Toolkit technical notes.",
    ),
    Method(
        "grid",
        "Two dimensions at once",
        "Each combination of deprivation and ethnic group against everyone in the area, by funnel limits at its own size.",
        r"P\pm z\sqrt{P(1-P)/n}",
        "To see where being in both matters more than either.",
        "Not to rank cells: with so many, one in twenty would be marked by chance at 95%.",
        "Spiegelhalter 2005.",
    ),
    Method(
        "funnel",
        "Better or worse than the whole area (funnel limits)",
        "A neighbourhood is marked worse or better only when it is further from the whole area's value than chance would "
        "take an area of its size: one mark at 95%, two at 99.8%.",
        r"P\pm z\sqrt{P(1-P)/n}\ \text{(shares)}\qquad \text{Poisson limits of the expected count (rates)}",
        "To tell signal from noise among areas of different sizes.",
        "Not as proof of good or bad care: people's needs differ between areas. With very large counts nearly every area "
        "falls outside the limits, and the size of the difference matters more than the mark.",
        "Spiegelhalter 2005; OHID funnel plot guidance.",
    ),
    Method(
        "need",
        "Deprivation and results together",
        "A straight line of the indicator on the share of residents in the most deprived national fifth, weighted by "
        "people; a neighbourhood is picked out when it is in the more deprived half and its own interval lies wholly on "
        "the worse side of the line.",
        r"\hat y_k=a+b\,d_k",
        "To choose where to start: high need and results that deprivation alone does not explain.",
        "Not to explain: the line says what goes together here, not what causes what.",
        "Weighted least squares.",
    ),
    Method(
        "trend",
        "Is the gap closing, and who moved?",
        "The slope of the gap over time with its interval, weighted by how sure each period is; then the slope of each of "
        "the two groups. A gap that narrows mainly because the better-off got worse is called levelling down.",
        r"g_t=a+b\,t\quad w_t=1/se_t^2\qquad \text{limits: mean} \pm 2.66\,\overline{|g_t-g_{t-1}|}",
        "With at least four periods, and better with twelve or more.",
        "Not across a change of definition. Seasons can look like change in short series.",
        "NHS England, Making Data Count (XmR charts).",
    ),
    Method(
        "rank",
        "Rank range",
        "Between which places an area's true rank lies, from many simulated re-runs of chance.",
        r"\text{2.5th to 97.5th percentile of rank over 2,000 draws}",
        "To stop small differences being read as a league table.",
        "Not to name a single worst area when ranges overlap.",
        "Goldstein and Spiegelhalter 1996.",
    ),
    Method(
        "split",
        "Inside or between neighbourhoods (Theil split)",
        "How much of the inequality between people's groups lies between neighbourhoods, and how much inside them. The two "
        "parts add up exactly.",
        r"T=\sum_k P_k\frac{\mu_k}{\mu}\ln\frac{\mu_k}{\mu}+\sum_k P_k\frac{\mu_k}{\mu}T_k",
        "To choose between acting in some neighbourhoods and acting for some groups in all of them.",
        "Not as a size of the gap: it only shares it out.",
        "Theil 1967; WHO Health Equity Assessment Toolkit technical notes.",
    ),
)


def method_of(id: str) -> Method:
    """The method with that anchor, or the first where there is none of that name."""
    return next((each for each in METHODS if each.id == id), METHODS[0])
