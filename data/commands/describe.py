"""`python -m data describe`: what a dataset covers, of which vintage, and what each page will and will not show."""

import argparse
from pathlib import Path

import pandas as pd

from data.commands.output import Commands, Said, Tell, section
from data.commands.page_needs import page_needs
from data.contract.pages import BY_NAME
from data.contract.periods import period_label
from data.contract.vocabulary import DOMAIN_LABELS, LEVEL_LABELS, NONE
from data.dataset.dataset import Dataset
from data.dataset.systems import open_systems
from data.files.spreadsheet_text import csv_text

_HELP = "say what a dataset covers, of which vintage, and what each page will show and what it lacks"


def add(commands: Commands) -> None:
    """Add the command's words."""
    parser = commands.add_parser("describe", help=_HELP, description=f"{_HELP.capitalize()}.")
    parser.add_argument("dataset", type=Path, metavar="DATASET", help="the dataset's folder")
    parser.add_argument(
        "--grid", type=Path, metavar="FILE", help="also write indicator × period × dimension × level as CSV"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, tell: Tell) -> Said:
    """Describe a dataset."""
    dataset, *further = open_systems(chosen.dataset).values()
    if chosen.grid is not None:
        chosen.grid.write_text(csv_text(coverage_grid(dataset)), encoding="utf-8", newline="")
        tell(f"wrote {chosen.grid}")
    return Said(description(dataset) + "".join(map(_also, further)))


def _also(further: Dataset) -> str:
    """A line on the same area by another system of neighbourhoods."""
    count, people = len(further.areas("neighbourhood")), further.outside["population"].sum()
    outside = f"; {people:,.0f} people in none" if people else ""
    return f"\nAlso by {further.manifest.system}: {count:,} neighbourhoods{outside}.\n"


def coverage_grid(dataset: Dataset) -> pd.DataFrame:
    """One row an indicator, period, dimension (or pair) and level: areas, and figures shown, hidden, not collected."""
    found = dataset.coverage
    names = {each.id: each.short_name for each in dataset.indicators.values()}
    ends = zip(found["period_start"], found["period_end"], strict=True)
    return pd.DataFrame(
        {
            "indicator_id": found["indicator_id"],
            "indicator": found["indicator_id"].map(names),
            "period": [period_label(start, end) for start, end in ends],
            "period_end": found["period_end"].dt.date,
            "dimension": found["dimension"],
            "dimension_2": found["dimension_2"],
            "level": found["level"],
            "areas": found["n_areas"],
            "shown": found["n_ok"],
            "hidden": found["n_suppressed"],
            "not_collected": found["n_missing"],
        }
    )


def description(dataset: Dataset) -> str:
    """The whole description, as Markdown."""
    manifest = dataset.manifest
    lines = [f"# {manifest.title}", ""]
    if manifest.synthetic:
        lines += ["Synthetic: it describes no real person or place.", ""]
    lines += section(
        "Vintages",
        [
            f"Released {manifest.released:%d %B %Y}, version {dataset.version}",
            f"Areas: {manifest.geography_vintage}",
            f"Deprivation: {manifest.imd_version}",
            f"Neighbourhoods: {manifest.neighbourhood_basis}",
            f"Small numbers: {manifest.disclosure.words}",
            *(f"{each.name} ({each.publisher}): {each.period or 'no period given'}" for each in manifest.sources),
        ],
    )
    lines += section("Areas", [f"{LEVEL_LABELS[level]}: {len(dataset.areas(level)):,}" for level in dataset.levels])
    lines += ["## Coverage (areas × periods)", ""]
    for indicator in dataset.indicators:
        lines += _indicator(dataset, indicator)
    lines += ["", "## Pages", ""]
    for page in page_needs(dataset):
        lines += [f"- {BY_NAME[page.name].title}", *(f"  - shows {line}" for line in page.shows)]
        lines += [f"  - lacks {line}" for line in page.lacks]
    return "\n".join([*lines, "", *section("What the dataset says it lacks", list(manifest.lacks))])


def _indicator(dataset: Dataset, indicator: str) -> list[str]:
    definition = dataset.indicators[indicator]
    rows = dataset.coverage[dataset.coverage["indicator_id"] == indicator]
    lines = [f"- {definition.short_name} ({indicator}, {DOMAIN_LABELS[definition.domain].lower()})"]
    for (one, other), found in rows.groupby(["dimension", "dimension_2"], sort=False):
        words = " × ".join(dataset.vocabulary[each].label for each in (one, other) if each != NONE)
        levels = [
            f"{_level(level)} {here['n_areas'].max():,} × {here['period_end'].nunique():,}"
            for level in LEVEL_LABELS
            if len(here := found[found["level"] == level])
        ]
        lines.append(f"  - {words}: {', '.join(levels)} ({_span(found)}{_absent(found)})")
    return lines


def _level(level: str) -> str:
    label = LEVEL_LABELS[level]
    return label if level == "country" else label.lower()


def _span(found: pd.DataFrame) -> str:
    first, last = found.loc[found["period_end"].idxmin()], found.loc[found["period_end"].idxmax()]
    labels = [period_label(each["period_start"], each["period_end"]) for each in (first, last)]
    return labels[0] if labels[0] == labels[1] else " to ".join(labels)


def _absent(found: pd.DataFrame) -> str:
    parts = [
        f"; {100 * found[name].sum() / found['n_rows'].sum():.0f}% {words}"
        for name, words in (("n_suppressed", "hidden"), ("n_missing", "not collected"))
        if found[name].sum()
    ]
    return "".join(parts)
