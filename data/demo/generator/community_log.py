"""What communities said, who heard it and what was done: an invented log, with no person in it."""

import pandas as pd

from data.contract.trust_ways import ANOTHER, BETWEEN_WAYS, NO_ONE_GROUP, WAYS
from data.demo.generator.names import ICB_CODE, NEIGHBOURHOOD_CODE

# Date, neighbourhood ('' = everywhere), who spoke, where, who heard, what was said, what was done, when, how far, indicator.
_ENTRIES = (
    (
        "2026-09-17",
        "Southbank Docks",
        "People who work nights and on zero-hours contracts",
        "Listening session, bus depot canteen",
        "Practice manager and a health champion",
        "You cannot ring at eight when you are on shift. By the time you can, everything is gone.",
        "Same-day slots held back until noon at two practices, for a trial of three months.",
        "2026-10-12",
        "under way",
        "phone_access",
    ),
    (
        "2026-09-03",
        "Sallow Southbank",
        "Black women in three church groups",
        "Conversation after a service, led by members",
        "Midwife and community connector",
        "Nobody asks twice. When something was wrong in labour we were told to wait.",
        "The same midwife before and after birth for families who ask; reviewed with the churches in December.",
        None,
        "promised",
        "maternity_continuity",
    ),
    (
        "2026-07-22",
        "Sallowmouth West",
        "Somali and Arabic speakers",
        "Listening session, community hub",
        "Screening nurse and an interpreter",
        "The invitation is in English and says nothing about who will be in the room.",
        "Invitations in five languages that name a woman nurse; evening clinic at the hub.",
        "2026-09-01",
        "done",
        "cervical_screening",
    ),
    (
        "2026-06-11",
        "Tarnhaven",
        "People on caravan and boat sites",
        "Outreach visit with a Traveller charity",
        "Health visitor and a GP",
        "We are asked for proof of address that we do not have, so we do not register.",
        "All four practices told in writing that no proof of address is needed; mystery registration planned.",
        "2026-07-01",
        "done",
        "did_not_attend",
    ),
    (
        "2026-05-19",
        "Merrowbridge Central",
        "People with severe mental illness and those who care for them",
        "Drop-in at a day centre",
        "Pharmacist and a social worker",
        "A health check at the surgery means an hour in a waiting room that makes me ill.",
        "Checks offered at the day centre once a month.",
        "2026-08-04",
        "done",
        "smi_health_check",
    ),
    (
        "2026-04-28",
        "Elverstrand South",
        "Older people who live alone",
        "Lunch club",
        "Social prescriber",
        "I tell my story from the beginning every time, to somebody new.",
        "A named GP and named nurse for everyone over 80 who lives alone.",
        None,
        "under way",
        "preferred_gp",
    ),
    (
        "2026-03-10",
        "",
        "Patient group chairs",
        "Meeting of all practices' patient groups",
        "Board's director of partnerships",
        "The same people come. We do not know how to reach the others, and nobody pays bus fares.",
        "Fares and childcare paid from July; two places in each group kept for people from groups not yet heard.",
        "2026-07-01",
        "done",
        "",
    ),
    (
        "2026-02-05",
        "Quillmarket",
        "Young fathers",
        "Session at a leisure centre",
        "Public health trainee",
        "Everything is sent to the mother. Nobody has asked me about smoking since school.",
        "",
        None,
        "heard",
        "smoking",
    ),
    (
        "2025-11-26",
        "Southbank Docks",
        "People waiting for surgery",
        "Phone calls by volunteers",
        "Hospital waiting list team",
        "Nobody tells you where you are on the list, so you stop planning your life.",
        "A text every six weeks was asked for; the hospital's system cannot send it, and a letter was judged too dear.",
        None,
        "not taken up",
        "waits_over_18_weeks",
    ),
)
_OUTREACH, _FAMILIAR, _CONTINUITY, _SAFE, _LISTENING, _BODIES, _FAMILY, _EVENTS = WAYS
# In the order above: the ways by which it was heard, whose voice it is, when they were answered and asked again. The last
# is from before entries were coded.
_CODED = (
    ((_OUTREACH,), ANOTHER, "2026-10-14", None),
    ((_LISTENING, _BODIES), "people of ethnic minority groups", None, None),
    ((_LISTENING, _FAMILIAR), "people who need an interpreter or another language", "2026-09-02", "2026-10-20"),
    ((_OUTREACH, _BODIES), "Gypsy, Roma and Traveller people", "2026-07-03", "2026-09-30"),
    ((_SAFE, _FAMILY), "people with a severe mental illness", "2026-08-06", None),
    ((_FAMILIAR,), ANOTHER, None, None),
    ((_BODIES,), NO_ONE_GROUP, "2026-06-24", "2026-09-15"),
    ((_EVENTS,), ANOTHER, None, None),
    ((), "", None, None),
)
_COLUMNS = (
    "date", "area_code", "community", "setting", "heard_by", "said", "done", "done_on", "response", "indicator_id",
)  # fmt: skip


def community_log_table() -> pd.DataFrame:
    """The log as the optional table of a dataset, newest first."""
    table = pd.DataFrame(_ENTRIES, columns=list(_COLUMNS))
    table["area_code"] = [NEIGHBOURHOOD_CODE.get(name, ICB_CODE) for name in table["area_code"]]
    coded = [(f"{BETWEEN_WAYS} ".join(ways), *rest) for ways, *rest in _CODED]
    table[["ways", "group_heard", "answered_on", "followed_up_on"]] = pd.DataFrame(coded)
    days = ["date", "done_on", "answered_on", "followed_up_on"]
    table[days] = table[days].apply(pd.to_datetime)
    table.insert(0, "entry_id", [f"XL{len(table) - number:03d}" for number in range(len(table))])
    return table
