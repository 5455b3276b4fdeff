"""What has it cost so far, against plan? Spending added up from a pilot's start, and per person reached."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.time_lines import TimeLine, lines_over_time
from components.findings.finding import Finding
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.rows import about_pilot, pilot_source, rows_of
from components.findings.pilots.uptake import everybody_of, newest_uptake
from components.findings.question import Question
from components.findings.recording_rows import lacks
from components.findings.table import Column, Table, with_row
from components.style.colours import PLAIN, QUIET_INK
from components.style.dates import to_day
from components.style.numbers import COUNT, pounds, share

QUESTION = "What has it cost so far, against plan?"
# Less than this is no percentage to speak of.
_NOTHING = 0.005
# Within this share of plan, spending counts as on plan.
NEAR = 0.02
_NEEDS = "pounds planned and spent in each period (table ‘pilot_spend’)"


@dataclass(frozen=True)
class Spend:
    """A pilot's money so far: added up over the periods for which both plan and spending are known.

    `over` is spent less planned; `budget` is for all of its time, None where not declared; `engaged` and `each` are the
    people who took it up and pounds spent for each of them, None where that is not known.
    """

    rows: pd.DataFrame
    planned: float
    spent: float
    budget: float | None
    engaged: float | None

    @property
    def over(self) -> float:
        """Pounds spent above plan; negative below."""
        return self.spent - self.planned

    @property
    def verdict(self) -> str:
        """'over', 'under' or 'on plan'."""
        if abs(self.over) <= NEAR * self.planned:
            return "on plan"
        return "over" if self.over > 0 else "under"

    @property
    def each(self) -> float | None:
        """Pounds for each person who took it up."""
        return self.spent / self.engaged if self.engaged else None

    @property
    def words(self) -> str:
        """How spending stands to plan, e.g. '£4,000 under plan (8%)'."""
        if self.verdict == "on plan":
            away = abs(self.over) / self.planned if self.planned > 0 else 0.0
            return "on plan" if away < _NOTHING else f"within {share(away)} of plan"
        portion = f" ({share(abs(self.over) / self.planned)})" if self.planned > 0 else ""
        return f"{pounds(abs(self.over))} {self.verdict} plan{portion}"


def spend_of(question: Question, pilot_id: str) -> Spend | None:
    """A pilot's money so far; None where no period has both plan and spending."""
    rows = rows_of(question.dataset, "pilot_spend", pilot_id)
    rows = None if rows is None else rows.dropna(subset=["planned_gbp", "spent_gbp"]).sort_values("period_end")
    if rows is None or rows.empty:
        return None
    rows = rows.reset_index(drop=True)
    rows = rows.assign(planned=rows["planned_gbp"].cumsum(), spent=rows["spent_gbp"].cumsum())
    budget = pilot_cases(question.dataset)[pilot_id].budget_gbp
    uptake = newest_uptake(question, pilot_id)
    everybody = None if uptake is None else everybody_of(uptake)
    # People reached and pounds spent must be of the same time.
    engaged = None
    if uptake is not None and everybody is not None and uptake["period_end"].max() == rows["period_end"].max():
        engaged = float(everybody["engaged"])
    return Spend(
        rows,
        float(rows["planned"].iloc[-1]),
        float(rows["spent"].iloc[-1]),
        budget,
        engaged if engaged is not None and engaged > 0 else None,
    )


@about_pilot
def spend_finding(question: Question, pilot_id: str) -> Finding:
    """A pilot's spending so far against plan and budget, and for each person who took it up."""
    spend = spend_of(question, pilot_id)
    if spend is None:
        return lacks(
            question, "pilot_spend", QUESTION, "What the pilot was to spend, and spent,", _NEEDS, method="value"
        )
    return Finding(
        id="pilot_spend",
        question=QUESTION,
        headline=f"Spending is {spend.words}: {pounds(spend.spent)} of {pounds(spend.planned)} planned by now",
        sentence=_sentence(spend),
        table=_table(spend),
        how_to_read=(
            "Both lines add up from the start: pounds planned (dashed) and pounds spent. They stop at the newest period with "
            "figures: what will be spent later is not guessed here."
        ),
        method="value",
        source=pilot_source(question),
        period=to_day(spend.rows["period_end"].max()),
        figure=_figure(spend),
        caveats=(
            "Pounds for each person who took it up are an average that holds the cost of setting up: they fall as more "
            "people come, and say nothing of what was gained. Two pilots that do different things cannot be ranked by them.",
        ),
        verdict={"over": "worse", "under": "unclear", "on plan": "better"}[spend.verdict],
        names=("95%",),
    )


def _sentence(spend: Spend) -> str:
    told = ""
    if spend.budget:
        told = f"That is {share(spend.spent / spend.budget)} of the whole budget of {pounds(spend.budget)}."
    if spend.each is None:
        return f"{told} Pounds for each person cannot be told: how many took it up by then is not known.".strip()
    return (
        f"{told} So far it has cost {pounds(spend.each)} for each person who took it up, setting up included.".strip()
    )


def _table(spend: Spend) -> Table:
    frame = spend.rows.assign(
        label=[f"to {end:%b %Y}" for end in spend.rows["period_end"]],
        over=spend.rows["spent"] - spend.rows["planned"],
        portion=[
            share(abs(row.spent - row.planned) / row.planned) if row.planned else "–" for row in spend.rows.itertuples()
        ],
    )
    last = {"label": "Difference now, without its sign", "over": abs(spend.over)}
    frame = with_row(frame, **last)
    if spend.budget:
        frame = with_row(frame, label="Whole budget", planned=spend.budget, portion=share(spend.spent / spend.budget))
    if spend.each is not None:
        frame = with_row(frame, label="For each person who took it up", spent=spend.each)
    return Table(
        (
            Column("label", "Period"),
            Column("planned_gbp", "Planned (£)", COUNT),
            Column("spent_gbp", "Spent (£)", COUNT),
            Column("planned", "Planned so far (£)", COUNT),
            Column("spent", "Spent so far (£)", COUNT),
            Column("over", "Over plan (£)", COUNT),
            Column("portion", "Share of plan; of budget: spent"),
        ),
        frame.assign(portion=frame["portion"].fillna("")),
    )


def _figure(spend: Spend) -> go.Figure:
    periods = spend.rows.assign(label=[f"{end:%b %Y}" for end in spend.rows["period_end"]])
    lines = [
        TimeLine("planned", QUIET_INK, spend.rows["planned"].to_numpy(float), dash="dash"),
        TimeLine("spent", PLAIN, spend.rows["spent"].to_numpy(float), strong=True),
    ]
    return lines_over_time(periods, lines, title="Pounds, added up from the start", unit=COUNT)
