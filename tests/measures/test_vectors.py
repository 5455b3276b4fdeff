"""Every worked case of the shared vectors for which there is a function, at the tolerances of the vectors' README.

The cases hold the outputs of R's healthequal 1.0.1, PHEindicatormethods 2.1.0 and NHSRplotthedots 0.2.2. They are read
where they lie and are not part of the project; without them these tests are skipped (the other files hold a few of their
numbers). Where a case says the package is wrong, the corrected value is the one that is checked.
"""

from __future__ import annotations

import numpy as np
import pytest

from components.measures.change.control_chart import control_chart
from components.measures.gradient import concentration
from components.measures.gradient.slope_index import relative_index, slope_index
from components.measures.people import attributable, continuity
from components.measures.spread import dispersion, funnel
from components.measures.spread.theil import theil
from components.measures.values import gap, mean, standardised
from components.measures.values.life_expectancy import life_expectancy
from components.measures.values.proportion import proportion
from components.measures.values.rate import crude_rate
from tests.measures.vector_cases import CASES, DISCLOSURE, REFUSED, VECTORS

EXACT, FITTED, LARGE, PACKAGE = 1e-9, 1e-6, 0.01, 0.12


pytestmark = pytest.mark.skipif(not CASES, reason=f"the shared vectors are not at {VECTORS}")


def cases(*functions, package=None, edge=False):
    """Parametrize over the cases of these functions (edge cases of healthequal have tests of their own)."""
    found = [
        case
        for case in CASES.values()
        if case["function"] in functions
        and (package is None or case["package"] == package)
        and case["id"].startswith("he-edge") == edge
    ]
    return pytest.mark.parametrize("case", found, ids=[case["id"] for case in found])


def named(name):
    """Parametrize over one case by its name."""
    found = [case for case in CASES.values() if case["id"] == name]
    return pytest.mark.parametrize("case", found, ids=[case["id"] for case in found])


def array(values) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def sorted_groups(case, *names):
    inputs = case["inputs"]
    order = np.argsort(inputs.get("subgroup_order", range(len(inputs["estimate"]))), kind="stable")
    return [array(inputs[name])[order] for name in names]


def better(case) -> bool:
    return bool(case["inputs"].get("favourable_indicator", 1))


def right(case) -> dict:
    """What is held to be right: the corrected value where the package is at fault, else the package's."""
    return {**case["expected"], **(case["corrected"] or {})}


def close(found, wanted, relative=EXACT):
    """Relative agreement, with absolute agreement to 1e-12 for the values that are zero."""
    assert found == pytest.approx(wanted, rel=relative, abs=1e-12)


def interval(found, low, high, relative=EXACT):
    close(float(found.lower), low, relative)
    close(float(found.upper), high, relative)


def near(found, low, high, share):
    """Simulated limits: agreement to a share of the interval's width."""
    assert abs(float(found.lower) - low) <= share * (high - low)
    assert abs(float(found.upper) - high) <= share * (high - low)


def healthequal_line(case):
    """Inputs as that package fits them: populations rounded up, and for its logit line, whole numbers of events.

    It looks for the scale in the largest estimate (1, 100, 1000 ...), so a rate per 1,000 under 100 counts as per cent.
    """
    value, population = sorted_groups(case, "estimate", "population")
    population = np.ceil(population)
    if case["inputs"]["linear"]:
        return value, population, 1.0, {}
    scale = 10.0 ** np.ceil(np.log10(np.nanmax(value)))
    share = np.round(value / scale * population) / population
    return share, population, scale, {"scale": "logit", "fit": "binomial"}


@cases("sii", package="healthequal")
def test_sii_healthequal(case):
    value, population, scale, keywords = healthequal_line(case)
    sign = 1 if better(case) else -1
    found = slope_index(value, population, higher_is_better=better(case), interval="residual", **keywords)
    wanted, tolerance = right(case), FITTED if keywords else EXACT
    close(sign * scale * float(found.estimate), wanted["estimate"], tolerance)
    limits = sorted(sign * scale * np.array([found.lower, found.upper]))
    close(limits, [wanted["lowerci"], wanted["upperci"]], FITTED)  # its standard errors are by numeric derivative


@cases("rii", package="healthequal")
def test_rii_healthequal(case):
    value, population, _, keywords = healthequal_line(case)
    power = 1 if better(case) else -1
    found = relative_index(value, population, higher_is_better=better(case), interval="residual", **keywords)
    wanted, tolerance = right(case), FITTED if keywords else EXACT
    close(float(found.estimate) ** power, wanted["estimate"], tolerance)
    close(sorted([found.lower**power, found.upper**power]), [wanted["lowerci"], wanted["upperci"]], FITTED)


