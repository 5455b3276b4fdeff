"""Ethnic-group labels of the 2001, 2011 and 2021 censuses, hospital codes and general practice records.

The tables are the Census classifications of the Office for National Statistics and the NHS Data Dictionary's ethnic
category codes (2001, 16+1).
"""

from functools import cache

from data.coding.labels import plain, table
from data.coding.meaning import CodingFault, Meaning
from data.contract.vocabulary import DIMENSIONS, UNKNOWN

ETHNIC, ETHNIC_18 = "ethnic_group", "ethnic_group_18"


@cache
def _rows() -> dict[str, dict[str, str]]:
    """The first row of the table for each label, compared plainly."""
    found: dict[str, dict[str, str]] = {}
    for row in table("ethnic_groups"):
        found.setdefault(plain(row["label"]), row)
    for code, label in (*DIMENSIONS[ETHNIC].groups.items(), *DIMENSIONS[ETHNIC].short_groups.items()):
        level = "unknown" if code == UNKNOWN else "broad"
        row = {"scheme": "contract", "level": level, "group": "", "broad": code, "note": ""}
        found.setdefault(plain(label), row)
        found.setdefault(plain(code), row)
    return found


def _row_of(label: str) -> dict[str, str] | None:
    """The row of a label, also where the hospital's code of the same group stands beside it ('A - White British')."""
    if (row := _rows().get(plain(label))) is not None:
        return row
    code, _, words = plain(label).partition(" ")
    by_code, by_words = _rows().get(code), _rows().get(words)
    if len(code) > 2 or by_code is None or by_words is None or by_code["broad"] != by_words["broad"]:
        return None
    return by_code


def ethnicity_of(labels: list[str], dimension: str) -> tuple[dict[str, Meaning], list[CodingFault], list[CodingFault]]:
    """Each label's meaning, judged together: 'Any other ethnic group' is detailed only among detailed labels."""
    known = {each: _row_of(each) for each in labels}
    detailed = dimension == ETHNIC_18 or any(row and row["level"] == "detailed" for row in known.values())
    broad = any(row and row["level"] == "broad" for row in known.values())
    found, faults, doubts = {}, [], []
    for label, row in known.items():
        if row is None:
            faults.append(_not_known(label))
            continue
        level = row["level"]
        fine = (
            level == "detailed" or (level == "either" and detailed) or (level == "unknown" and detailed and not broad)
        )
        if fine:
            found[label] = Meaning(ETHNIC_18, row["group"] or row["broad"], row["scheme"], row["note"])
        else:
            found[label] = Meaning(ETHNIC, row["broad"], row["scheme"], row["note"])
        if row["scheme"] == "census_2001" and level == "broad":
            doubts.append(_chinese_among_others(label, row["note"]))
    return found, faults, doubts


def _not_known(label: str) -> CodingFault:
    return CodingFault(
        label,
        "an ethnic group that is in none of the classifications known here" if label else "no ethnic group is given",
        expected="a group of the 2001, 2011 or 2021 Census, its broad group, a hospital code (A to Z, 99) or 'Not known'",
        mend="write the group as the Census does, or 'Not known' if it was not recorded",
    )


def _chinese_among_others(label: str, note: str) -> CodingFault:
    return CodingFault(
        label,
        f"a group of the 2001 Census: it {note}",
        expected="Chinese given apart, or counted as Asian",
        mend="give Chinese as a group of its own if the source allows it; otherwise say so beside any comparison",
    )


@cache
def detailed_groups_needed(broad: str, *, census_2001: bool) -> frozenset[str]:
    """The detailed groups that together are a broad group; 2001 had neither Arab nor Gypsy or Irish Traveller."""
    absent = {"white_gypsy_traveller", "other_arab"} if census_2001 else set()
    return frozenset(
        row["group"]
        for row in table("ethnic_groups")
        if row["scheme"] == "contract" and row["broad"] == broad and row["group"] not in absent
    )
