"""Methods: change over time."""

from components.findings.methods.entry import Method, formula

_TIME = "Over time"

TIME = (
    Method(
        "trend",
        _TIME,
        "Is the gap closing, and who moved?",
        "The slope of the gap over time with its interval, weighted by how sure each period is; then the slope of each of "
        "the two groups. A gap that narrows mainly because the better-off got worse is called levelling down.",
        formula(
            r"g_t=a+b\,t\qquad w_t=1/se_t^2",
            r"se(b)^2=\frac{\max\left(1,\ \chi^2/(n-2)\right)}{\sum_t w_t(t-\bar t)^2}",
            r"\text{narrowing: } |\hat g|\text{ falls and } b\pm z\,se(b)\text{ excludes }0",
        ),
        "With at least four periods, and better with twelve or more.",
        "Not across a change of definition. Seasons can look like change in short series. Periods that share months are "
        "counted once.",
        "Weighted least squares; Thompson and Sharp 1999 (extra scatter).",
    ),
    Method(
        "control_chart",
        _TIME,
        "Usual variation: control limits and their rules (XmR)",
        "Limits within which a series moves when nothing has changed. A special cause is a point outside a limit; 7 points "
        "rising or falling; 2 of 3 near the same limit; or 7 on one side of the centre. They are tried in that order.",
        formula(
            r"\text{limits}=\bar y\ \pm\ 2.66\,\overline{|y_t-y_{t-1}|}",
            r"\text{near limits at two thirds of the way}",
            r"\text{a target beyond the limits is consistently met or missed}",
        ),
        "To stop every rise and fall being explained. Limits are drawn from twelve points on.",
        "Not on rolling years, whose neighbours share months, nor through a change of definition: begin new limits there.",
        "NHS England, Making Data Count; Wheeler, Understanding Variation.",
    ),
    Method(
        "recent_trend",
        _TIME,
        "Recent trend of a count",
        "Whether the last five periods rise or fall more than chance would make them, by a chi-squared test for trend.",
        formula(
            r"u=\sum_t t\,(x_t-n_t r)\qquad r=\frac{\sum x_t}{\sum n_t}",
            r"\chi^2=\frac{u^2}{r(1-r)\left(\sum n_t t^2-(\sum n_t t)^2/\sum n_t\right)}",
            r"\text{rates: without the }(1-r)",
        ),
        "For counts with few periods, as on Fingertips.",
        "Not as the size of a change: with many people a tiny one is significant. Not with a hidden or missing period.",
        "Armitage 1955; OHID Fingertips technical guidance (recent trend).",
    ),
)
