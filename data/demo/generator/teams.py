"""What each neighbourhood's team says it has: an invented table, with gaps, with no person in it."""

import pandas as pd

from data.contract.team_tables import BEING_BUILT, IN_PLACE, NOT_IN_PLACE, NOT_KNOWN
from data.demo.generator.names import NEIGHBOURHOOD_CODE

_STANDS = {"+": IN_PLACE, "~": BEING_BUILT, "-": NOT_IN_PLACE, "?": NOT_KNOWN}
# Domain, item, and what is written where it is in place, being built and not in place.
_ITEMS = (
    (
        "Integrator host",
        "Host organisation",
        "",
        "Two organisations have offered; the place board chooses",
        "No organisation has taken it on",
    ),
    (
        "Enablers",
        "Leadership",
        "A lead GP and a lead nurse, two days a week each",
        "A lead GP; the second lead is being advertised",
        "Nobody has time set aside to lead",
    ),
    (
        "Enablers",
        "Pooled budget",
        "One budget for community nursing and social prescribing",
        "Council and NHS have agreed the lines to pool",
        "Each organisation pays for its own staff",
    ),
    (
        "Enablers",
        "Information sharing agreement",
        "Signed by every practice, the council and community services",
        "Drafted; two practices have yet to sign",
        "Teams see only their own records",
    ),
    (
        "Partnership principles",
        "Purpose agreed with residents",
        "Written with residents' groups, reviewed each spring",
        "First listening sessions held",
        "Set by the organisations alone",
    ),
    (
        "Partnership principles",
        "Decisions made together",
        "A monthly partnership meeting with a voluntary sector co-chair",
        "The meeting has begun; who decides what is open",
        "Each organisation decides for itself",
    ),
    (
        "Core integrated workforce",
        "Core team named",
        "GPs, community nurses, social workers, a pharmacist and link workers",
        "Nurses and link workers; social workers to follow",
        "Staff are shared out case by case",
    ),
    (
        "Core integrated workforce",
        "Voluntary sector in the team",
        "A community connector sits with the team",
        "Money is found; the post is not filled",
        "Referred to, not part of the team",
    ),
    (
        "Core areas of work",
        "Prevention",
        "Blood pressure and smoking, in community venues",
        "Blood pressure checks are being set up",
        "Left to single practices",
    ),
    (
        "Core areas of work",
        "Care coordination",
        "Weekly meeting on people with several conditions; one coordinator each",
        "Meetings held, coordinators not yet named",
        "No shared list of people",
    ),
    (
        "Core areas of work",
        "Health promotion",
        "Groups for food, movement and money worries",
        "Being planned with the leisure service",
        "Nothing beyond national campaigns",
    ),
    (
        "Services provided",
        "Reviews at home",
        "For people who cannot leave home",
        "Tried in one practice",
        "Only when a GP visits",
    ),
    (
        "Services provided",
        "Advice on money and rights",
        "In a practice, three mornings a week",
        "A room is found",
        "Outside the neighbourhood only",
    ),
)  # fmt: skip
_HOSTS = {
    "community": "Merrow and Sallow Community Health",
    "federation": "Sallow GP Federation",
    "council": "The county council's adult services",
    "voluntary": "Tarn Voluntary Alliance",
}
_MEETING, _OWN = "Partnership meeting, minutes", "The team's own account to the place board"
# Host, the day and the source of the account, and an item a letter in the order above: a dot where nothing is written.
# Two neighbourhoods have said nothing at all.
_TEAMS = {
    "Merrowbridge West": ("community", "2026-09-30", _OWN, "++~++++++++~+"),
    "Quillmarket": ("community", "2026-09-30", _OWN, "+~-~~+~-+~-?-"),
    "Merrowbridge Central": ("federation", "2026-06-30", _MEETING, "+++++++~+++++"),
    "Merrow Fords": ("community", "2026-09-30", _OWN, "+~--~~~-~~--."),
    "Merrowbridge North": ("federation", "2026-09-30", _OWN, "++-+~+++~+~++"),
    "Brindlewold": ("", "2026-03-31", _MEETING, "~----~---~-.."),
    "Sallow Southbank": ("council", "2026-09-30", _OWN, "+++~+++++~+~+"),
    "Southbank Docks": ("voluntary", "2026-09-30", _OWN, "++~-+++++-++~"),
    "Osmer Levels": ("", "2026-06-30", _MEETING, "-?--?~~-?~-?."),
    "Osmerhythe": ("council", "2026-06-30", _MEETING, "+~-~-~+~~~~-?"),
    "Tarnhaven": ("voluntary", "2026-09-30", _OWN, "+~-~+~~+~~+-~"),
    "Sallowmouth West": ("federation", "2026-09-30", _OWN, "++~+++++++++~"),
    "Sallowmouth Quays": ("federation", "2026-09-30", _OWN, "++-++~+~++~~+"),
    "Sallowmouth North": ("community", "2026-06-30", _MEETING, "+~-~~~~-+~~??"),
    "Elverstrand North": ("council", "2026-09-30", _OWN, "+~~~-+~-~+~+-"),
    "Elverstrand South": ("council", "2026-03-31", _MEETING, "+?-?.~+-~+.+."),
}


def teams_table() -> pd.DataFrame:
    """The accounts as the optional table of a dataset, a neighbourhood after the other."""
    found = [
        _row(name, item, _STANDS[letter], (host, day, source))
        for name, (host, day, source, letters) in _TEAMS.items()
        for item, letter in zip(_ITEMS, letters, strict=True)
        if letter != "."
    ]
    table = pd.DataFrame(found)
    table["as_of"] = pd.to_datetime(table["as_of"])
    return table


def _row(name: str, item: tuple[str, ...], stands: str, account: tuple[str, str, str]) -> dict[str, object]:
    domain, about, placed, building, absent = item
    host, day, source = account
    what = {IN_PLACE: placed or _HOSTS.get(host, ""), BEING_BUILT: building, NOT_IN_PLACE: absent, NOT_KNOWN: ""}
    return {
        "area_code": NEIGHBOURHOOD_CODE[name],
        "domain": domain,
        "item": about,
        "stands": stands,
        "what": what[stands],
        "as_of": day,
        "source": source,
    }
