"""Which columns of the optional tables count people, and what a reader of such a table can add up or take away."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.contract.access_tables import CASCADE_STEPS
from data.contract.age_tables import AGE_COLUMNS
from data.contract.record_tables import ROUTE_STEPS
from data.contract.vocabulary import ALL, TOTAL

UPTAKE_STEPS = ("eligible", "offered", "engaged", "completed")
# A wave of a survey with fewer answers is hidden whole, as surveys of staff do: an answer is no record of anybody's health.
FEWEST_ANSWERS = 10


@dataclass(frozen=True)
class SameCount:
    """A count that another optional table holds too, in the rows `where` says, for what both tables name alike."""

    table: str
    column: str
    where: Mapping[str, str]


@dataclass(frozen=True)
class CountTable:
    """What the disclosure rule must know of one optional table with counts of people.

    counts   columns that count people: a small one is hidden, and its row with it
    series   columns that tell one set of figures from another: nothing adds up across them
    splits   a whole and the parts that make it up without a rest: it is published as their sum
    losses   a whole and a part: how many of the whole are not in the part is a count of people too
    running  counts from a start until the period's end: what came between two ends is a count of people too
    flows    a stock, what comes and what goes: the stock before and what came are the stock after and what went
    shared   a column, and that over which its count stays the same: then any row of these tells it for all
    stands   counts that stay shown where others of their row are hidden: hidden for themselves only
    derived  columns worked out from the counts, left out where those are hidden; other numbers are no counts of people
    same     a count that is another optional table's
    """

    counts: tuple[str, ...]
    series: tuple[str, ...]
    splits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    losses: tuple[tuple[str, str], ...] = ()
    running: tuple[str, ...] = ()
    flows: tuple[tuple[str, str, str], ...] = ()
    shared: Mapping[str, str] = field(default_factory=dict)
    stands: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    same: Mapping[str, SameCount] = field(default_factory=dict)


def _from_step_to_step(steps: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(steps, steps[1:], strict=False))


# A table comes after those that its counts are the same as.
COUNT_TABLES = {
    "cascade": CountTable(CASCADE_STEPS, series=("pathway", "period_end"), losses=_from_step_to_step(CASCADE_STEPS)),
    "recording": CountTable(
        ("people", "valid", "not_stated", "missing"),
        series=("source", "period_end"),
        splits=(("people", ("valid", "not_stated", "missing")),),
        shared={"people": "field"},
    ),
    "agreement": CountTable(
        ("people", "agree"), series=("field", "source", "other_source", "period_end"), losses=(("people", "agree"),)
    ),
    # What a model expects counts nobody: it stands whatever is hidden.
    "registers": CountTable(("registered",), series=("condition", "period_end")),
    "referrals": CountTable(
        ("sent", "seen", "reported_back"),
        series=("service", "period_end"),
        losses=(("sent", "seen"), ("seen", "reported_back"), ("sent", "reported_back")),
    ),
    "two_way_referrals": CountTable(
        ROUTE_STEPS, series=("route", "period_end"), losses=_from_step_to_step(ROUTE_STEPS)
    ),
    "participation": CountTable(
        ("people", "population"), series=("period_end",), shared={"population": "activity"}, stands=("population",)
    ),
    # A group with one hidden band of age is hidden whole: from part of its ages nothing can be worked out.
    "age_structure": CountTable(
        ("people", *AGE_COLUMNS), series=("people_of", "period_end"), splits=(("people", tuple(AGE_COLUMNS)),)
    ),
    "pilot_uptake": CountTable(
        UPTAKE_STEPS,
        series=("pilot_id",),
        losses=_from_step_to_step(UPTAKE_STEPS),
        running=UPTAKE_STEPS,
        shared={"eligible": "period_end"},
    ),
    "pilot_capture": CountTable(
        ("people", "complete"),
        series=("pilot_id", "period_end"),
        losses=(("people", "complete"),),
        shared={"people": "field"},
        same={"people": SameCount("pilot_uptake", "engaged", {"dimension": TOTAL, "group": ALL})},
    ),
    "pilot_receivers": CountTable(
        ("referrals", "seen", "waiting"),
        series=("pilot_id", "service"),
        flows=(("waiting", "referrals", "seen"),),
        derived=("median_wait_days",),
    ),
}
