"""A pilot's own tables made up for tests: uptake, surveys, records, spend and receiving services, each worked by hand."""

import numpy as np
import pandas as pd

NEWEST = pd.Timestamp("2026-09-30")
FIRST_WAVE, LAST_WAVE = pd.Timestamp("2026-04-30"), pd.Timestamp("2026-09-30")
STEPS = ("eligible", "offered", "engaged", "completed")
# The least deprived lose nobody before taking it up; of the most deprived 4 in 5 are offered it, and then all is alike.
UPTAKE = {"1": (1_000, 800, 400, 200), "2": (1_000, 900, 450, 225), "5": (1_000, 1_000, 500, 250)}


def uptake_table(
    counts: dict[str, tuple[float, ...]] = UPTAKE, *, dimension: str = "deprivation_quintile"
) -> pd.DataFrame:
    """Uptake by group at the newest day; None in place of a count hides the row but for who is eligible."""
    rows = []
    for group, each in counts.items():
        hidden = None in each
        numbers = [np.nan if one is None else float(one) for one in each]
        about = {"pilot_id": "calls", "period_end": NEWEST, "dimension": dimension, "group": group}
        rows.append(about | {"status": "suppressed" if hidden else "ok"} | dict(zip(STEPS, numbers, strict=True)))
    return pd.DataFrame(rows)


def everyone(*counts: float) -> pd.DataFrame:
    """The row of everyone together."""
    return uptake_table({"all": counts}, dimension="total")


def survey_table(*rows: tuple, respondents: str = "staff") -> pd.DataFrame:
    """Rows of (wave, theme, asked, answered, favourable); an answered of None is hidden."""
    made = [
        {
            "pilot_id": "calls",
            "respondents": respondents,
            "wave_date": wave,
            "theme": theme,
            "status": "suppressed" if answered is None else "ok",
            "asked": float(asked),
            "answered": np.nan if answered is None else float(answered),
            "favourable": np.nan if favourable is None else float(favourable),
        }
        for wave, theme, asked, answered, favourable in rows
    ]
    return pd.DataFrame(made)


def capture_table(**fields: tuple[float, float]) -> pd.DataFrame:
    """Fields (with _ for a space) as people and how many of them have it, at the newest day."""
    return pd.DataFrame(
        {
            "pilot_id": "calls",
            "period_end": NEWEST,
            "field": field.replace("_", " "),
            "status": "ok",
            "people": float(people),
            "complete": float(complete),
        }
        for field, (people, complete) in fields.items()
    )


def spend_table(*quarters: tuple[float, float], last: pd.Timestamp = NEWEST) -> pd.DataFrame:
    """Pounds planned and spent by quarter, the last of them ending on the newest day."""
    ends = pd.date_range(end=last, periods=len(quarters), freq="QE")
    return pd.DataFrame(
        {"pilot_id": "calls", "period_end": end, "planned_gbp": float(planned), "spent_gbp": float(spent)}
        for end, (planned, spent) in zip(ends, quarters, strict=True)
    )


def receivers_table(service: str = "Podiatry", **series: list[float]) -> pd.DataFrame:
    """One service by month, the last of them the newest; columns not given are not collected."""
    length = max(len(each) for each in series.values())
    frame = pd.DataFrame({"period_end": pd.date_range(end=NEWEST, periods=length, freq="ME")})
    columns = ("referrals", "seen", "waiting", "median_wait_days", "capacity")
    values = {name: series.get(name, np.nan) for name in columns}
    return frame.assign(pilot_id="calls", service=service, status="ok", **values)
