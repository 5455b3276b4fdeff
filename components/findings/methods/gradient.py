"""Methods: gradients across ordered groups, and spread across groups without an order."""

from components.findings.methods.entry import Method, formula

_GRADIENT = "Gradients"
_SPREAD = "Spread"

GRADIENT = (
    Method(
        "slope",
        _GRADIENT,
        "Slope index and relative index of inequality (SII, RII)",
        "The difference, and the ratio, between the two ends of the straight line fitted through all ordered groups, each "
        "weighted by its number of people. Scotland's relative index is the SII over the average.",
        formula(
            r"x_j=\sum_{k\le j}p_k-\tfrac{p_j}{2}\qquad s=\frac{\sum_j p_j(x_j-\frac12)\,y_j}{\sum_j p_j(x_j-\frac12)^2}",
            r"\mathrm{SII}=\hat y(0)-\hat y(1)\qquad \mathrm{RII}=\hat y(0)/\hat y(1)",
            r"\text{interval: } s\ \pm\ z\sqrt{\textstyle\sum_j (L_j\,se_j)^2}",
            r"\text{log, logit: } g\left(m+\tfrac s2\right)-g\left(m-\tfrac s2\right)",
        ),
        "To use every group and not only the ends, and to compare areas whose groups differ in size.",
        "Not when one group stands apart: a line through it misleads, so the shape is named beside the index. Not for "
        "groups that have no order, nor for fewer than three.",
        "Preston, Haines and Pamuk 1981; WHO Health Equity Assessment Toolkit technical notes; OHID slope index guidance.",
    ),
    Method(
        "shape",
        _GRADIENT,
        "Shape of the gradient",
        "Whether it is the whole slope (linear), one group left behind (bottom), one group ahead (top), or none of these.",
        formula(
            r"\text{step }\Delta=y_1-y_2\qquad \text{gap } G=y_1-y_k",
            r"f=\frac{x_2-x_1}{x_k-x_1}\quad\text{(fair share of the step)}",
            r"\text{bottom: }\ \Delta\ge\left(f+\tfrac13(1-f)\right)G,",
            r"\Delta-fG>0\ \text{ beyond chance}",
        ),
        "To choose between help in proportion to need along the whole slope, and help for the group left behind.",
        "Not as a size. With few people nothing is beyond chance, and the shape is then 'unclear', not 'none'.",
        "Patterns after WHO, Handbook on Health Inequality Monitoring, 2013; the rule is this project's own.",
    ),
    Method(
        "concentration",
        _GRADIENT,
        "Concentration indices (ACI, RCI, Wagstaff, Erreygers)",
        "How far an indicator is gathered at one end of the order. Signed here so that above 0 means the disadvantaged are "
        "worse off.",
        formula(
            r"\mathrm{ACI}=\sum_j p_j(2x_j-1)\,y_j\qquad \mathrm{RCI}=\mathrm{ACI}/\mu",
            r"\text{Wagstaff: }\mathrm{RCI}/(1-\mu)",
            r"\text{Erreygers: }4\mu\,\mathrm{RCI}=4\,\mathrm{ACI}\quad(y\text{ from 0 to 1})",
        ),
        "To compare with published work that uses them. Shares have a ceiling, so use a corrected index for them.",
        "Not the plain RCI for shares: having and lacking then give different answers. They say less to a meeting than the "
        "slope index.",
        "Kakwani, Wagstaff and van Doorslaer 1997; Wagstaff 2005; Erreygers 2009.",
    ),
)

SPREAD = (
    Method(
        "spread",
        _SPREAD,
        "Between-group variance, standard deviation and coefficient of variation",
        "How far groups without an order lie from their average, in squared units (BGV), in the indicator's units (BGSD) and "
        "as a percentage of the average (COV).",
        formula(
            r"\mathrm{BGV}=\sum_j p_j(y_j-\mu)^2",
            r"\mathrm{BGSD}=\sqrt{\mathrm{BGV}}\qquad \mathrm{COV}=100\,\mathrm{BGSD}/\mu",
        ),
        "For one number over many ethnic groups. Large groups count more.",
        "Not as proof that groups differ: these are never below 0, and small groups lift them by chance.",
        "WHO Health Equity Assessment Toolkit technical notes.",
    ),
    Method(
        "mean_difference",
        _SPREAD,
        "Mean differences and the index of disparity (MDM, MDB, MDR, IDIS)",
        "The average distance of groups from their mean (MDM), from the best group (MDB), or from a named group (MDR); the "
        "index of disparity is the MDM as a percentage of the mean.",
        formula(
            r"\mathrm{MDM}=\sum_j p_j\,|y_j-\mu|\qquad \mathrm{MDB}=\sum_j p_j\,|y_j-y_{\text{best}}|",
            r"\mathrm{MDR}=\sum_j p_j\,|y_j-y_{\text{ref}}|\qquad \mathrm{IDIS}=100\,\mathrm{MDM}/\mu",
            r"\text{unweighted: } 1/k \text{ in place of } p_j",
        ),
        "Weighted, to say how far the average person's group is away; unweighted, where a small group must count as much "
        "as a large one.",
        "Not weighted when the question is about a small group: it vanishes in the average. The best "
        "group may be best by luck.",
        "WHO Health Equity Assessment Toolkit technical notes; intervals by seeded simulation.",
    ),
    Method(
        "entropy",
        _SPREAD,
        "Theil's index and mean log deviation (MLD)",
        "Relative spread by logarithms, times 1,000: Theil weighs most what is far above the average, MLD what is far below.",
        formula(
            r"T=1000\sum_j p_j\,\frac{y_j}{\mu}\ln\frac{y_j}{\mu}",
            r"\mathrm{MLD}=1000\sum_j p_j\,\ln\frac{\mu}{y_j}",
        ),
        "To compare spread between indicators in different units, and to split it into parts that add up.",
        "Not for groups at zero (MLD has no value). The number has no everyday meaning by itself.",
        "Theil 1967; WHO Health Equity Assessment Toolkit technical notes.",
    ),
    Method(
        "split",
        _SPREAD,
        "Inside or between neighbourhoods (Theil split)",
        "How much of the inequality between people's groups lies between neighbourhoods, and how much inside them. The two "
        "parts add up exactly.",
        formula(
            r"T=\underbrace{\sum_k P_k\frac{\mu_k}{\mu}\ln\frac{\mu_k}{\mu}}_{\text{between}}+"
            r"\underbrace{\sum_k P_k\frac{\mu_k}{\mu}T_k}_{\text{inside}}",
        ),
        "To choose between acting in some neighbourhoods and acting for some groups in all of them.",
        "Not as a size of the gap: it only shares it out. Small groups add inequality by chance, mostly inside.",
        "Theil 1967; WHO Health Equity Assessment Toolkit technical notes.",
    ),
)
