"""Join what was taken in to a dataset: a new folder, checked whole; the dataset itself is never touched."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from data.contract.errors import ContractError
from data.contract.indicator import Indicator
from data.contract.manifest import Manifest, Source
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY, OPTIONAL_TABLES
from data.dataset.dataset import Dataset
from data.dataset.lacking import renewed
from data.dataset.writing import CODED, write_dataset
from data.disclosure.linked_observations import linked_indicators
from data.disclosure.publishing import publish
from data.your_data.intake import Intake

_ABOVE = ("neighbourhood", "place", "icb")
_SUMMED = ("proportion", "rate")
_SAME = [
    "indicator_id",
    "period_start",
    "period_end",
    "dimension",
    "group",
    "dimension_2",
    "group_2",
    "age_band",
    "population_base",
]


@dataclass(frozen=True, eq=False)
class Joined:
    """What an intake changes in the dataset of one `version`, as it may be seen: worked out once, shown and written.

    `given` are the intake's rows in their order. `beside` are the others of the indicators `linked` to theirs, CODED as
    categories: sums that were added, and what the dataset has. Rows of any other indicator stay as they are and are not
    held. Of the rows `added`, `derived` are sums; `replaced` rows of the dataset gave way, `hidden` were hidden by its rule.
    """

    version: str
    linked: frozenset[str]
    given: pd.DataFrame
    beside: pd.DataFrame
    first: pd.Timestamp
    last: pd.Timestamp
    added: int
    derived: int
    replaced: int
    hidden: int


def join(
    dataset: Dataset, intake: Intake, folder: Path, *, without_faulty: bool = False, joined: Joined | None = None
) -> Dataset:
    """Write the dataset with the intake's indicators and observations to a new folder, and open it.

    A row of the intake stands in place of the dataset's own for the same indicator, area, period and groups; how many
    is noted in the manifest. Sums for the areas above are added where every area below has its counts. Small counts,
    and those that would give a hidden one away, are hidden by the dataset's own disclosure rule. `joined` is what
    `joined_observations` made of the two, where that is known already. Raises ContractError when the intake has errors
    (unless `without_faulty`, which notes how many rows were left out), when it has nothing to join, when an area is not
    the dataset's, when `joined` is of another dataset, or when `folder` is the dataset's own.
    """
    folder = Path(folder)
    _refuse(dataset, intake, folder, without_faulty=without_faulty)
    if joined is None:
        joined = joined_observations(dataset, intake)
    elif joined.version != dataset.version:
        raise ContractError("the table was checked against another dataset; check it against this one first")
    indicators = _indicators(dataset, intake)
    optional = {name: table for name in OPTIONAL_TABLES if (table := dataset.optional(name)) is not None}
    observations = _observations(dataset, joined)
    manifest = _manifest(dataset.manifest, intake, joined)
    manifest = replace(manifest, lacks=renewed(manifest.lacks, indicators.values(), observations))
    write_dataset(folder, manifest, indicators.values(), dataset.geography(), observations, optional)
    return Dataset.open(folder)


def joined_observations(dataset: Dataset, intake: Intake) -> Joined:
    """The intake's observations, of which there is one or more, beside the dataset's: published by the dataset's rule.

    What the dataset has of the same indicators, or of indicators that share their counts, was published before: it stays
    as it is, but is part of what a reader can add up, so some of it may have to be hidden too.
    """
    areas, indicators = dataset.geography(), _indicators(dataset, intake)
    linked = linked_indicators({each.id for each in intake.indicators}, indicators)
    own = dataset.every_observation()
    own = _as_text(own[own["indicator_id"].isin(linked)])
    added = _with_own_sums(intake, areas)
    key = list(OBSERVATION_KEY)
    replaced = pd.MultiIndex.from_frame(own[key]).isin(pd.MultiIndex.from_frame(added[key]))
    rows = pd.concat([added, own[~replaced]], ignore_index=True)
    number = np.arange(len(rows))
    before = number >= len(added)
    found = publish(rows, areas, indicators.values(), dataset.manifest.disclosure, published=before)
    ours = number < len(intake.observations)
    return Joined(
        version=dataset.version,
        linked=frozenset(linked),
        # Chosen by a mask, which copies: a slice would hold the whole table for as long as it is there.
        given=found.observations[ours].reset_index(drop=True),
        beside=found.observations[~ours].astype(dict.fromkeys(CODED, "category")),
        first=added["period_start"].min(),
        last=added["period_end"].max(),
        added=len(added),
        derived=len(added) - len(intake.observations),
        replaced=int(replaced.sum()),
        hidden=found.small + found.beside,
    )


def _as_text(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations in the columns of the contract, codes as text."""
    return observations[list(OBSERVATION_COLUMNS)].astype(dict.fromkeys(CODED, str))


def _observations(dataset: Dataset, joined: Joined) -> pd.DataFrame:
    """Every row of the dataset with the intake's; those that are not touched are read again, rather than ever held."""
    own = dataset.every_observation()
    rest = own[~own["indicator_id"].isin(joined.linked)]
    return pd.concat([_as_text(rest), _as_text(joined.beside), joined.given], ignore_index=True)


def _indicators(dataset: Dataset, intake: Intake) -> dict[str, Indicator]:
    return {**{each.id: each for each in intake.indicators}, **dataset.indicators}


