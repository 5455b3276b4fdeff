"""What general practice records hold: fields filled in, sources that agree, registers against expectation, referrals."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.contract.vocabulary import ALL, ETHNIC_GROUP_18, NONE, TOTAL
from data.demo.generator.names import ICB_CODE
from data.demo.generator.publishing import DISCLOSURE
from data.demo.generator.randomness import stream
from data.disclosure.cells import rounded

_ETHNICITY = "Ethnic group"
# Field: the share not valid in the most and in the least deprived fifth, and how much of that is "not stated".
_FIELDS = {
    "Main spoken language": (0.36, 0.27, 0.10),
    "Interpreter or communication need": (0.55, 0.44, 0.04),
    "Unpaid carer": (0.74, 0.66, 0.06),
    "Housing situation": (0.86, 0.90, 0.08),
    "Disability": (0.63, 0.58, 0.12),
    "Smoking": (0.09, 0.06, 0.15),
}
_NOT_STATED_ETHNICITY = 0.36
# Condition: people expected for every 1,000 registered and share of them found, most deprived fifth first.
_CONDITIONS = {
    "High blood pressure": ((262, 255, 248, 240, 232), (0.742, 0.772, 0.802, 0.826, 0.848)),
    "Type 2 diabetes": ((88, 80, 72, 66, 60), (0.845, 0.862, 0.880, 0.893, 0.900)),
    "COPD": ((38, 31, 25, 21, 17), (0.655, 0.690, 0.735, 0.765, 0.790)),
    "Atrial fibrillation": ((23, 25, 27, 28, 30), (0.715, 0.765, 0.810, 0.840, 0.865)),
    "Chronic kidney disease": ((62, 60, 58, 57, 56), (0.640, 0.665, 0.690, 0.700, 0.715)),
}
_MODEL_ERROR = 0.06
# Service: referrals a year for every 1,000 registered, share seen and share of those seen that are reported back.
_SERVICES = {
    "Talking therapies": ((31, 28, 25, 22, 19), (0.52, 0.56, 0.61, 0.66, 0.70), (0.71, 0.72, 0.74, 0.76, 0.77)),
    "Social prescribing": ((19, 16, 13, 10, 8), (0.71, 0.72, 0.73, 0.75, 0.76), (0.66, 0.66, 0.68, 0.70, 0.71)),
    "Welfare and debt advice": ((14, 10, 7, 4, 3), (0.58, 0.60, 0.61, 0.64, 0.66), (0.22, 0.22, 0.24, 0.25, 0.26)),
    "Adult social care": ((12, 11, 10, 10, 9), (0.63, 0.65, 0.66, 0.68, 0.70), (0.41, 0.42, 0.44, 0.45, 0.46)),
    "Stop smoking service": ((13, 10, 8, 6, 4), (0.44, 0.47, 0.50, 0.54, 0.57), (0.55, 0.56, 0.57, 0.58, 0.60)),
}
# The share of people with both records for whom they agree, where it is not as high as for most.
_AGREE = {
    "white_british": 0.965, "white_irish": 0.66, "white_gypsy_traveller": 0.08, "white_other": 0.79, "other_arab": 0.52,
    "other_any": 0.31, "mixed_other": 0.34, "mixed_white_asian": 0.55, "mixed_white_black_african": 0.50,
    "mixed_white_black_caribbean": 0.62, "asian_other": 0.49, "black_other": 0.33,
}  # fmt: skip
_KEY = ["level", "area_code", "period_end", "dimension", "group"]
_FIFTHS = ("1", "2", "3", "4", "5")


def _registered(observations: pd.DataFrame) -> pd.DataFrame:
    """Everyone registered and those with an ethnic group recorded, newest period of each level: true counts."""
    found = observations[(observations["indicator_id"] == "ethnicity_recorded") & (observations["dimension_2"] == NONE)]
    found = found[found["period_end"] == found.groupby("level", observed=True)["period_end"].transform("max")]
    return found[[*_KEY, "numerator", "denominator"]].reset_index(drop=True)


def _cells(registered: pd.DataFrame) -> pd.DataFrame:
    """Neighbourhoods by fifth: the cells that sums are made of."""
    fifths = registered["group"].isin(_FIFTHS) & (registered["dimension"] == "deprivation_quintile")
    return registered[fifths & (registered["level"] == "neighbourhood") & (registered["denominator"] > 0)]


def _summed(cells: pd.DataFrame, counts: list[str], places: pd.Series, by: str) -> pd.DataFrame:
    """The cells added up to neighbourhoods, places and the whole area: everyone, and by fifth above neighbourhoods."""
    above = cells["area_code"].map(places)
    tables = []
    for level, codes in (("neighbourhood", cells["area_code"]), ("place", above), ("icb", ICB_CODE)):
        here = cells.assign(level=level, area_code=codes)
        tables.append(here.assign(dimension=TOTAL, group=ALL))
        if level != "neighbourhood":
            tables.append(here)
    return pd.concat(tables).groupby([by, *_KEY], as_index=False, sort=False)[counts].sum()


def _drawn(cells: pd.DataFrame, purpose: str, by_fifth: Sequence[float] | np.ndarray, spread: float) -> np.ndarray:
    """A chance for every cell: by its fifth, and a habit of its neighbourhood on the scale of log odds."""
    rng = stream(purpose)
    codes = sorted(cells["area_code"].unique())
    habit = dict(zip(codes, rng.normal(0, spread, len(codes)), strict=True))
    odds = np.asarray(by_fifth)[cells["group"].astype(int) - 1]
    return np.asarray(1 / (1 + np.exp(-(np.log(odds / (1 - odds)) + cells["area_code"].map(habit).to_numpy(float)))))


def recording_table(observations: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """How many records hold each field: valid, not stated, missing (true counts).

    `places` maps a neighbourhood to its place.
    """
    registered = _registered(observations)
    of_ethnicity = registered[
        registered["dimension"].isin([TOTAL, "deprivation_quintile"]) & ~registered["level"].isin(["country", "lsoa"])
    ]
    of_ethnicity = of_ethnicity[(of_ethnicity["level"] != "neighbourhood") | (of_ethnicity["dimension"] == TOTAL)]
    rng = stream("not stated")
    unknown = (of_ethnicity["denominator"] - of_ethnicity["numerator"]).to_numpy()
    stated = np.round(unknown * np.clip(rng.normal(_NOT_STATED_ETHNICITY, 0.04, len(unknown)), 0.2, 0.6))
    tables = [
        of_ethnicity.assign(
            field=_ETHNICITY, valid=of_ethnicity["numerator"], not_stated=stated, missing=unknown - stated
        )
    ]
    cells, practices = _cells(registered), registered[registered["level"] == "practice"]
    for field, (most, least, not_stated) in _FIELDS.items():
        gradient = np.linspace(most, least, 5)
        for where, spread in ((cells, 0.22), (practices, 0.42)):
            middle = where.assign(group="3") if where is practices else where
            absent = _drawn(middle, f"recorded {field} {len(where)}", gradient, spread)
            missing = stream(f"record {field} {len(where)}").binomial(where["denominator"].astype(int), absent)
            said = np.round(missing * not_stated)
            made = where.assign(
                field=field, valid=where["denominator"] - missing, not_stated=said, missing=missing - said
            )
            parts = ["valid", "not_stated", "missing"]
            tables.append(made if where is practices else _summed(made, parts, places, "field"))
    found = pd.concat(tables, ignore_index=True)
    people = found[["valid", "not_stated", "missing"]].sum(axis=1)
    columns = [*_KEY, "status", "field", "source", "people", "valid", "not_stated", "missing"]
    return found.assign(status="ok", people=people, source="General practice records")[columns]


def agreement_table(residents: dict[str, float], period_end: pd.Timestamp) -> pd.DataFrame:
    """For people with an ethnic group in both their practice's and a hospital's record: how many agree (true counts)."""
    rng = stream("agreement of sources")
    people = np.array([rng.binomial(int(residents[group]), 0.21) for group in ETHNIC_GROUP_18])
    agree = rng.binomial(people, [_AGREE.get(group, 0.84) for group in ETHNIC_GROUP_18])
    about = {"level": "icb", "area_code": ICB_CODE, "period_end": period_end, "dimension": "ethnic_group_18"}
    table = pd.DataFrame({**about, "group": list(ETHNIC_GROUP_18), "people": people, "agree": agree})
    table = table.assign(
        status="ok", field=_ETHNICITY, source="General practice records", other_source="Hospital records"
    )
    return table[[*_KEY, "status", "field", "source", "other_source", "people", "agree"]]


def registers_table(observations: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """People on practice registers, and how many a model expects, by condition: true counts."""
    cells = _cells(_registered(observations))
    tables = []
    for condition, (rate, found) in _CONDITIONS.items():
        fifth = cells["group"].astype(int).to_numpy() - 1
        expected = cells["denominator"].to_numpy() * np.array(rate)[fifth] / 1000
        share = _drawn(cells, f"register {condition}", found, 0.16)
        registered = stream(f"registered {condition}").binomial(np.round(expected).astype(int), share)
        made = cells.assign(condition=condition, expected=np.round(expected), registered=registered)
        tables.append(_summed(made, ["registered", "expected"], places, "condition"))
    table = pd.concat(tables, ignore_index=True).astype({"registered": float})
    # What a model expects is no count of people, and is told no more exactly than one.
    table["expected"] = rounded(table["expected"], DISCLOSURE.rounded_to)
    for name, error in (("expected_lower", 1 - _MODEL_ERROR), ("expected_upper", 1 + _MODEL_ERROR)):
        table[name] = (table["expected"] * error).round()
    columns = ["condition", "registered", "expected", "expected_lower", "expected_upper", "expected_from"]
    return table.assign(status="ok", expected_from="a model of age, sex and deprivation, right to within 6%")[
        [*_KEY, "status", *columns]
    ]


def referrals_table(observations: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """Referrals of the past year by service: sent, seen, and reported back to whoever sent them: true counts."""
    cells = _cells(_registered(observations))
    tables = []
    counts = ["sent", "seen", "reported_back"]
    for service, (rate, seen, back) in _SERVICES.items():
        fifth = cells["group"].astype(int).to_numpy() - 1
        rng = stream(f"referrals {service}")
        sent = rng.poisson(cells["denominator"].to_numpy() * np.array(rate)[fifth] / 1000)
        met = rng.binomial(sent, np.array(seen)[fifth])
        made = cells.assign(
            service=service, sent=sent, seen=met, reported_back=rng.binomial(met, np.array(back)[fifth])
        )
        tables.append(_summed(made, counts, places, "service"))
    table = pd.concat(tables, ignore_index=True).astype(dict.fromkeys(counts, float))
    return table.assign(status="ok")[[*_KEY, "status", "service", *counts]]