@cases("aci", "rci", package="healthequal")
def test_concentration(case):
    value, population = sorted_groups(case, "estimate", "population")
    keywords = {"interval": "residual"}
    if case["function"] == "rci" and "method" in case["inputs"]:
        keywords |= {"correction": case["inputs"]["method"], "bounds": (0.0, float(case["inputs"]["lmax"]))}
    found = getattr(concentration, case["function"])(value, population, **keywords)
    close(float(found.estimate), case["expected"]["estimate"])
    interval(found, case["expected"]["lowerci"], case["expected"]["upperci"])
    if case["closed_form"]:
        close(float(found.estimate), case["closed_form"]["estimate"])


def two_groups(case):
    """Values and standard errors of the two groups compared, in the order disadvantaged, reference."""
    value, error = sorted_groups(case, "estimate", "se")
    if case["inputs"]["ordered_dimension"]:
        worse, reference = 0, len(value) - 1
    else:
        order = np.argsort(value if better(case) else -value, kind="stable")
        worse = order[0]
        reference = 0 if case["inputs"]["use_reference"] else order[-1]
    return value[worse], error[worse], value[reference], error[reference]


@cases("d", package="healthequal")
def test_difference(case):
    found = gap.difference_from_standard_errors(*two_groups(case), higher_is_better=better(case))
    close(float(found.estimate), case["expected"]["estimate"])
    interval(found, case["expected"]["lowerci"], case["expected"]["upperci"])


@cases("r", package="healthequal")
def test_ratio(case):
    found = gap.ratio(*two_groups(case), higher_is_better=better(case))
    close(float(found.estimate), case["expected"]["estimate"])
    interval(found, case["expected"]["lowerci"], case["expected"]["upperci"])


@cases("paf", "parisk", package="healthequal")
def test_attributable(case):
    value, population = sorted_groups(case, "estimate", "population")
    function = attributable.paf if case["function"] == "paf" else attributable.par
    reference = "least_disadvantaged" if case["inputs"]["ordered_dimension"] else "best"
    keywords = {"reference": reference, "interval": "two_by_two", "per": float(case["inputs"]["indicator_scale"])}
    found = function(value, population, higher_is_better=better(case), **keywords)
    wanted = right(case)
    close(float(found.estimate), wanted["estimate"])
    interval(found, wanted["lowerci"], wanted["upperci"])


@cases("bgv", "mld", "ti", package="healthequal")
def test_spread_with_formula(case):
    value, error, population = sorted_groups(case, "estimate", "se", "population")
    function = {"bgv": dispersion.bgv, "mld": dispersion.mld, "ti": theil}[case["function"]]
    found, wanted = function(value, population, error), right(case)
    close(float(found.estimate), wanted["estimate"])
    interval(found, wanted["lowerci"], wanted["upperci"])


SIMULATED = ("bgsd", "covar", "mdmw", "mdmu", "mdbw", "mdbu", "mdrw", "mdru", "idisw", "idisu")


def spread(case, **extra):
    value, error, population = sorted_groups(case, "estimate", "se", "population")
    name = case["function"]
    keywords = {"bounds": (0.0, float(case["inputs"]["indicator_scale"])), **extra}
    if name in ("bgsd", "covar"):
        return getattr(dispersion, name.replace("covar", "cov"))(value, population, error, **keywords)
    keywords["weighted"] = name.endswith("w")
    if name.startswith("mdb"):
        keywords["higher_is_better"] = better(case)
    if name.startswith("mdr"):
        keywords["reference_index"] = int(np.argmax(case["inputs"]["reference_subgroup"]))
    if "setting_average" in case["inputs"]:
        keywords["average"], error = case["inputs"]["setting_average"], None
    return getattr(dispersion, name[:-1])(value, population, error, **keywords)


@cases(*SIMULATED, package="healthequal")
def test_spread_by_simulation(case):
    wanted = right(case)
    if case["mc"] is None:
        found = spread(case)
        close(float(found.estimate), wanted["estimate"])
        assert not found.has_interval
        return
    found = spread(case, draws=200_000)
    close(float(found.estimate), wanted["estimate"])
    large = wanted if case["corrected"] else case["mc"]["large"]
    near(found, large["lowerci"], large["upperci"], LARGE)
    if not case["corrected"]:
        near(found, case["expected"]["lowerci"], case["expected"]["upperci"], PACKAGE)


