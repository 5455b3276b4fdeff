"""Census 2021 table TS021, ethnic group, as the Nomis bulk file: group totals and their sub-groups side by side."""

import pandas as pd

from data.files.tables import Reading, SourceTable, numbers

NAME = "Census 2021 TS021 ethnic group (bulk file)"
KIND = "census_ethnic_group"
PUBLISHER = "Office for National Statistics"
LICENCE = "Open Government Licence v3.0"
RULE = "Protected by the Office for National Statistics: some records swapped between areas, small counts changed a little."

TOTAL = "Ethnic group: Total: All usual residents"
_ASIAN = "Ethnic group: Asian, Asian British or Asian Welsh"
_BLACK = "Ethnic group: Black, Black British, Black Welsh, Caribbean or African"
_MIXED = "Ethnic group: Mixed or Multiple ethnic groups"
_WHITE = "Ethnic group: White"
_OTHER = "Ethnic group: Other ethnic group"

BROAD = {"asian": _ASIAN, "black": _BLACK, "mixed": _MIXED, "white": _WHITE, "other": _OTHER}
# The 2021 census counts Roma apart, which the 18 groups of the 2011 classification do not: they join 'any other
# White background' here, where the 2011 classification counted them. Chinese is an Asian group in both.
DETAILED = {
    "asian_indian": (f"{_ASIAN}: Indian",),
    "asian_pakistani": (f"{_ASIAN}: Pakistani",),
    "asian_bangladeshi": (f"{_ASIAN}: Bangladeshi",),
    "asian_chinese": (f"{_ASIAN}: Chinese",),
    "asian_other": (f"{_ASIAN}: Other Asian",),
    "black_african": (f"{_BLACK}: African",),
    "black_caribbean": (f"{_BLACK}: Caribbean",),
    "black_other": (f"{_BLACK}: Other Black",),
    "mixed_white_black_caribbean": (f"{_MIXED}: White and Black Caribbean",),
    "mixed_white_black_african": (f"{_MIXED}: White and Black African",),
    "mixed_white_asian": (f"{_MIXED}: White and Asian",),
    "mixed_other": (f"{_MIXED}: Other Mixed or Multiple ethnic groups",),
    "white_british": (f"{_WHITE}: English, Welsh, Scottish, Northern Irish or British",),
    "white_irish": (f"{_WHITE}: Irish",),
    "white_gypsy_traveller": (f"{_WHITE}: Gypsy or Irish Traveller",),
    "white_other": (f"{_WHITE}: Other White", f"{_WHITE}: Roma"),
    "other_arab": (f"{_OTHER}: Arab",),
    "other_any": (f"{_OTHER}: Any other ethnic group",),
}


def recognises(table: SourceTable) -> bool:
    """The bulk file's geography code beside the total and the five broad groups."""
    return table.has("geography code", TOTAL, *BROAD.values())


def read(table: SourceTable) -> Reading:
    """Columns: lsoa, residents, resident_<broad group>, and resident_<detailed group> where the file has them all."""
    found = table.rows()
    tidy = {"lsoa": found["geography code"], "residents": numbers(table, found, TOTAL)}
    for group, column in BROAD.items():
        tidy[f"resident_{group}"] = numbers(table, found, column)
    if all(table.has(*columns) for columns in DETAILED.values()):
        for group, columns in DETAILED.items():
            tidy[f"resident_{group}"] = sum(numbers(table, found, column) for column in columns)
    frame = pd.DataFrame(tidy)
    small = frame["lsoa"].str.startswith("E01")
    dropped = {"not a small area in England": int((~small).sum())} if not small.all() else {}
    # A small area without one of its counts would be one without people.
    whole = frame.drop(columns="lsoa").ge(0).all(axis=1)
    if not whole[small].all():
        dropped["with a cell that is no count"] = int((small & ~whole).sum())
    return Reading(frame[small & whole].reset_index(drop=True), len(found), period="2021", dropped=dropped)
