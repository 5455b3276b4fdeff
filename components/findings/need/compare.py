"""Does the answer hang on the scenario? Saved scenarios side by side: each neighbourhood's index, rank and distance."""

import pandas as pd

from components.charts.need_grid import need_grid
from components.findings.finding import Finding, nothing_to_show
from components.findings.need.case import NeedCase, need_case
from components.findings.need.scenario import NeedScenario
from components.findings.need.words import cap_words, need_names, need_source, weights_words
from components.findings.question import Question
from components.findings.table import Column, Table
from components.style.numbers import WHOLE_PERCENT, number, signed_gap

QUESTION = "Does the answer hang on the scenario?"
Named = tuple[tuple[str, NeedScenario], ...]


def need_compare_finding(question: Question, named: Named) -> Finding:
    """Every neighbourhood under each named scenario, in the order of the first; two scenarios at least."""
    cases = {name: need_case(question.dataset, scenario) for name, scenario in named}
    ranks = pd.DataFrame(
        {name: case.rows["index"].round(9).rank(ascending=False, method="min") for name, case in cases.items()}
    )
    first = next(iter(cases.values()))
    ranks = ranks.loc[ranks.iloc[:, 0].sort_values(kind="stable").index].dropna()
    names = first.rows["name"].loc[ranks.index]
    if ranks.empty:
        why = "No neighbourhood has an index of need under every one of these scenarios."
        return nothing_to_show("need_scenarios", QUESTION, why, method="need_index", source=need_source(question))
    # Where everybody has the same index (heads only) there is no order to keep.
    ordered = ranks.loc[:, ranks.nunique() > 1]
    ordered = ordered if ordered.shape[1] else ranks.iloc[:, :1]
    cells = {name: [_cell(case, code, ranks.at[code, name]) for code in ranks.index] for name, case in cases.items()}
    headline, sentence = _words(names, ordered)
    size = pd.DataFrame({name: 100 * (case.rows["index"].loc[ranks.index] - 1) for name, case in cases.items()})
    return Finding(
        id="need_scenarios",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=_table(dict(named), names, cells, ordered),
        how_to_read=(
            "Each column is a scenario; each cell a neighbourhood's rank by need for each person (1 = most), its index "
            "and, where staff or money is set against it, how far it is from its share by need. Darker is more need. The "
            "table holds the settings of every scenario."
        ),
        method="need_index",
        source=need_source(question, first.resource.indicator if first.resource else None),
        period=first.period,
        figure=need_grid(
            names.tolist(),
            list(cases),
            list(zip(*cells.values(), strict=True)),
            size.to_numpy(),
            names.index == question.selection.area,
        ),
        names=need_names(first, *cases),
    )


def _cell(case: NeedCase, code: str, rank: float) -> str:
    row = case.rows.loc[code]
    words = f"{number(rank)} · {number(row['index'], 2)}"
    if "distance" in row and pd.notna(row["distance"]):
        words += f" · {signed_gap(row['distance'], WHOLE_PERCENT)}%"
    return words


def _words(names: pd.Series, ranks: pd.DataFrame) -> tuple[str, str]:
    if ranks.shape[1] < 2:
        return (
            "Fewer than two of these scenarios put neighbourhoods in order",
            "Save another to see what hangs on the choice.",
        )
    spread = ranks.max(axis=1) - ranks.min(axis=1)
    same = int((spread == 0).sum())
    headline = f"{number(same)} of {number(len(ranks))} neighbourhoods keep their rank in every scenario"
    if not len(spread) or spread.max() == 0:
        return headline, "The order of need does not hang on the choice between these scenarios."
    most = spread.idxmax()
    low, high = ranks.loc[most].idxmin(), ranks.loc[most].idxmax()
    best, worst = number(ranks.at[most, low]), number(ranks.at[most, high])
    return headline, f"{names[most]} moves most: rank {best} in ‘{low}’, {worst} in ‘{high}’."


def _table(
    scenarios: dict[str, NeedScenario], names: pd.Series, cells: dict[str, list[str]], ranks: pd.DataFrame
) -> Table:
    """Words throughout: the settings of each scenario first, then its cells, then how many keep their rank."""
    settings = (
        ("Need counted by", weights_words),
        ("Cap on one predictor", cap_words),
        ("Resource", lambda each: each.resource or "none"),
        ("Within, loss, gain, new (%)", lambda each: f"{each.within}, {each.loss}, {each.gain}, {each.new}"),
        ("Link word", NeedScenario.to_code),
    )
    frame = pd.DataFrame(
        {
            "name": [label for label, _ in settings] + names.tolist() + ["Keep their rank"],
            "ranks": [""] * len(settings)
            + [
                f"{number(low)} to {number(high)}"
                for low, high in zip(ranks.min(axis=1), ranks.max(axis=1), strict=True)
            ]
            + [f"{number(int((ranks.nunique(axis=1) == 1).sum()))} of {number(len(ranks))}"],
            **{
                f"scenario {name}": [told(scenario) for _, told in settings] + cells[name] + [""]
                for name, scenario in scenarios.items()
            },
        }
    )
    columns = [Column("name", "Neighbourhood: rank · index · distance"), Column("ranks", "Ranks")]
    return Table((*columns, *(Column(f"scenario {name}", name) for name in scenarios)), frame)