@named("he-edge-sii-missing-force-end")
def test_edge_missing_group_gives_a_slope_through_the_rest(case):
    """healthequal stops unless forced; forced, it drops the group and ranks the rest again. So do we where its people are not
    known; where they are, it keeps its place, and the others theirs."""
    value, population = array(case["inputs"]["estimate"]), array(case["inputs"]["population"])
    share = np.round(value / 100 * population) / population
    keywords = {"higher_is_better": True, "scale": "logit", "fit": "binomial", "interval": "residual"}
    kept = slope_index(share, population, **keywords)
    found = slope_index(share, np.where(np.isnan(share), np.nan, population), **keywords)
    assert int(found.groups_used) == int(kept.groups_used) == 4
    assert float(kept.estimate) > float(found.estimate)
    once_weighted = slope_index(share[1:], population[1:], **keywords)
    close(float(found.estimate), float(once_weighted.estimate))
    twice_weighted = 100 * float(found.estimate)  # the package weights by population squared, hence the slack
    assert twice_weighted == pytest.approx(case["expected"]["estimate"], rel=2e-3)


@named("he-edge-aci-tied-weight")
def test_edge_tied_ranks_share_the_middle(case):
    inputs = case["inputs"]
    found = concentration.aci(inputs["estimate"], inputs["weight"], rank=inputs["subgroup_order"], interval="none")
    close(float(found.estimate), case["expected"]["estimate"])


@named("he-edge-d-missing-end")
def test_edge_hidden_end_group_leaves_no_difference(case):
    value, error = array(case["inputs"]["estimate"]), array(case["inputs"]["se"])
    found = gap.difference_from_standard_errors(value[0], error[0], value[-1], error[-1], higher_is_better=True)
    assert case["expected"]["estimate"] is None
    assert np.isnan(found.estimate)
    assert "hidden" in str(found.reason)


@named("he-edge-mld-zero")
def test_edge_zero_has_no_mean_log_deviation(case):
    """The package puts 1e-6 for zero, and that constant makes the answer (3890): here there is a reason instead."""
    inputs = case["inputs"]
    found = dispersion.mld(inputs["estimate"], inputs["population"], inputs["se"])
    assert np.isnan(found.estimate)
    assert "zero" in str(found.reason)


@cases("phe_proportion")
def test_proportion(case):
    inputs, wanted = case["inputs"], case["expected"]
    found = proportion(inputs["x"], inputs["n"], confidence=inputs["confidence"])
    for ours, theirs in ((found.estimate, "value"), (found.lower, "lowercl"), (found.upper, "uppercl")):
        close(ours * inputs["multiplier"], wanted[theirs])


@cases("phe_rate")
def test_rate(case):
    inputs, wanted = case["inputs"], case["expected"]
    events, people = inputs["x"], inputs["n"]
    if "g" in inputs:
        member = np.array(inputs["g"]) == np.array(wanted["g"])[:, None]
        events, people = member @ np.array(events), member @ np.array(people)
    keywords = {"multiplier": inputs.get("multiplier", 100_000), "confidence": inputs.get("confidence", 0.95)}
    found = crude_rate(events, people, **keywords)
    for ours, theirs in ((found.estimate, "value"), (found.lower, "lowercl"), (found.upper, "uppercl")):
        close(ours, wanted[theirs])


@cases("phe_mean")
def test_mean(case):
    inputs, wanted = case["inputs"], case["expected"]
    for place, name in enumerate(wanted["g"]):
        values = [value for value, group in zip(inputs["v"], inputs["g"], strict=True) if group == name]
        found = mean.mean_of(values, confidence=inputs["confidence"])
        close(float(found.estimate), wanted["value"][place])
        interval(found, wanted["lowercl"][place], wanted["uppercl"][place])


@cases("calculate_ISRate", "calculate_ISRatio")
def test_indirect_standardisation(case):
    inputs, wanted = case["inputs"], case["expected"]
    parts = [inputs[name] for name in ("x", "n", "x_ref", "n_ref")]
    ratio = case["function"] == "calculate_ISRatio"
    function = standardised.indirectly_standardised_ratio if ratio else standardised.indirectly_standardised_rate
    found = function(*parts, multiplier=inputs["refvalue"] if ratio else inputs["multiplier"])
    close(float(found.estimate), wanted["value"])
    interval(found, wanted["lowercl"], wanted["uppercl"])


