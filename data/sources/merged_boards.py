"""A board whose practices are listed under another: a lookup of one time beside a list of practices of another."""

import pandas as pd

from data.files.errors import SourceError
from data.sources.area import Area
from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

# Of the practices that any list gives to a board, or of the patients who live there; boards keep more than this.
_MOST_REMAIN = 0.8
_MOST_PATIENTS = 0.5
_FEWEST = 5


def fault_in_membership(
    gathered: Gathered, practices: pd.DataFrame, patients: pd.DataFrame, area: Area, report: BuildReport
) -> None:
    """SourceError where most of the board's practices belong to another board by the newest list: boards merge.

    Or where none of its practices has a patient, as of two extracts that contradict one another on every row.

    `practices` are those taken for the area's, `patients` by practice and small area, residents of the area among them.
    """
    listed = gathered.frame("practices")
    ever = set(listed.loc[listed["icb_ods"].fillna("") == area.ods, "practice_code"]) if "icb_ods" in listed else set()
    here = patients[patients["lsoa"].isin(area.small_areas)]
    alive = set(gathered.frame("registrations")["practice_code"])
    once = ever & alive
    remain = once & set(practices.index)
    share = here.loc[here["practice_code"].isin(practices.index), "patients"].sum() / max(here["patients"].sum(), 1)
    if ever and not once:
        raise SourceError(
            f"no practice of {area.name} has a patient left among the registrations",
            found="; ".join(report.sections.get("Registrations", ["no row of its practices"])),
            expected="patients by practice and small area, of the area or of England",
            mend="keep the one extract that holds",
        )
    few = len(once) >= _FEWEST and len(remain) < _MOST_REMAIN * len(once)
    if few or share < _MOST_PATIENTS:
        raise SourceError(
            f"most practices of {area.name} are listed under another board: boards have merged, or the files are of "
            "different times",
            found=(
                f"{len(remain):,} of the {len(once):,} practices with patients that any list gives to {area.ods}; "
                f"{share:.0%} of the patients who live in its small areas are with them"
                + _boards_now(listed, here, practices, area)
            ),
            expected="a lookup of small areas to boards and a list of practices of the same time",
            mend="download the newest of both (python -m data fetch), and give the code of the board as it is now",
        )


def _boards_now(listed: pd.DataFrame, here: pd.DataFrame, practices: pd.DataFrame, area: Area) -> str:
    """Which boards have them now, by the first list that names each."""
    elsewhere = here.loc[~here["practice_code"].isin(practices.index), "practice_code"].unique()
    if "icb_ods" not in listed:
        return ""
    first = listed[listed["practice_code"].isin(elsewhere)].sort_values("authority", kind="stable")
    boards = first.drop_duplicates("practice_code")["icb_ods"].value_counts().drop([area.ods, ""], errors="ignore")
    return f"; the others are with {', '.join(map(str, boards.index[:3]))}" if len(boards) else ""
