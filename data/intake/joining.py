"""Join what was taken in to a dataset: a new folder, checked whole; the dataset itself is never touched."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.contract.errors import ContractError
from data.contract.manifest import Disclosure, Manifest, Source
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATION_KEY, OPTIONAL_TABLES
from data.dataset.dataset import Dataset
from data.dataset.writing import write_dataset
from data.disclosure.additive_sets import additive_sets
from data.disclosure.suppression import suppress
from data.intake.intake import Intake

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


def join(dataset: Dataset, intake: Intake, folder: Path, *, without_faulty: bool = False) -> Dataset:
    """Write the dataset with the intake's indicators and observations to a new folder, and open it.

    A row of the intake stands in place of the dataset's own for the same indicator, area, period and groups; how many
    is noted in the manifest. Sums for the areas above are added where every area below has its counts. Small counts,
    and those that would give a hidden one away, are hidden by the dataset's own disclosure rule. Raises
    ContractError when the intake has errors (unless `without_faulty`, which notes how many rows were left out), when it
    has nothing to join, when an area is not the dataset's, or when `folder` is the dataset's own.
    """
    folder = Path(folder)
    _refuse(dataset, intake, folder, without_faulty=without_faulty)
    areas = gpd.read_parquet(dataset.folder / "areas.parquet")
    own = pd.read_parquet(dataset.folder / "observations.parquet")[list(OBSERVATION_COLUMNS)]
    own = own.astype(dict.fromkeys(own.select_dtypes("category").columns, str))
    added = with_sums(intake.observations, areas, intake)
    key = list(OBSERVATION_KEY)
    replaced = pd.MultiIndex.from_frame(own[key]).isin(pd.MultiIndex.from_frame(added[key]))
    observations = pd.concat([own[~replaced], added], ignore_index=True)
    observations, hidden = protected(
        observations, areas, dataset.manifest.disclosure, set(intake.observations["indicator_id"])
    )
    indicators = {**{each.id: each for each in intake.indicators}, **dataset.indicators}
    optional = {name: table for name in OPTIONAL_TABLES if (table := dataset.optional(name)) is not None}
    manifest = _manifest(dataset.manifest, intake, added, int(replaced.sum()), hidden)
    write_dataset(folder, manifest, indicators.values(), areas, observations, optional)
    return Dataset.open(folder)


def _refuse(dataset: Dataset, intake: Intake, folder: Path, *, without_faulty: bool) -> None:
    if folder.resolve() == dataset.folder.resolve():
        raise ContractError(f"{folder}: this is the dataset itself, which is never written to; give a new folder")
    if len(intake.errors) and not without_faulty:
        first = intake.sentences[intake.problems.index.get_loc(intake.errors.index[0])]
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


def protected(
    observations: pd.DataFrame, areas: pd.DataFrame, rule: Disclosure, indicators: set[str]
) -> tuple[pd.DataFrame, int]:
    """The observations with small counts of these indicators hidden, and the others that would give one away; how many."""
    if rule.hidden_to <= 0:
        return observations, 0
    ours = observations["indicator_id"].isin(indicators)
    rows = observations[ours].reset_index(drop=True)
    already = (rows["status"] == "suppressed").to_numpy()
    hide = suppress(
        rows["numerator"].to_numpy(float), additive_sets(rows, pd.DataFrame(areas)), hidden=already,
        hidden_from=rule.hidden_from, hidden_to=rule.hidden_to,
    )  # fmt: skip
    fresh = hide & (rows["status"] == "ok").to_numpy()
    rows.loc[fresh, "status"] = "suppressed"
    rows.loc[fresh, ["numerator", "value", "lower", "upper"]] = float("nan")
    return pd.concat([observations[~ours], rows], ignore_index=True), int(fresh.sum())


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


def _manifest(manifest: Manifest, intake: Intake, added: pd.DataFrame, replaced: int, hidden: int) -> Manifest:
    """The dataset's own description with the intake's files among its sources, and what was done in its notes."""
    files = ", ".join(dict.fromkeys(intake.given)) or "a table"
    first, last = added["period_start"].min(), added["period_end"].max()
    source = Source(
        f"Local data: {files}", "Given by the person who loaded it", f"{first:%b %Y} to {last:%b %Y}", "Not stated"
    )
    derived = len(added) - len(intake.observations)
    notes = [f"{len(added):,} observations of {len(intake.indicators):,} indicators were joined from {files}."]
    if derived:
        notes.append(f"{derived:,} of them are sums for larger areas, made where every area below gave its counts.")
    if replaced:
        notes.append(f"{replaced:,} of them stand in place of the dataset's own for the same area, period and group.")
    if hidden:
        notes.append(
            f"{hidden:,} small counts, or counts that would give one away, were hidden by the dataset's own rule."
        )
    if intake.left_out:
        notes.append(f"{intake.left_out:,} rows of what was given had errors and were left out.")
    return replace(
        manifest,
        title=f"{manifest.title}, with local data",
        sources=(*manifest.sources, source),
        notes=(*manifest.notes, *notes),
    )