def phe_slope(case):
    """Arguments of slope_index for a case of phe_sii, and the multiplier of its answer."""
    inputs = case["inputs"]
    order = np.argsort([int(label) for label in inputs["quantile"]])
    value, population = (array(inputs[name])[order] for name in ("value", "population"))
    scale = ("identity", "log", "logit")[inputs["value_type"]] if inputs.get("transform") else "identity"
    if "lower_cl" in inputs and not (inputs["value_type"] == 0 and "se" in inputs):
        limits = array(inputs["lower_cl"])[order], array(inputs["upper_cl"])[order]
        error = mean.standard_error_from_interval(*limits, 0.95, scale)
    else:
        error = array(inputs["se"])[order]
    confidence = float(inputs.get("confidence", 0.95))
    keywords = {"scale": scale, "confidence": confidence / 100 if confidence > 1 else confidence}
    return (value, population, error), {**keywords, "standard_error_on": "scale"}, inputs.get("multiplier", 1)


@cases("phe_sii", "phe_sii (shipped xlsx fixture)")
def test_sii_phe(case):
    given, keywords, multiplier = phe_slope(case)
    wanted, exact = right(case), case["closed_form"] or {}
    slope = slope_index(*given, higher_is_better=True, **keywords)
    relative = relative_index(*given, higher_is_better=multiplier > 0, **keywords)
    sii = sorted(multiplier * np.array([slope.lower, slope.upper]))
    close(multiplier * float(slope.estimate), wanted["sii"])
    if wanted.get("rii") is not None:
        close(float(relative.estimate), wanted["rii"])
    if "sii_lower" in exact:
        close(sii, [exact["sii_lower"], exact["sii_upper"]])
    if "rii_lower" in exact:
        interval(relative, exact["rii_lower"], exact["rii_upper"])
    if wanted.get("sii_lower") is not None and not case["corrected"]:
        width = wanted["sii_upper"] - wanted["sii_lower"]
        assert sii == pytest.approx([wanted["sii_lower"], wanted["sii_upper"]], abs=PACKAGE * width)
        near(relative, wanted["rii_lower"], wanted["rii_upper"], PACKAGE)


@cases("phe_life_expectancy")
def test_life_expectancy(case):
    found = life_expectancy(case["inputs"]["deaths"], case["inputs"]["pops"], band_starts=case["inputs"]["startage"])
    for ours, theirs in ((found.estimate, "value"), (found.lower, "lowercl"), (found.upper, "uppercl")):
        close(ours, case["expected"][theirs])


@cases("assign_funnel_significance")
def test_funnel_significance(case):
    said = {"Not significant": "within", "Low (0.025)": "below 95", "Low (0.001)": "below 99.8"}
    said |= {"High (0.025)": "above 95", "High (0.001)": "above 99.8"}
    found = funnel.ratio_position(case["inputs"]["obs"], case["inputs"]["exp"])
    assert found.tolist() == [said[name] for name in case["expected"]["significance"]]


@cases("calculate_funnel_limits")
def test_funnel_limits(case):
    """The package halves an interval for v = e/(1 + o + e), to 1e-7; ours are exact, so that is the slack allowed."""
    wanted = {name: np.array(values) for name, values in case["expected"].items()}
    observed = wanted["Observed_events"]
    limits = funnel.ratio_limits(observed, multiplier=100)
    for level, name, low, high in ((0.95, "2s", "lower_95", "upper_95"), (0.998, "3s", "lower_998", "upper_998")):
        few, many = funnel.expected_at_limits(observed, level)
        for ours, side, line in ((few, "upper", high), (many, "lower", low)):
            slack = 1e-7 * (1 + observed + ours) ** 2 / (1 + observed)
            assert (np.abs(ours - wanted[f"{side}_{name}_exp_events"]) <= slack).all()
            assert (np.abs(getattr(limits, line) / wanted[f"{side}_{name}_limit"] - 1) <= slack / ours).all()


