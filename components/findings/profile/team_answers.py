"""What people in each neighbourhood's team answered, wave by wave: what may be shown, of whom it tells, what changed."""

import numpy as np
import pandas as pd

from components.findings.kept import kept_with_dataset
from components.findings.survey_waves import MARKS, shown_answers, with_change
from components.measures.confidence import normal_multiplier
from components.measures.spread.false_discovery import flagged, two_sided_p
from components.measures.values.finite_share import finite_share
from components.measures.values.proportion import proportion
from data.contract.count_tables import FEWEST_ANSWERS
from data.contract.team_tables import TEAM_THEMES
from data.dataset.dataset import Dataset

# From this share of the team on, those who answered are nearly all of it: what is left to chance is only what the few others
# would have said. Below it, silence is no lot, and the correction would promise more than is known.
NEARLY_ALL = 0.8
# With fewer answers than this share of the team, a change may be one of who answers: none is told.
FEWEST_OF_TEAM = 0.5
LOW_RESPONSE = "low response"
TEAM_MARKS = MARKS | {LOW_RESPONSE: "? most of the team did not answer"}


def fewest_answers(dataset: Dataset) -> int:
    """With fewer answers than these a wave is hidden: ten, or as many as the dataset's own rule wants."""
    return max(FEWEST_ANSWERS, dataset.manifest.disclosure.hidden_to + 1)


@kept_with_dataset
def team_answers(dataset: Dataset) -> pd.DataFrame | None:
    """A row a neighbourhood, wave and theme, by these; None where the dataset has no such table of its neighbourhoods.

    Besides the table's columns: `share` with its limits `lower` and `upper` in percent (NaN where hidden), those of the
    whole team on that day, `team_lower` and `team_upper` (NaN also where not nearly all answered), and `response`, 0 to 1.
    """
    table = dataset.optional("team_survey")
    rows = None if table is None else table[table["area_code"].isin(dataset.areas("neighbourhood").index)]
    if rows is None or rows.empty:
        return None
    rows = shown_answers(rows.reset_index(drop=True))
    response = rows["answered"] / rows["asked"]
    favourable, answered, asked = (rows[name].to_numpy(float) for name in ("favourable", "answered", "asked"))
    of_team, drawn = finite_share(favourable, answered, asked), proportion(favourable, answered)
    nearly_all = (response >= NEARLY_ALL).to_numpy()
    rows = rows.assign(
        lower=100 * drawn.lower,
        upper=100 * drawn.upper,
        team_lower=np.where(nearly_all, 100 * of_team.lower, np.nan),
        team_upper=np.where(nearly_all, 100 * of_team.upper, np.nan),
        response=response,
    )
    order = rows["theme"].map(TEAM_THEMES.index)
    return rows.assign(order=order).sort_values(["area_code", "wave_date", "order"], ignore_index=True)


def waves_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The waves of one team, by day: `asked`, `answered` (NaN where hidden) and `response`, of the theme most answered."""
    waves = rows.groupby("wave_date")[["asked", "answered"]].max()
    return waves.assign(response=waves["answered"] / waves["asked"])


def team_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """One team's themes, a row each: the first and last wave that can be shown, the change between them, and its verdict.

    Columns: theme, then first_ and last_ (wave_date, asked, answered, favourable, share, lower, upper, team_lower …),
    change, lower and upper in percentage points, and verdict, a key of TEAM_MARKS. Of the changes said to be beyond chance
    at most 5% are not (Benjamini–Hochberg over the team's themes).
    """
    shown = rows[rows["status"] == "ok"]
    ends = {
        name: shown.drop_duplicates("theme", keep=name).set_index("theme").add_prefix(f"{name}_")
        for name in ("first", "last")
    }
    themes = [theme for theme in TEAM_THEMES if theme in set(rows["theme"])]
    frame = pd.concat(ends.values(), axis=1).reindex(themes).rename_axis("theme").reset_index()
    once = frame["first_wave_date"].notna() & (frame["first_wave_date"] == frame["last_wave_date"])
    frame["first_status"] = frame["first_status"].fillna("suppressed").mask(once, "missing")
    frame["last_status"] = frame["last_status"].fillna("suppressed")
    frame = with_change(frame, one_wave=False)
    few = (frame[["first_response", "last_response"]] < FEWEST_OF_TEAM).any(axis=1) & frame["change"].notna()
    frame["verdict"] = frame["verdict"].mask(few, LOW_RESPONSE)
    frame.loc[few, ["change", "lower", "upper"]] = np.nan
    chance = frame["verdict"].isin(("better", "worse")) & ~_beyond(frame)
    return frame.assign(verdict=frame["verdict"].mask(chance, "unclear"))


def _beyond(frame: pd.DataFrame) -> np.ndarray:
    """Which changes are beyond chance, judged together, (themes,)."""
    change = frame["change"].to_numpy(float)
    # The interval leans to one side: how far nought lies is measured by the limit on its own side.
    near = np.where(change > 0, change - frame["lower"], frame["upper"] - change)
    return flagged(two_sided_p(change, near / normal_multiplier(0.95)))
