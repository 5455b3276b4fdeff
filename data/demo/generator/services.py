"""Sites of services: practices, and mental health, legal, welfare, social care and community services near some."""

import numpy as np
import pandas as pd

from data.demo.generator import names
from data.demo.generator.geography import Geography
from data.demo.generator.outline import to_degrees
from data.demo.generator.practices import Practices
from data.demo.generator.randomness import stream

_WEEKDAYS = "Monday to Friday 08:00–18:30"
# Kind, what its sites are called, opening, and how many stand inside a practice or on their own.
_KINDS = (
    ("mental_health", "talking therapies", "Monday to Friday 09:00–17:00", 4, 4),
    ("legal_advice", "legal advice desk", "Tuesday and Thursday 10:00–16:00", 2, 3),
    ("welfare_advice", "money and benefits advice", "Monday, Wednesday and Friday 09:30–16:30", 4, 4),
    ("social_care", "social care team", "Monday to Friday 09:00–17:00", 2, 4),
    ("community", "community hub", "Every day 09:00–21:00", 1, 8),
)
_OWN_PLACES = (
    "Library",
    "Harbour Hall",
    "Chapel Rooms",
    "Market House",
    "Mill Centre",
    "Leisure Centre",
    "Family Centre",
)


def _practice_sites(practices: Practices) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "site_name": practices.names,
            "kind": "gp",
            "longitude": practices.points[:, 0],
            "latitude": practices.points[:, 1],
            "opening": _WEEKDAYS,
            "neighbourhood": practices.neighbourhood,
        }
    )


def _hosted(kind: str, called: str, opening: str, hosts: pd.DataFrame) -> pd.DataFrame:
    """Services inside practices: the same building, so the same point, and its name in theirs."""
    return hosts.assign(kind=kind, opening=opening, site_name=[f"{host}: {called}" for host in hosts["site_name"]])


def _on_their_own(
    kind: str, called: str, opening: str, geography: Geography, areas: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Services in buildings of their own, near the middle of small areas."""
    points = to_degrees(geography.positions[areas])
    neighbourhood = geography.neighbourhood[areas]
    places = rng.choice(_OWN_PLACES, len(areas))
    return pd.DataFrame(
        {
            "site_name": [
                f"{names.NEIGHBOURHOOD_NAMES[each]} {place}: {called}"
                for each, place in zip(neighbourhood, places, strict=True)
            ],
            "kind": kind,
            "longitude": points[:, 0],
            "latitude": points[:, 1],
            "opening": opening,
            "neighbourhood": neighbourhood,
        }
    )


def services_table(geography: Geography, practices: Practices) -> pd.DataFrame:
    """Every site as the optional table of a dataset. Half the neighbourhoods have little beside their practices."""
    rng = stream("services")
    gp = _practice_sites(practices)
    town = np.isin(geography.neighbourhood, [0, 2, 4, 7, 8, 12, 13, 14, 16, 17])
    found = [gp]
    for kind, called, opening, n_hosted, n_own in _KINDS:
        hosts = gp.iloc[np.sort(rng.choice(len(gp), n_hosted, replace=False))]
        found.append(_hosted(kind, called, opening, hosts))
        weight = np.where(town, 1.0, 0.12)
        areas = np.sort(rng.choice(len(town), n_own, replace=False, p=weight / weight.sum()))
        found.append(_on_their_own(kind, called, opening, geography, areas, rng))
    table = pd.concat(found, ignore_index=True)
    table["area_code"] = [names.neighbourhood_code(each) for each in table.pop("neighbourhood")]
    table.insert(0, "site_code", [f"XV{number + 1:04d}" for number in range(len(table))])
    return table
