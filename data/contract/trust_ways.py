"""How an entry of the log of what communities said is coded: by which ways trust was built, and whose voice it is."""

from data.contract.plus_examples import PLUS_EXAMPLES

# The eight ways that the brief of the Health Equity Evidence Centre reports under its principle of trust (Gkiouleka and
# others), in words of our own. A log writes them as they stand here.
WAYS = (
    "outreach where people live",
    "prevention in familiar places",
    "continuity in general practice",
    "interview in a safe place",
    "listening session led by members",
    "advisory group, faith body or charity",
    "family and carers involved",
    "clinicians at community events",
)
# How several ways are written in one cell.
BETWEEN_WAYS = ";"

MOST_DEPRIVED = "people in the most deprived places"
ANOTHER, NO_ONE_GROUP = "another group", "no group in particular"
# One closed list, so that what is heard can be counted by group: Core20, the PLUS groups, and what is neither.
HEARD_GROUPS = (MOST_DEPRIVED, *(each.name for each in PLUS_EXAMPLES.values()), ANOTHER, NO_ONE_GROUP)


def ways_in(cell: str) -> tuple[str, ...]:
    """The ways that one cell of a log names, in its order and without blanks: 'a; b' is ('a', 'b'), '' is ()."""
    return tuple(each.strip() for each in cell.split(BETWEEN_WAYS) if each.strip())
