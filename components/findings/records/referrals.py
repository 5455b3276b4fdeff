"""Do referrals close? Of people referred, how many were seen, and for how many the referrer heard back."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.dot_rows import Dot, DotRow, dot_rows
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.recording_rows import SHARE, lacks, newest_rows, of_area, source_of
from components.findings.table import Column, Table
from components.measures.values.proportion import proportion
from components.style.colours import PLAIN, group_colour
from components.style.dates import to_day
from components.style.numbers import COUNT, interval_cell, short
from data.contract.vocabulary import ALL, DIMENSIONS, TOTAL

QUESTION = "Do our referrals close?"
_BY = "deprivation_quintile"


def referrals_finding(question: Question) -> Finding:
    """The share of referrals that end with word to whoever sent them, by service and deprivation fifth."""
    rows = newest_rows(question, "referrals")
    here = None if rows is None else of_area(rows, question.selection.area)
    here = None if here is None else here[here["dimension"].isin([_BY, TOTAL])]
    if here is None or here["reported_back"].notna().sum() == 0:
        needs = "referrals counted by service as sent, seen and reported back"
        return lacks(question, "records_referrals", QUESTION, "Whether referrals close", needs, method="value")
    frame = _frame(here)
    total = frame[frame["group"] == ALL].dropna(subset=["share"])
    worst, best = total.iloc[0], total.iloc[-1]
    where = "" if question.is_whole_area else f" in {question.area_name}"
    return Finding(
        id="records_referrals",
        question=QUESTION,
        headline=f"{worst['service']}: referrers hear what happened to {short(worst['share'], SHARE)} of people{where}",
        sentence=(
            f"The loop closes most often for {best['service'].lower()}, {short(best['share'], SHARE)}.{_gap_words(frame)}"
        ),
        table=Table(
            (
                Column("service", "Service"),
                Column("label", "People"),
                Column("sent", "Referred", COUNT),
                Column("seen", "Seen", COUNT),
                Column("reported_back", "Reported back", COUNT),
                Column("seen_share", "Seen (%)", SHARE),
                Column("share", "Reported back (% of referred)", SHARE),
                Column("limits", "95% interval"),
            ),
            frame,
        ),
        how_to_read=(
            "Each dot is the share of people referred about whom the referrer was told what happened, by deprivation, "
            "darkest = most deprived. A person can be lost before being seen or after: the table has both steps. A loop that "
            "stays open may be care well given and not written down; either way nobody can follow it up."
        ),
        method="value",
        source=source_of(question, "referral records of the services named"),
        period=to_day(here["period_end"].max()),
        figure=_figure(frame),
        names=("95%", question.area_name, *frame["service"]),
    )


def _frame(here: pd.DataFrame) -> pd.DataFrame:
    back = proportion(here["reported_back"].to_numpy(float), here["sent"].to_numpy(float))
    seen = proportion(here["seen"].to_numpy(float), here["sent"].to_numpy(float))
    frame = here.assign(
        label=["Everyone" if group == ALL else DIMENSIONS[_BY].label_of(group) for group in here["group"]],
        share=100 * back.estimate,
        seen_share=100 * seen.estimate,
        limits=[
            interval_cell(100 * low, 100 * high, SHARE) if np.isfinite(low) else "–"
            for low, high in zip(back.lower, back.upper, strict=True)
        ],
    )
    order = frame["service"].map(frame[frame["group"] == ALL].set_index("service")["share"])
    return frame.assign(order=order).sort_values(["order", "service", "dimension", "group"], ignore_index=True)


def _gap_words(frame: pd.DataFrame) -> str:
    wide = frame[frame["group"].isin(["1", "5"])].pivot(index="service", columns="group", values="share").dropna()
    if wide.empty:
        return " By deprivation it is not loaded here."
    service = (wide["5"] - wide["1"]).idxmax()
    if wide.at[service, "5"] <= wide.at[service, "1"]:
        return " For no service does the most deprived fifth fare worse."
    return (
        f" Deprivation matters most in {service.lower()}: {short(wide.at[service, '1'], SHARE)} in the most deprived fifth, "
        f"{short(wide.at[service, '5'], SHARE)} in the least."
    )


def _figure(frame: pd.DataFrame) -> go.Figure:
    rows: list[DotRow] = []
    for service, part in frame.groupby("service", sort=False):
        fifths = part[part["group"] != ALL].dropna(subset=["share"])
        shown = fifths if len(fifths) else part.dropna(subset=["share"])
        dots = [
            Dot(
                row.share,
                f"{row.label}: {short(row.share, SHARE)} ({row.limits}); seen {short(row.seen_share, SHARE)}",
                group_colour(_BY, row.group) if row.group != ALL else PLAIN,
                label={"1": "most deprived", "5": "least"}.get(row.group, "") if len(rows) == 0 else "",
                size=18 if row.group in ("1", "5", ALL) else 13,
                symbol="square" if row.group == "1" else "circle",
                below=row.group == "5",
            )
            for row in shown.itertuples()
        ]
        rows.append(DotRow(str(service), tuple(dots), absent="" if dots else "hidden to protect confidentiality"))
    return dot_rows(rows, axis="referrals reported back", suffix="%", joined=True, zero=True, row_height=50)
