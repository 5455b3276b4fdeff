"""Methods: spread across groups that have no order, with their worked examples."""

import numpy as np

from components.findings.analyst.groups import AnalystGroups
from components.findings.analyst.people import split_rows
from components.findings.analyst.rows import finer, gap_unit_of, size_unit
from components.findings.analyst.unordered import DRAWS, SEED, largest_group, mean_differences
from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import counts_of, example, example_groups, result, said, values_of
from components.findings.question import Question
from components.measures.spread.dispersion import bgsd, bgv, cov, mld
from components.measures.spread.theil import theil, theil_split
from components.style.numbers import PERCENT, Unit, number
from data.contract.vocabulary import TOTAL

_SPREAD = "Spread"


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
    return example(question, "spread", sentence, columns, results=results, of=found)


def mean_difference_example(question: Question) -> Finding:
    """Distances from the average, from the best and from the largest group, averaged both ways."""
    found = example_groups(question)
    groups = found.groups
    share, _, away = _parts(groups)
    unit = finer(gap_unit_of(groups))
    results = [_average(groups)]
    for weighted in (True, False):
        words = "weighted" if weighted else "unweighted"
        spreads = mean_differences(groups, weighted=weighted)
        results += [
            (f"MDM, {words}", result(spreads.of_average, unit)),
            (f"MDB, {words}", result(spreads.of_best, unit)),
        ]
        if spreads.of_largest is not None:
            results.append((f"MDR, {words}", result(spreads.of_largest, unit)))
        results.append((f"IDIS, {words}", result(spreads.disparity, PERCENT)))
    columns = _columns(groups, **{"|y − μ|": np.abs(away), "p |y − μ|": share * np.abs(away)})
    sentence = f"MDM, weighted: {results[1][1]}. MDR is from {groups.labels[largest_group(groups)]}, the largest group."
    return example(question, "mean_difference", sentence, columns, results=results, of=found)


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
    return example(question, "entropy", sentence, _columns(groups, **parts), results=results, of=found)


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


SPREAD = (
    Method(
        "spread",
        _SPREAD,
        "Between-group variance, standard deviation and coefficient of variation",
        "How far groups without an order lie from their average, in squared units (BGV), in the indicator's units (BGSD) and "
        "as a percentage of the average (COV).",
        formula(
            r"\mathrm{BGV}=\sum_j p_j(y_j-\mu)^2",
            r"\mathrm{BGSD}=\sqrt{\mathrm{BGV}}\qquad \mathrm{COV}=100\,\mathrm{BGSD}/\mu",
        ),
        "For one number over many ethnic groups. Large groups count more.",
        "Not as proof that groups differ: these are never below 0, and small groups lift them by chance.",
        "WHO Health Equity Assessment Toolkit technical notes.",
        worked=spread_example,
    ),
    Method(
        "mean_difference",
        _SPREAD,
        "Mean differences and the index of disparity (MDM, MDB, MDR, IDIS)",
        "The average distance of groups from their mean (MDM), from the best group (MDB), or from a named group (MDR); the "
        "index of disparity is the MDM as a percentage of the mean.",
        formula(
            r"\mathrm{MDM}=\sum_j p_j\,|y_j-\mu|\qquad \mathrm{MDB}=\sum_j p_j\,|y_j-y_{\text{best}}|",
            r"\mathrm{MDR}=\sum_j p_j\,|y_j-y_{\text{ref}}|\qquad \mathrm{IDIS}=100\,\mathrm{MDM}/\mu",
            r"\text{unweighted: } 1/k \text{ in place of } p_j",
        ),
        "Weighted, to say how far the average person's group is away; unweighted, where a small group must count as much "
        "as a large one.",
        "Not weighted when the question is about a small group: it vanishes in the average. The best "
        "group may be best by luck.",
        "WHO Health Equity Assessment Toolkit technical notes; intervals by seeded simulation.",
        worked=mean_difference_example,
    ),
    Method(
        "entropy",
        _SPREAD,
        "Theil's index and mean log deviation (MLD)",
        "Relative spread by logarithms, times 1,000: Theil weighs most what is far above the average, MLD what is far below.",
        formula(
            r"T=1000\sum_j p_j\,\frac{y_j}{\mu}\ln\frac{y_j}{\mu}",
            r"\mathrm{MLD}=1000\sum_j p_j\,\ln\frac{\mu}{y_j}",
        ),
        "To compare spread between indicators in different units, and to split it into parts that add up.",
        "Not for groups at zero (MLD has no value). The number has no everyday meaning by itself.",
        "Theil 1967; WHO Health Equity Assessment Toolkit technical notes.",
        worked=entropy_example,
    ),
    Method(
        "split",
        _SPREAD,
        "Inside or between neighbourhoods (Theil split)",
        "How much of the inequality between people's groups lies between neighbourhoods, and how much inside them. The two "
        "parts add up exactly.",
        formula(
            r"T=\underbrace{\sum_k P_k\frac{\mu_k}{\mu}\ln\frac{\mu_k}{\mu}}_{\text{between}}+"
            r"\underbrace{\sum_k P_k\frac{\mu_k}{\mu}T_k}_{\text{inside}}",
        ),
        "To choose between acting in some neighbourhoods and acting for some groups in all of them.",
        "Not as a size of the gap: it only shares it out. Small groups add inequality by chance, mostly inside.",
        "Theil 1967; WHO Health Equity Assessment Toolkit technical notes.",
        worked=split_example,
    ),
)
