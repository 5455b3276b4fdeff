"""Combined rows in the columns of the contract, with sums that follow exactly from them."""

from collections.abc import Mapping

import pandas as pd

from data.coding.ethnicity import ETHNIC, ETHNIC_18, detailed_groups_needed
from data.contract.indicator import Indicator
from data.contract.ready_dimensions import USABLE
from data.contract.tables import OBSERVATION_COLUMNS, OBSERVATIONS, checked
from data.contract.vocabulary import ETHNIC_GROUP_18, NONE, UNKNOWN, Dimension
from data.your_data.row_checks import Work

_COUNTED = ("proportion", "rate")
_BROAD_OF = {code: broad for code, (_, broad) in ETHNIC_GROUP_18.items()} | {UNKNOWN: UNKNOWN}
_KEY = ["indicator_id", "level", "area_code", "period_start", "period_end"]


def observations_of(
    work: Work, combined: pd.DataFrame, definitions: Mapping[str, Indicator], known: Mapping[str, Dimension] = USABLE
) -> pd.DataFrame:
    """The rows without an error as observations. Detailed ethnic groups are added up to broad ones where none is given."""
    empty = pd.DataFrame(columns=list(OBSERVATION_COLUMNS))
    if combined.empty:
        return empty
    rows = combined[~work.frame["bad"].reindex(combined["_index"]).to_numpy()]
    # Without a dataset the level of an area may be unknown; its row has then been told.
    rows = rows[rows["level"] != ""]
    if rows.empty:
        return empty
    counted = rows["n_numerator"].notna() & rows["n_denominator"].gt(0)
    found = pd.DataFrame(
        {
            **{name: rows[name] for name in _KEY},
            "dimension": rows["dimension_code"],
            "group": rows["group_code"],
            "dimension_2": rows["dimension_2_code"],
            "group_2": rows["group_2_code"],
            "age_band": NONE,
            **{name: rows[f"n_{name}"] for name in ("numerator", "denominator", "value", "lower", "upper")},
            "status": rows["status"],
            "population_base": rows["indicator_id"].map(
                {code: each.population_base for code, each in definitions.items()}
            ),
        }
    )
    # Counts give their own value and interval; a mean keeps its value beside the two numbers it is made of.
    own = counted & rows["kind"].isin(_COUNTED)
    found[["value", "lower", "upper"]] = found[["value", "lower", "upper"]].mask(own)
    mean = counted & (rows["kind"] == "mean") & found["value"].isna()
    found["value"] = found["value"].mask(
        mean, found["numerator"] / found["denominator"].where(found["denominator"] > 0)
    )
    found = pd.concat([found, _broad(found)], ignore_index=True)
    found = found[list(OBSERVATION_COLUMNS)]
    return checked(found, OBSERVATIONS, where="the table given", vocabulary=known).reset_index(drop=True)


def _broad(found: pd.DataFrame) -> pd.DataFrame:
    """Broad ethnic groups as sums of detailed ones, where all of a broad group's are there and no broad one is."""
    detailed = found[(found["dimension"] == ETHNIC_18) & (found["dimension_2"] == NONE)]
    broad = found[(found["dimension"] == ETHNIC) & (found["dimension_2"] == NONE)]
    detailed = detailed.merge(broad[_KEY].drop_duplicates(), on=_KEY, how="left", indicator="_given")
    detailed = detailed[detailed["_given"] == "left_only"].drop(columns="_given")
    if detailed.empty:
        return found.iloc[:0]
    # Neither Arab nor Gypsy or Irish Traveller anywhere: the 2001 classification, which had neither.
    census_2001 = not detailed["group"].isin(("other_arab", "white_gypsy_traveller")).any()
    detailed["broad"] = detailed["group"].map(_BROAD_OF)
    grouped = detailed.groupby([*_KEY, "broad"])
    sums = grouped.agg(
        numerator=("numerator", lambda each: each.sum(min_count=len(each))),
        denominator=("denominator", lambda each: each.sum(min_count=len(each))),
        groups=("group", frozenset), statuses=("status", frozenset), population_base=("population_base", "first"),
    ).reset_index()  # fmt: skip
    needed = sums["broad"].map(
        {
            code: detailed_groups_needed(code, census_2001=census_2001)
            for code in sums["broad"].unique()
            if code != UNKNOWN
        }
    )
    whole = [
        code == UNKNOWN or need <= groups
        for code, need, groups in zip(sums["broad"], needed, sums["groups"], strict=True)
    ]  # fmt: skip
    sums = sums[whole]
    status = sums["statuses"].map(_status_of_sum)
    sums = sums.assign(
        status=status, dimension=ETHNIC, group=sums["broad"], dimension_2=NONE, group_2=NONE, age_band=NONE
    )
    sums = sums[(status != "ok") | (sums["numerator"].notna() & sums["denominator"].gt(0))]
    sums["numerator"] = sums["numerator"].where(sums["status"] == "ok")
    return sums.assign(value=float("nan"), lower=float("nan"), upper=float("nan"))[list(OBSERVATION_COLUMNS)]


def _status_of_sum(statuses: frozenset[str]) -> str:
    shown = statuses - {"not_applicable"}
    if not shown:
        return "not_applicable"
    return "suppressed" if "suppressed" in shown else "missing" if "missing" in shown else "ok"
