"""Worked examples of spread across groups, and of its split into inside and between neighbourhoods."""

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.people import split_rows
from components.findings.analyst.rows import finer, gap_unit_of, size_unit
from components.findings.analyst.unordered import DRAWS, SEED, largest_group
from components.findings.finding import Finding
from components.findings.methods.worked_example import counts_of, example, example_groups, result, said, values_of
from components.findings.question import Question
from components.measures.spread.dispersion import bgsd, bgv, cov, idis, mdb, mdm, mdr, mld
from components.measures.spread.theil import theil, theil_split
from components.style.numbers import PERCENT, Unit, number
from data.contract.vocabulary import TOTAL


def _parts(groups: AnalystGroups) -> tuple[np.ndarray, float, np.ndarray]:
    """Shares of people, the average, and each group's distance from it."""
    share = np.where(groups.used, groups.people, np.nan) / groups.people[groups.used].sum()
    average = float(np.nansum(share * groups.value))
    return share, average, groups.value - average


def _columns(groups: AnalystGroups, **more: np.ndarray) -> dict[str, list[str]]:
    share = _parts(groups)[0]
    plain = finer(Unit("", "", groups.unit.decimals))
    return {
        "Group": list(groups.labels),
        f"y ({groups.unit.axis})": values_of(groups, groups.value, groups.unit),
        "n (people)": counts_of(groups.people),
        "p (share)": [said(each, Unit("", "", 3)) for each in share],
        **{head: [said(each, plain) for each in values] for head, values in more.items()},
    }


def _average(groups: AnalystGroups) -> tuple[str, str]:
    return "μ (average)", said(_parts(groups)[1], finer(groups.unit))


def spread_example(question: Question) -> Finding:
    """Squared distances from the average, their weighted mean, its root and that over the average."""
    found = example_groups(question)
    groups = found.groups
    share, _, away = _parts(groups)
    data, bounds = (groups.value, groups.people, groups.error), (0.0, groups.ceiling)
    variance = bgv(*data)
    deviation = bgsd(*data, draws=DRAWS, seed=SEED, bounds=bounds)
    variation = cov(*data, draws=DRAWS, seed=SEED, bounds=bounds)
    results = [
        _average(groups),
        ("BGV (the sum)", result(variance, size_unit(variance))),
        ("BGSD", result(deviation, finer(gap_unit_of(groups)))),
        ("COV", result(variation, PERCENT)),
    ]
    columns = _columns(groups, **{"y − μ": away, "p (y − μ)²": share * away**2})
    sentence = f"The parts add up to a variance of {results[1][1]}; its root is {results[2][1]}."
    return example(question, "spread", sentence, columns, results=results, made_up=found.made_up)


def mean_difference_example(question: Question) -> Finding:
    """Distances from the average, from the best and from the largest group, averaged both ways."""
    found = example_groups(question)
    groups = found.groups
    share, _, away = _parts(groups)
    data, bounds = (groups.value, groups.people, groups.error), (0.0, groups.ceiling)
    unit, largest = finer(gap_unit_of(groups)), largest_group(groups)
    results = [_average(groups)]
    for weighted in (True, False):
        words = "weighted" if weighted else "unweighted"
        of_average = mdm(*data, weighted=weighted, draws=DRAWS, seed=SEED, bounds=bounds)
        of_best = mdb(
            *data,
            weighted=weighted,
            higher_is_better=groups.higher_is_better,
            draws=DRAWS,
            seed=SEED,
            bounds=bounds,
        )
        of_largest = mdr(*data, weighted=weighted, reference_index=largest, draws=DRAWS, seed=SEED, bounds=bounds)
        disparity = idis(*data, weighted=weighted, draws=DRAWS, seed=SEED, bounds=bounds)
        results += [
            (f"MDM, {words}", result(of_average, unit)),
            (f"MDB, {words}", result(of_best, unit)),
            (f"MDR, {words}", result(of_largest, unit)),
            (f"IDIS, {words}", result(disparity, PERCENT)),
        ]
    columns = _columns(groups, **{"|y − μ|": np.abs(away), "p |y − μ|": share * np.abs(away)})
    sentence = f"MDM, weighted: {results[1][1]}. MDR is from {groups.labels[largest]}, the largest group."
    return example(question, "mean_difference", sentence, columns, results=results, made_up=found.made_up)


def entropy_example(question: Question) -> Finding:
    """Each group's part of Theil's index and of the mean log deviation."""
    found = example_groups(question)
    groups = found.groups
    share, average, _ = _parts(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = groups.value / average
        parts = {
            "y/μ": relative,
            "1,000 p (y/μ) ln(y/μ)": 1000 * share * relative * np.log(relative),
            "1,000 p ln(μ/y)": -1000 * share * np.log(relative),
        }
    entropy, logs = (measure(groups.value, groups.people, groups.error) for measure in (theil, mld))
    results = [
        _average(groups),
        ("Theil × 1,000", result(entropy, finer(size_unit(entropy)))),
        ("MLD × 1,000", result(logs, finer(size_unit(logs)))),
    ]
    sentence = f"The parts add up to a Theil index of {results[1][1]} and a mean log deviation of {results[2][1]}."
    return example(question, "entropy", sentence, _columns(groups, **parts), results=results, made_up=found.made_up)


def split_example(question: Question) -> Finding:
    """Theil's index of every neighbourhood's groups and its two parts; made-up units where there is one area only."""
    rows = [] if question.selection.by == TOTAL else split_rows(question)
    if not rows or rows[0].estimate is None:
        return _made_up_split(question)
    columns = {
        "Part": [row.name for row in rows],
        "Value": [row.value for row in rows],
        "95% interval": [row.interval for row in rows],
        "In words": [row.read for row in rows],
    }
    sentence = f"{rows[1].value} between and {rows[2].value} inside make up {rows[0].value}. {rows[2].read}"
    return example(question, "split", sentence, columns)


def _made_up_split(question: Question) -> Finding:
    value, people = np.array([10.0, 14.0, 20.0, 30.0]), np.full(4, 100.0)
    found = theil_split(value, people, np.array([0, 0, 1, 1]))
    columns = {
        "Neighbourhood": ["North", "North", "South", "South"],
        "Value (%)": [number(each) for each in value],
        "Group": ["A", "B", "A", "B"],
        "People": counts_of(people),
    }
    unit = finer(size_unit(found.total))
    names = ("Theil × 1,000", "Between neighbourhoods", "Inside neighbourhoods")
    results = [
        (name, result(part, unit)) for name, part in zip(names, (found.total, found.between, found.within), strict=True)
    ]
    sentence = f"{results[1][1]} between and {results[2][1]} inside make up {results[0][1]}."
    why = "fewer than two neighbourhoods of this selection have groups with a figure"
    return example(question, "split", sentence, columns, results=results, made_up=why)
