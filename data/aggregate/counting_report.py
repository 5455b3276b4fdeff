"""What the report says of a count: how many records, what was wrong with which, what was hidden."""

from data.aggregate.counting import Counts, Leaving
from data.aggregate.faults_told import shown
from data.aggregate.spec import Spec
from data.contract.manifest import Disclosure


def counting_report(counts: Counts, leaving: Leaving, spec: Spec, rule: Disclosure) -> str:
    """The report as Markdown; small numbers of records are told as a range."""
    lines = ["# Counted from records", "", *_figures(counts, leaving, spec, rule), "", "## Records", ""]
    for each in counts.records:
        lines.append(f"- {each.table}: {shown(each.rows, rule)} records, {shown(each.sound, rule)} of them sound")
        lines += [
            f"  - {fault.words}: {shown(fault.records, rule)} ({fault.done})" for fault in each.faults if fault.records
        ]
    strange = [
        f"- {name}: {len(labels):,} labels that are no group of it"
        for name, labels in counts.labels.strange.items()
        if labels
    ]
    if strange:
        lines += ["", "## Labels taken as not known", "", *strange]
    if counts.unknowable:
        lines += ["", "## Left out, for the extract was made too soon to tell", ""]
        lines += [f"- {each}" for each in counts.unknowable]
    return "\n".join(lines) + "\n"


def has_faults(counts: Counts) -> bool:
    """Whether anything is to be looked at."""
    wrong = any(fault.records for each in counts.records for fault in each.faults)
    return wrong or any(counts.labels.strange.values()) or bool(counts.unknowable)


def _figures(counts: Counts, leaving: Leaving, spec: Spec, rule: Disclosure) -> list[str]:
    table = leaving.observations
    hidden = int((table["status"] == "suppressed").sum())
    lines = [
        f"Indicators: {len(spec.indicators):,}. Periods: {len(spec.periods):,}. Areas: {len(counts.lookup.areas):,}. "
        f"Figures: {len(table):,}, of which hidden: {hidden:,}.",
        rule.words,
        f"Hidden for a small count: {leaving.small:,}; beside them, so that none can be worked out: {leaving.beside:,}.",
    ]
    if leaving.age_structure is not None:
        lines.append(f"Ages of {len(leaving.age_structure):,} groups of people.")
    return lines
