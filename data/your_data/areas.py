"""Settle the area of each row: a code or a name that the dataset knows, or a code whose shape tells what it is."""

from collections.abc import Mapping
from difflib import get_close_matches

import pandas as pd

from data.coding.labels import looked_up, plain, plain_board_name
from data.contract.vocabulary import LEVELS
from data.your_data.assumptions import Declared
from data.your_data.conversions import SMALL_AREAS_2011
from data.your_data.known import Known
from data.your_data.row_checks import Work

#: The problem of a row whose area is not in the dataset; a page offers to say which area such rows are of.
UNKNOWN_AREA = "an area that this dataset does not have"
_MOST_LIKENED, _MOST_LETTERS = 20, 200
# What a code is by its shape, where there is no dataset to ask.
_SHAPES = {
    r"E92000001": "country",
    r"E54\d{6}": "icb",
    r"E0[6-9]\d{6}": "place",
    r"U\d{5}": "neighbourhood",
    r"E01\d{6}": "lsoa",
    r"[A-Z]\d{5}": "practice",
}


def settle_areas(
    work: Work, base: Known | None, declared: Declared, changes: pd.DataFrame | None, confirmed: frozenset[str]
) -> None:
    """Add area_code and level to the rows. An area that is not known is an error, or left out of a published file."""
    text = work.frame["area"].str.strip()
    given = {plain(name): code for name, code in declared.area_of.items()}
    text = looked_up(text, {each: given[plain(each)] for each in text.unique() if plain(each) in given}, None)
    work.frame["area_code"], work.frame["level"] = text, ""
    if base is None:
        _by_shape(work, text)
        return
    known = base.areas
    level = known.drop_duplicates("area_code").set_index("area_code")["level"]
    code = text.where(text.isin(level.index), looked_up(text, _codes_by_name(known, text)))
    code = code.where((code != "") | ~text.str.upper().isin(level.index), text.str.upper())
    if changes is not None:
        code = _carried_over(work, text, code, changes, frozenset(level.index), confirmed)
    _tell_unknown(work, text, code == "", known, changes is not None)
    work.frame["area_code"] = code.where(code != "", text)
    work.frame["level"] = looked_up(code, level.to_dict())


def _codes_by_name(known: pd.DataFrame, text: pd.Series) -> dict[str, str]:
    """Code for each text that is the name of exactly one area, boards with or without the words around their name."""
    names = known.assign(key=known["area_name"].map(plain)).drop_duplicates(["key", "area_code"])
    single = names[~names["key"].duplicated(keep=False)].set_index("key")["area_code"]
    found = {}
    for each in text.unique():
        for key in (plain(each), plain(plain_board_name(each))):
            if key in single.index:
                found[each] = single[key]
                break
    return found


def _by_shape(work: Work, text: pd.Series) -> None:
    level = pd.Series("", index=text.index)
    for pattern, name in _SHAPES.items():
        level = level.mask((level == "") & text.str.fullmatch(pattern), name)
    work.frame["level"] = level
    _leave_out_published(work, text, level == "")
    expected = "an ONS or ODS code, such as E54000028, E09000003, E01000158, U33392 or E83003"
    mend = "give the code, or check the file against a dataset that knows the area"
    text_of_fault = "an area whose code is of no kind known here"
    work.tell((level == "") & work.open_rows, "area", text_of_fault, expected=expected, mend=mend, each=False)


def _leave_out_published(work: Work, text: pd.Series, unknown: pd.Series) -> None:
    """A published file holds areas that nobody here asked for: their rows are counted, not told one by one."""
    rows = unknown & work.frame["published"] & work.open_rows
    if rows.any():
        work.frame.loc[rows, "left_out"] = True
        areas = text[rows].nunique()
        work.notes.append(f"{int(rows.sum()):,} rows of {areas:,} areas that are not known here were left out.")


def _tell_unknown(work: Work, text: pd.Series, unknown: pd.Series, known: pd.DataFrame, have_lookup: bool) -> None:
    _leave_out_published(work, text, unknown)
    faulty = unknown & work.open_rows
    small = text.str.fullmatch(r"E01\d{6}") & faulty
    mend = "check the code" if have_lookup else "give the ONS lookup of 2011 to 2021 small areas beside this file"
    work.tell(
        small, "area", "a small area that this dataset does not have, perhaps of another vintage", mend=mend, each=False,
        expected="a 2021 small area of the dataset",
    )  # fmt: skip
    usual = _usual(known)
    names = {**dict(zip(known["area_name"], known["area_code"], strict=True)), **{c: c for c in known["area_code"]}}
    different = text[faulty & ~small].unique()
    # Likeness is looked for among all areas, which takes long for each text: the first are enough to see what is wrong.
    near = dict.fromkeys(different, usual) | {each: _near(each, names) or usual for each in different[:_MOST_LIKENED]}
    mend = "correct the code, or say which area it is when you check the file"
    work.tell(
        faulty & ~small, "area", UNKNOWN_AREA, expected=looked_up(text, near), mend=mend,
        each=False,
    )  # fmt: skip


def _near(text: str, names: Mapping[str, str]) -> str:
    """Areas that look like the text; '' where none does."""
    near = get_close_matches(text[:_MOST_LETTERS], list(names), n=2, cutoff=0.7)
    words = [f"{each} ({names[each]})" if names[each] != each else each for each in near]
    return "perhaps " + " or ".join(words) if words else ""


def _usual(known: pd.DataFrame) -> str:
    """How areas of each level are written."""
    first = known.drop_duplicates("level").set_index("level")
    shown = [
        f"{first.loc[level, 'area_code']} ({first.loc[level, 'area_name']})" for level in LEVELS if level in first.index
    ]
    return "an area of the dataset, such as " + ", ".join(shown)


def _carried_over(
    work: Work, text: pd.Series, code: pd.Series, changes: pd.DataFrame, ours: frozenset[str], confirmed: frozenset[str]
) -> pd.Series:
    """Codes with 2011 small areas carried over where that is confirmed and exact; else each is told."""
    here = changes[changes["lsoa21"].isin(ours)]
    parts = here.groupby("lsoa11")["lsoa21"].agg(["first", "nunique"])
    pieces = here.groupby("lsoa21")["lsoa11"].nunique()
    old = (code == "") & text.isin(parts.index) & work.open_rows
    if not old.any():
        return code
    if SMALL_AREAS_2011 not in confirmed:
        work.tell(
            old, "area", "a 2011 small area in a dataset of 2021 small areas", each=False, offer=SMALL_AREAS_2011,
            expected=looked_up(text, parts["first"].to_dict()) + " (2021)",
            mend="confirm that 2011 codes are to be carried over, or give 2021 codes",
        )  # fmt: skip
        return code
    split = old & text.isin(parts.index[parts["nunique"] > 1])
    work.tell(
        split, "area", "a 2011 small area that was split: its counts cannot be divided", each=False,
        expected="counts for each of its 2021 parts", mend="ask the source for 2021 small areas, or leave its rows out",
    )  # fmt: skip
    carried = old & ~split
    new = looked_up(text, parts["first"].to_dict())
    # A merged area is whole only with every piece of it: the adding up tells when one is missing.
    work.frame["pieces"] = new.map({each: int(pieces.get(each, 1)) for each in new.unique()}).where(carried, 1)
    work.notes.append(f"{int(carried.sum()):,} rows of 2011 small areas were carried over to 2021.")
    return code.where(~carried, new)
