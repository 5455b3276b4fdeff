"""What may be well written and yet cannot be, or can hardly be: told before it is taken for a figure like any other."""

import pandas as pd

from data.files.marks import says_hidden
from data.files.problems import ERROR, WARNING
from data.your_data.known import Known
from data.your_data.row_checks import Work

#: No figure of a health service that this dashboard compares is older.
_FIRST_DAY = pd.Timestamp(1990, 1, 1)
# The longest period that statistics offices pool is five years; a day more for a leap year.
_LONGEST = pd.Timedelta(days=5 * 366)
_YEAR = pd.Timedelta(days=366)
# Appointments are several a person and pooled years several again; a hundredfold is a slip of units.
_TIMES_DOUBTED, _TIMES_REFUSED = 20.0, 100.0


def tell_periods(work: Work, today: pd.Timestamp | None = None) -> None:
    """Periods that have not come, of another age, or longer than any that is published; and two lengths of one end."""
    start, end = work.frame["period_start"], work.frame["period_end"]
    now = pd.Timestamp.today() if today is None else today
    mend = "correct the year"
    work.tell(
        ((start > now) | (end > now + _YEAR)) & work.open_rows, "period", "a period that has not come yet", mend=mend,
        expected=f"a period that has begun by {now:%B %Y}", each=False,
    )  # fmt: skip
    work.tell(
        (start < _FIRST_DAY) & work.open_rows, "period", "a period of another age", mend=mend,
        expected=f"a period of {_FIRST_DAY:%Y} or later", each=False,
    )  # fmt: skip
    work.tell(
        (end - start > _LONGEST) & work.open_rows, "period", "a period longer than five years", severity=WARNING,
        expected="a month, a quarter, a year or up to five pooled years", each=False,
        mend="check both of its ends; figures of so many years hide every change among them",
    )  # fmt: skip


def tell_lengths(work: Work) -> None:
    """Periods of one indicator that end on one day and begin on different ones: they would stand in each other's place."""
    rows = work.frame[work.open_rows]
    by = [rows["indicator_id"], rows["period_end"]]
    lengths = rows["period_start"].groupby(by).transform("nunique")
    if not (lengths > 1).any():
        return
    # The longer one stands: a sum of shorter ones can give it, and never the other way.
    longest = rows["period_start"].groupby(by).transform("min")
    shorter = (rows["period_start"] > longest).reindex(work.frame.index, fill_value=False)
    first = longest.dt.strftime("%d %B %Y").reindex(work.frame.index).fillna("")
    work.tell(
        shorter, "period", "a shorter period that ends on the day of a longer one of the same indicator",
        expected="one length of period for each end, such as that from " + first, each=False,
        mend="give quarters and years as indicators of their own, or leave one of the two out",
    )  # fmt: skip


def tell_fractions_of_people(work: Work) -> None:
    """Counts of people that are not whole numbers. Publishers estimate some of their denominators, and say so elsewhere."""
    frame = work.frame
    counted = {"numerator": ("proportion", "rate"), "denominator": ("proportion",)}
    for name, kinds in counted.items():
        number = frame[f"n_{name}"]
        parted = frame["kind"].isin(kinds) & number.notna() & (number % 1 != 0) & ~frame["published"]
        work.tell(
            parted & work.open_rows, name, "a count that is not a whole number", expected="people, counted",
            mend="give the count itself; a percentage or a rate belongs in the column value",
        )  # fmt: skip


def tell_beyond_population(work: Work, known: Known | None) -> None:
    """Counts and denominators many times the people of their area."""
    if known is None:
        return
    areas = known.areas.drop_duplicates(["level", "area_code"]).set_index(["level", "area_code"])["population"]
    frame = work.frame
    people = pd.Series(
        areas.reindex(pd.MultiIndex.from_frame(frame[["level", "area_code"]])).to_numpy(), index=frame.index
    )
    people = people.where(people > 0)
    counts = frame["kind"].isin(("proportion", "rate"))
    for name, called in (("denominator", "a denominator"), ("numerator", "a count")):
        times = frame[f"n_{name}"].where(counts) / people
        for rows, severity in (
            (times > _TIMES_REFUSED, ERROR),
            # A publisher's own denominators are not doubted for being large.
            ((times > _TIMES_DOUBTED) & (times <= _TIMES_REFUSED) & ~frame["published"], WARNING),
        ):
            told = rows & work.open_rows
            work.tell(
                told, name, f"{called} many times the people of the area", severity=severity,
                expected=people[told].map("about {:,.0f} people in the area".format),
                mend="check the area and the unit: a number in millions, or of the whole country",
            )  # fmt: skip


def tell_hidden_beside(work: Work) -> None:
    """A note that says a figure is hidden, beside the figure."""
    frame = work.frame
    noted = frame["note"].map({each: says_hidden(each) for each in frame["note"].unique()}).astype(bool)
    for name in ("numerator", "value"):
        there = noted & frame[f"n_{name}"].notna() & work.open_rows
        for rows, severity in ((there & ~frame["published"], ERROR), (there & frame["published"], WARNING)):
            work.tell(
                rows, name, "a figure beside a note that says it is hidden", severity=severity,
                expected="* in its place, or another note",
                mend="write * if it may not be shown; if it may, take the note away",
            )  # fmt: skip
