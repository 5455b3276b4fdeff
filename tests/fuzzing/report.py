"""What a run found, in a table by kind, and how to run again each input at which something went wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.fuzzing.entries import ACCEPTED, REFUSED, SILENT
from tests.fuzzing.running import FAULTY, Outcome

_COLUMNS = (ACCEPTED, REFUSED, SILENT, *FAULTY)
_MOST_TOLD = 60
_SLOWEST_TOLD = 5


def table(found: Iterable[Outcome]) -> str:
    """One line a kind, and one for all."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for each in found:
        by_kind[each.kind].append(each)
    rows = [_row(kind, each) for kind, each in sorted(by_kind.items())]
    rows.append(_row("all", [each for several in by_kind.values() for each in several]))
    head = ["kind", "inputs", *_COLUMNS, "unforeseen, refused", "slowest s", "most MB"]
    return "\n".join(["| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows)])


def _row(kind: str, found: list[Outcome]) -> list[str]:
    count = Counter(each.became for each in found)
    return [
        kind,
        f"{len(found):,}",
        *(f"{count[name]:,}" for name in _COLUMNS),
        f"{sum(bool(each.met) for each in found):,}",
        f"{max((each.seconds for each in found), default=0):.1f}",
        f"{max((each.megabytes for each in found), default=0):,.0f}",
    ]


def slowest(found: Iterable[Outcome], seed: int) -> list[str]:
    """The inputs that took longest."""
    longest = sorted(found, key=lambda each: -each.seconds)[:_SLOWEST_TOLD]
    return [
        f"{each.seconds:.1f} s, {each.megabytes:,.0f} MB, {each.became}: {each.kind}, {', '.join(each.faults)}; "
        f"again: python -m tests.fuzzing --seed {seed} --only {each.number}"
        for each in longest
    ]


def faults(found: Iterable[Outcome], seed: int) -> list[str]:
    """A line for each different thing that went wrong: how often, where, and the first input that shows it."""
    lines: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for each in found:
        if each.became in (*FAULTY, SILENT):
            lines[each.became, each.about].append(each)
        for met in each.met:
            lines["unforeseen, refused", met].append(each)
    told = sorted(lines.items(), key=lambda line: -len(line[1]))
    return [
        f"{len(each):,} × {what}: {about} ({each[0].kind}: {', '.join(each[0].faults)}); "
        f"again: python -m tests.fuzzing --seed {seed} --only {each[0].number}"
        for (what, about), each in told[:_MOST_TOLD]
    ]
