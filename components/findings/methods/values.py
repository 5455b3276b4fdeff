"""Methods: single values, and the gap between two groups."""

from components.findings.methods.entry import Method, formula

_VALUES = "Single values"
_GAPS = "Gaps"

VALUES = (
    Method(
        "value",
        _VALUES,
        "A value and its interval",
        "A share of people (%) or a number of events per so many people. The 95% interval holds the values that chance "
        "alone could easily have produced from the same underlying level.",
        formula(
            r"p=\frac{x}{n}\qquad\text{share: Wilson}",
            r"\frac{2x+z^2\pm z\sqrt{z^2+4x(1-p)}}{2(n+z^2)}",
            r"\text{rate: exact Poisson under 10 events,}",
            r"x\left(1-\tfrac{1}{9x}-\tfrac{z}{3\sqrt{x}}\right)^{3}\text{ and Byar's upper limit from 10}",
        ),
        "To read any single figure. Narrow intervals mean many people were counted.",
        "Not to compare two groups by whether their intervals overlap: read the gap's own interval.",
        "OHID technical guidance; Wilson 1927; Breslow and Day 1987 (Byar).",
    ),
    Method(
        "mean",
        _VALUES,
        "Means, and values published with their own interval",
        "An average of measured numbers, whose interval comes from how much they vary; or a figure that its publisher gives "
        "with an interval (a median, a survey share), which is carried as it is.",
        formula(r"\bar y\ \pm\ t_{n-1}\,\frac{s}{\sqrt n}", r"se=\frac{u-l}{2z}\quad\text{from a published interval}"),
        "For waiting days, continuity scores and survey results.",
        "Not for an average of averages: each must be weighted by how many it is of. One value alone shows no spread.",
        "Student 1908; OHID technical guidance.",
    ),
    Method(
        "standardised",
        _VALUES,
        "Directly standardised rate (DSR)",
        "What the rate would be if this area or group had the ages of the European Standard Population: age differences are "
        "taken out.",
        formula(
            r"\mathrm{DSR}=\frac{\sum_i w_i\,x_i/n_i}{\sum_i w_i}",
            r"\mathrm{DSR}+\sqrt{v/X}\,(X_L-X)\ \text{ to }\ \mathrm{DSR}+\sqrt{v/X}\,(X_U-X)",
            r"v=\frac{\sum_i w_i^2\,x_i/n_i^2}{(\sum_i w_i)^2}\qquad X=\textstyle\sum_i x_i",
        ),
        "To compare deaths or admissions between places with older and younger people.",
        "Not under 10 events, and not to say how many people are affected: it is a rate of an invented population.",
        "Dobson and others 1991; Eurostat 2013 (European Standard Population).",
    ),
    Method(
        "indirect",
        _VALUES,
        "Indirectly standardised ratio and rate",
        "Events seen over the events expected if every age band had the rates of a reference population.",
        formula(
            r"E=\sum_i n_i\,\frac{X_i}{N_i}\qquad \mathrm{ISR}=\frac{O}{E}",
            r"\text{interval: Poisson limits of } O \text{, over } E",
            r"\text{rate}=\mathrm{ISR}\times\text{the reference's crude rate}",
        ),
        "Where areas are small: age-specific rates need not be known in them, only their people and their total of events.",
        "Not to compare two areas with one another: each is weighed by its own ages.",
        "OHID technical guidance; Breslow and Day 1987.",
    ),
    Method(
        "life_expectancy",
        _VALUES,
        "Life expectancy",
        "The years a newborn would live on average if today's death rates of each age held for life.",
        formula(
            r"q_i=\frac{w_i M_i}{1+w_i(1-a_i)M_i}\qquad M_i=\frac{d_i}{n_i}",
            r"L_i=w_i\,(l_{i+1}+a_i\,l_i q_i)",
            r"e_i=\frac{1}{l_i}\sum_{j\ge i}L_j\qquad L_{\text{last}}=l_{\text{last}}/M_{\text{last}}",
        ),
        "To sum mortality at all ages in one figure that people understand.",
        "Not under 5,000 person-years: a few deaths then move it by years. It is not a forecast for anyone alive.",
        "Chiang 1984; Silcocks and others 2001 (variance).",
    ),
)

GAPS = (
    Method(
        "gap",
        _GAPS,
        "Difference between two groups",
        "How much worse off the disadvantaged group is than the reference group. Positive means worse off, whichever way "
        "the indicator points; a reversed gap is negative and said to be reversed.",
        formula(
            r"d=y_1-y_0\quad\text{(mirrored where higher is better)}",
            r"d-\sqrt{(y_1-l_1)^2+(u_0-y_0)^2}",
            r"\text{to }\ d+\sqrt{(u_1-y_1)^2+(y_0-l_0)^2}",
        ),
        "For the plainest answer to 'how big is it?'. For ethnic groups the two compared are the ones furthest apart, and "
        "picking them so makes the gap look larger than chance alone would allow for.",
        "Not when the middle groups tell another story: look at the slope as well.",
        "Newcombe 1998 (hybrid score); Zou and Donner 2008 (MOVER).",
    ),
    Method(
        "ratio",
        _GAPS,
        "Ratio of two groups",
        "How many times the level of one group is that of the other; above 1, the disadvantaged group is worse off.",
        formula(
            r"r=\frac{y_1}{y_0}\quad\text{(turned over where higher is better)}",
            r"\exp\left(\ln r\ \pm\ z\sqrt{\tfrac{se_1^2}{y_1^2}+\tfrac{se_0^2}{y_0^2}}\right)",
        ),
        "Beside the difference: a rare outcome can have a large ratio and affect few people.",
        "Not alone, and not of values near zero. The ratio of having is not the ratio of lacking.",
        "Katz and others 1978.",
    ),
    Method(
        "reference",
        _GAPS,
        "Each group against a reference",
        "Every group's distance from the average of all, or from one group chosen and named (the largest, the best).",
        formula(
            r"d_j=\mu-y_j\qquad \mu=\sum_k p_k y_k",
            r"se(d_j)^2=(1-p_j)^2se_j^2+\sum_{k\ne j}p_k^2\,se_k^2",
        ),
        "For groups without an order, where no one pair tells the story.",
        "Not with a reference left unsaid. A group is part of the average it is compared with, which "
        "the interval allows for.",
        "Variance of a linear combination; Zou and Donner 2008 for a named group.",
    ),
)
