"""What would it cost to go on, and to spread? A pilot's case: pounds for people and for effect, for others, and elsewhere."""

import pandas as pd
import plotly.graph_objects as go

from components.charts.cost_ranges import CostRange, cost_ranges
from components.findings.finding import Finding
from components.findings.pilots.business_case_table import case_table
from components.findings.pilots.business_case_words import case_headline, case_sentence, how_to_read
from components.findings.pilots.case import pilot_cases
from components.findings.pilots.costs import PilotCosts, pilot_costs
from components.findings.pilots.costs_by_group import costs_by_group
from components.findings.pilots.costs_elsewhere import CostsElsewhere, costs_elsewhere
from components.findings.pilots.costs_of_demand import MoreContacts, more_contacts
from components.findings.pilots.costs_of_effect import effect_cost
from components.findings.pilots.receiver_series import receiver_series
from components.findings.pilots.rows import about_pilot, pilot_source
from components.findings.pilots.view import view_of
from components.findings.question import Question
from components.findings.recording_rows import lacks, listed
from components.findings.table import ABSENT_WORDS
from components.findings.wording import hidden_words
from components.style.dates import day_words, to_day
from components.style.numbers import pounds

QUESTION = "What would it cost to go on, and to spread?"
_ID, _METHOD = "pilot_business_case", "cost_of_effect"
_NEEDS = (
    "pounds planned and spent in each period (table ‘pilot_spend’) and how many people took it up by the same day (table "
    "‘pilot_uptake’)"
)
_NO_PROMISE = (
    "No saving is counted or promised. One more person may cost less than those so far, or more where the easiest to reach "
    "came first."
)
_TOO_GOOD = (
    "An effect that stands out from chance is on average told somewhat too large, and what a unit of it costs too small: "
    "plan with the upper end."
)


@about_pilot
def business_case_finding(question: Question, pilot_id: str) -> Finding:
    """A pilot's business case: the last part of its page."""
    case, costs = pilot_cases(question.dataset)[pilot_id], pilot_costs(question, pilot_id)
    if isinstance(costs, str):
        because = f": {costs}" if costs else ""
        what = f"What a case would rest on{because}"
        return lacks(question, _ID, QUESTION, what, _NEEDS, method=_METHOD)
    view = view_of(question, pilot_id)
    effect, contacts = effect_cost(view, costs), more_contacts(question, pilot_id, costs)
    groups, elsewhere = costs_by_group(question, costs), costs_elsewhere(question, case, costs)
    told, why_not = (None, (effect,)) if isinstance(effect, str) else (effect, ())
    return Finding(
        id=_ID,
        question=QUESTION,
        headline=case_headline(case, costs, effect, contacts, view),
        sentence=case_sentence(costs, effect, groups, contacts, elsewhere),
        table=case_table(costs, groups, told, contacts, elsewhere),
        how_to_read=how_to_read(case, costs, elsewhere),
        method=_METHOD,
        source=pilot_source(question),
        period=to_day(costs.until),
        figure=_figure(costs, elsewhere),
        unknown=_unknown(question, pilot_id, costs, contacts, elsewhere),
        hidden=_hidden(groups),
        caveats=(_NO_PROMISE, *((_TOO_GOOD,) if told is not None else ())),
        names=("95%", "100", case.name, day_words(costs.until), *why_not, *(() if view is None else view.names)),
    )


def _figure(costs: PilotCosts, elsewhere: CostsElsewhere | None) -> go.Figure:
    rows = [_range("Here so far, planned and spent", costs.range, strong=True)]
    if elsewhere is not None:
        rows += [
            CostRange(row.name, None, f"○ {ABSENT_WORDS.get(row.status, '–')}")
            if pd.isna(row.low)
            else _range(str(row.name), (float(row.low), float(row.high)))
            for row in elsewhere.rows.itertuples()
        ]
    apart = "; elsewhere without setting up" if costs.set_up else ""
    return cost_ranges(rows, axis=f"pounds for as long as it has run here{apart}")


def _range(label: str, ends: tuple[float, float], *, strong: bool = False) -> CostRange:
    low, high = map(pounds, ends)
    return CostRange(label, ends, low if low == high else f"{low} to {high}", strong)


def _unknown(
    question: Question,
    pilot_id: str,
    costs: PilotCosts,
    contacts: list[MoreContacts],
    elsewhere: CostsElsewhere | None,
) -> str:
    """What the case leaves out because it is not loaded, and the table that would bring it; '' where nothing is."""
    told = []
    prices = [] if costs.set_up else ["what was paid once, for setting up"]
    if lacking := [each.name for each in contacts if each.price is None]:
        prices.append(f"what one more costs for {listed(lacking)}")
    if prices:
        told.append(f"{listed(prices)} (table ‘pilot_costs’)")
    if not any(each.verdict != "absent" for each in receiver_series(question.dataset, pilot_id)):
        told.append("what other services received (table ‘pilot_receivers’)")
    if elsewhere is None:
        told.append("how many people are eligible in other neighbourhoods")
    elif elsewhere.known < len(elsewhere.rows):
        told.append("how many are eligible in some neighbourhoods, which are left out of the sum")
    return f"Not in this case, because it is not loaded or not shown: {'; '.join(told)}." if told else ""


def _hidden(groups: pd.DataFrame) -> str:
    return hidden_words(groups) if len(groups) else ""