@cases("ptd_spc")
def test_control_chart(case):
    inputs, wanted = case["inputs"], case["expected"]
    better = {"increase": True, "decrease": False, "neutral": None}[inputs["improvement_direction"]]
    keywords = {"higher_is_better": better, "baseline_points": inputs["fix_after_n_points"]}
    chart = control_chart(array(inputs["y"]), screen_moving_ranges=inputs["screen_outliers"], **keywords)
    close(chart.centre, array(wanted["mean"]))
    if wanted["lpl"][0] is None:  # a constant series: no limits there, limits equal to the value here
        assert chart.lower.tolist() == chart.upper.tolist() == inputs["y"]
    else:
        close(chart.lower, array(wanted["lpl"]))
        close(chart.upper, array(wanted["upl"]))
    said = {
        "Common Cause": "",
        "Above UCL": "above the upper limit",
        "Below LCL": "below the lower limit",
        "7 Points Above CL": "7 points above the centre",
        "7 Points Below CL": "7 points below the centre",
        "2 Of 3 Above CL": "2 of 3 near the upper limit",
        "2 Of 3 Below CL": "2 of 3 near the lower limit",
        "7 Points Increasing": "7 points rising",
        "7 Points Decreasing": "7 points falling",
    }
    assert chart.rule.tolist() == [said[name] for name in wanted["special_cause_type"]]
    kinds = {"common_cause": "", "special_cause_improvement": "improvement", "special_cause_concern": "concern"}
    kinds |= {"special_cause_neutral_high": "high", "special_cause_neutral_low": "low"}
    assert chart.kind.tolist() == [kinds[name] for name in wanted["point_type"]]


def letters(visits: list) -> np.ndarray:
    longest = max(len(visit) for visit in visits)
    return np.array([[ord(letter) - 65 for letter in visit] + [-1] * (longest - len(visit)) for visit in visits])


@cases("continuity")
def test_continuity(case):
    inputs, wanted = case["inputs"], case["expected"]
    if "opr_practice" in wanted:
        own, total, named = {}, {}, 0
        for name in "ab":
            counts = continuity.contacts_by_clinician(letters(inputs[f"visits_{name}"]), 8).sum(axis=0)
            own[name], total[name] = counts["ab".index(name)], counts
            named += own[name]
        seen = total["a"] + total["b"]
        close(float(continuity.slicc(named, seen.sum()).estimate), wanted["slicc"])
        for place, name in enumerate("ab"):
            close(float(continuity.own_patient_ratio(own[name], seen[place]).estimate), wanted[f"opr_{name}"])
        close(float(continuity.own_patient_ratio(named, seen[:2].sum()).estimate), wanted["opr_practice"])
        return
    several = isinstance(inputs["visits"], list)
    sequence = letters(inputs["visits"] if several else [inputs["visits"]])
    counts = continuity.contacts_by_clinician(sequence, 8)
    found = {"upc": continuity.upc(counts), "coc": continuity.bice_boxerman(counts)}
    found |= {"secon": continuity.secon(sequence), "herfindahl": continuity.herfindahl(counts)}
    for name, measure in found.items():
        theirs = wanted.get(name, wanted.get("hi"))
        theirs = array(theirs if several else [theirs])
        assert (np.isnan(measure.estimate) == np.isnan(theirs)).all()
        close(measure.estimate[measure.defined], theirs[measure.defined])
    if several:
        place = ord(inputs["list_gp"]) - 65
        close(float(continuity.slicc(counts[:, place].sum(), counts.sum()).estimate), wanted["slicc"])
        for name in ("upc", "coc"):
            close(float(mean.mean_of(found[name].estimate).estimate), wanted[f"mean_{name}"])


BY_NAME = {
    "he-edge-sii-missing-force-end",
    "he-edge-aci-tied-weight",
    "he-edge-d-missing-end",
    "he-edge-mld-zero",
}


def test_every_case_is_checked_or_explained():
    """Nothing in the vectors goes unnoticed: each case is run above, or is named with the reason why not."""
    handled = {
        "sii",
        "rii",
        "aci",
        "rci",
        "d",
        "r",
        "paf",
        "parisk",
        "bgv",
        "mld",
        "ti",
        *SIMULATED,
        "phe_proportion",
        "phe_rate",
        "phe_mean",
        "calculate_ISRate",
        "calculate_ISRatio",
        "phe_sii",
        "phe_sii (shipped xlsx fixture)",
        "phe_life_expectancy",
        "assign_funnel_significance",
        "calculate_funnel_limits",
        "ptd_spc",
        "continuity",
    }
    known = {*DISCLOSURE, *REFUSED, *BY_NAME}
    missed = [name for name, case in CASES.items() if name not in known and case["function"] not in handled]
    edges = [name for name in CASES if name.startswith("he-edge") and name not in known]
    assert missed == []
    assert edges == []