def _refuse(dataset: Dataset, intake: Intake, folder: Path, *, without_faulty: bool) -> None:
    if folder.resolve() == dataset.folder.resolve():
        raise ContractError(f"{folder}: this is the dataset itself, which is never written to; give a new folder")
    if intake.errors and not without_faulty:
        first = intake.errors[0].sentence
        raise ContractError(f"{len(intake.errors):,} errors keep the table from being joined; the first: {first}")
    if not len(intake.observations):
        raise ContractError("nothing to join: the table gave no observation; mend its errors and check it again")
    known = {(level, code) for level in dataset.levels for code in dataset.areas(level).index}
    found = intake.observations[["level", "area_code"]].drop_duplicates()
    strange = [code for level, code in found.itertuples(index=False) if (level, code) not in known]
    if strange:
        raise ContractError(
            f"the dataset has no area {strange[0]!r}; check the table against this dataset (take(…, base=dataset))"
        )


def _with_own_sums(intake: Intake, areas: pd.DataFrame) -> pd.DataFrame:
    """The intake's observations in their order, and sums of its own tables: published files are added up as they are read."""
    rows = intake.observations
    own = len(rows) - intake.published
    if not intake.published:
        return with_sums(rows, areas, intake)
    sums = with_sums(rows.iloc[:own], areas, intake).iloc[own:] if own else rows.iloc[:0]
    key = list(OBSERVATION_KEY)
    given = pd.MultiIndex.from_frame(sums[key]).isin(pd.MultiIndex.from_frame(rows[key]))
    return pd.concat([rows, sums[~given]], ignore_index=True)[list(OBSERVATION_COLUMNS)]


def with_sums(observations: pd.DataFrame, areas: pd.DataFrame, intake: Intake) -> pd.DataFrame:
    """The observations, and sums for the areas above: only of counts, and only where every area below has them.

    A level counts as given where any row of the indicator, period and groups is: what was given is never overruled.
    """
    kinds = {each.id: each.value_type for each in intake.indicators}
    found = observations
    for level in _ABOVE:
        for below in ("lsoa", "practice", "neighbourhood", "place"):
            found = _summed(found, areas, kinds, level, below)
    return found[list(OBSERVATION_COLUMNS)].reset_index(drop=True)


def _summed(found: pd.DataFrame, areas: pd.DataFrame, kinds: dict[str, str], level: str, below: str) -> pd.DataFrame:
    parents = areas[areas["level"] == below][["area_code", "parent_code"]]
    parents = parents[parents["parent_code"].isin(areas.loc[areas["level"] == level, "area_code"])]
    rows = found[(found["level"] == below) & found["indicator_id"].map(kinds).isin(_SUMMED)]
    if parents.empty or rows.empty:
        return found
    size = parents.groupby("parent_code")["area_code"].size()
    rows = rows.merge(parents, on="area_code")
    # Nobody in a group of an area adds nothing to the sum.
    rows["counted"] = rows["numerator"].notna() & rows["denominator"].notna() | (rows["status"] == "not_applicable")
    grouped = rows.groupby([*_SAME, "parent_code"], observed=True)
    sums = grouped.agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), counted=("counted", "sum")
    ).reset_index()  # fmt: skip
    whole = (sums["counted"] == sums["parent_code"].map(size)) & (sums["denominator"] > 0)
    sums = sums[whole].rename(columns={"parent_code": "area_code"}).drop(columns="counted")
    given = found.loc[found["level"] == level, [*_SAME, "area_code"]]
    known = pd.MultiIndex.from_frame(sums[[*_SAME, "area_code"]]).isin(pd.MultiIndex.from_frame(given))
    sums = sums[~known].assign(level=level, status="ok", value=float("nan"), lower=float("nan"), upper=float("nan"))
    return pd.concat([found, sums[list(OBSERVATION_COLUMNS)]], ignore_index=True) if len(sums) else found


def _manifest(manifest: Manifest, intake: Intake, joined: Joined) -> Manifest:
    """The dataset's own description with the intake's files among its sources, and what was done in its notes."""
    files = ", ".join(dict.fromkeys(intake.given)) or "a table"
    sources = _sources(manifest, intake, joined)
    notes = [f"{joined.added:,} observations of {len(intake.indicators):,} indicators were joined from {files}."]
    if joined.derived:
        notes.append(
            f"{joined.derived:,} of them are sums for larger areas, made where every area below gave its counts."
        )
    if joined.replaced:
        notes.append(
            f"{joined.replaced:,} of them stand in place of the dataset's own for the same area, period and group."
        )
    if joined.hidden:
        notes.append(
            f"{joined.hidden:,} small counts, or counts that would give one away, were hidden by the dataset's own rule."
        )
    if intake.left_out:
        notes.append(f"{intake.left_out:,} rows of what was given had errors and were left out.")
    known = manifest.own_dimensions
    return replace(
        manifest,
        dimensions=(*manifest.dimensions, *(each for each in intake.dimensions if each.code not in known)),
        title=f"{manifest.title}, with local data",
        sources=(*manifest.sources, *sources),
        notes=(*manifest.notes, *notes),
    )


def _sources(manifest: Manifest, intake: Intake, joined: Joined) -> list[Source]:
    """The team's own files as one source, and the publication of each published one; its figures too follow the rule here."""
    rule = manifest.disclosure.words
    published = [replace(each, rule=rule) for each in intake.sources]
    if intake.given and not intake.own_files:
        return published
    names = ", ".join(intake.own_files) or "a table"
    when = f"{joined.first:%b %Y} to {joined.last:%b %Y}"
    own = Source(f"Local data: {names}", "Given by the person who loaded it", when, "Not stated", rule)
    return [own, *published]
