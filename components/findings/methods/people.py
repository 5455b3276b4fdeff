"""Methods: what closing a gap means for people, and how far patients keep seeing the same clinician."""

from components.findings.methods.entry import Method, formula

_PEOPLE = "People"
_CARE = "Continuity"

PEOPLE = (
    Method(
        "levelling_up",
        _PEOPLE,
        "Levelling-up count",
        "How many people (or events) there would be fewer or more of if every group did as well as the least deprived.",
        formula(
            r"\sum_j n_j\,\max(0,\ y_{\mathrm{ref}}-y_j)",
            r"\text{(mirrored where lower is better)}",
        ),
        "To turn a gap into people, and to put gaps in an order. Cards are ordered by its lower 95% limit.",
        "Not as a forecast: it says what equality with the reference would mean, not what a service could achieve.",
        "Mackenbach and Kunst 1997; WHO Health Equity Assessment Toolkit technical notes.",
    ),
    Method(
        "attributable",
        _PEOPLE,
        "Population attributable risk and fraction (PAR, PAF)",
        "How far the overall level would move if everyone had the level of the reference group, in the indicator's units "
        "(PAR) and as a percentage of the overall level (PAF). Below 0 is a fall.",
        formula(
            r"\mathrm{PAR}=y_{\text{ref}}-\mu\qquad \mathrm{PAF}=100\,\mathrm{PAR}/\mu",
            r"se^2=\sum_j\left([j=\text{ref}]-p_j\right)^2 se_j^2",
        ),
        "To say what the inequality costs the whole population.",
        "Not as what a programme would achieve: nothing says the reference's level is within reach, or that one cause made "
        "the gap. Both are 0 where the reference is no better than the average.",
        "WHO Health Equity Assessment Toolkit technical notes; Walter 1978.",
    ),
)

CARE = (
    Method(
        "continuity",
        _CARE,
        "Continuity indices (UPC, Bice–Boxerman, SECON, SLICC)",
        "How far a patient sees the same clinician: the share with the one seen most (UPC), how gathered contacts are "
        "(Bice–Boxerman, Herfindahl), how often two visits in a row are with the same one (SECON), the share of a list's "
        "contacts with its named clinician (SLICC), and of a clinician's contacts the share with patients of their own "
        "list (own-patient ratio).",
        formula(
            r"\mathrm{UPC}=\frac{\max_j n_j}{n}\qquad \mathrm{COC}=\frac{\sum_j n_j^2-n}{n(n-1)}",
            r"\text{Herfindahl}=\sum_j\left(\frac{n_j}{n}\right)^2",
            r"\mathrm{SECON}=\frac{\#\{t: c_t=c_{t+1}\}}{n-1}",
            r"\mathrm{SLICC}=\frac{\text{contacts with the named clinician}}{\text{contacts of the list}}",
        ),
        "UPC and Bice–Boxerman need at least two contacts; three are usual. SLICC needs only a practice's own appointments.",
        "Not for patients with one contact. People with many contacts have lower scores for the same care, so compare like "
        "with like.",
        "Bice and Boxerman 1977; Steinwachs 1979; Sidaway-Lee and others 2023 (British Journal of General Practice).",
    ),
)
