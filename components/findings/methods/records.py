"""Methods: what records hold, who is found, and who is heard."""

from components.findings.methods.entry import Method, formula

_FAMILY = "Records and trust"

RECORDS_AND_TRUST = (
    Method(
        "recording_needed",
        _FAMILY,
        "How much must be recorded before a gap is certain",
        "The smallest share of the people of unknown group whose group would have to be recorded before the direction of a "
        "gap is certain, whoever the rest are. 0% means it is certain already.",
        formula(
            r"\min\ f:\ \ 0\notin\left[\min_{c\in C_f} g(c),\ \max_{c\in C_f} g(c)\right]",
            r"C_f:\ (1-f)U\ \text{people may be in any group,}",
            r"fU\ \text{join the groups in proportion, at their rates}",
        ),
        "To decide where completing records would settle most, and when there is enough to act.",
        "Not as a forecast: people not yet recorded may differ from those who are, so the rest stay free to be anyone.",
        "Manski 2003 (partial identification), followed as the unknown shrink.",
    ),
    Method(
        "case_finding",
        _FAMILY,
        "Case-finding gap",
        "Of the people expected to have a condition, the share who are on no register. 25% is 1 in 4 not found.",
        formula(r"1-\frac{\text{registered}}{\text{expected}}", r"\text{limits: those of the expected number}"),
        "To see where looking harder would find most people, by deprivation fifth or neighbourhood.",
        "Not where the expected number was made for another population: it is a model's, and its error is not chance.",
        "Observed to expected prevalence as in OHID's public health profiles.",
    ),
    Method(
        "representation",
        _FAMILY,
        "Representation ratio",
        "A group's share of those who take part over its share of those who live here. 1 = as many as live here; 0.5 = half "
        "as many. People whose group is not known are left out of both.",
        formula(
            r"R_g=\frac{x_g/\sum_h x_h}{N_g/\sum_h N_h}",
            r"\text{interval: Wilson's of}\ x_g/\textstyle\sum_h x_h\ \text{over}\ N_g/\sum_h N_h",
        ),
        "For patient groups, listening sessions and surveys: whose voice is missing, and by how many people.",
        "Not as proof of being heard: people can be present and not listened to. A ratio near 1 from few people says little.",
        "Participation-to-prevalence ratio (Eshera and others 2015); Wilson 1927.",
    ),
)
