"""The annex: what is asked is shown, near or absent and never silently left out; every number is that of Who."""

import pandas as pd
import pytest

from components.findings.annex.by_group import annex_indicator_finding
from components.findings.annex.coverage import annex_finding, annex_indicators
from components.findings.annex.expectations import Acted, expectations_finding
from components.findings.who.groups import groups_finding
from data.contract.published_indicators import indicators
from data.contract.statement import asked_indicators
from tests.findings.asking import ask
from tests.findings.finding_faults import faults

_WAYS = {
    "Deprivation": "deprivation_quintile",
    "Ethnic group": "ethnic_group",
    "Sex": "sex",
    "Age": "age",
}


def test_every_asked_indicator_is_shown_near_or_absent_with_what_would_bring_it(demo):
    found = annex_finding(ask(demo, "smoking"))
    assert faults(found) == []
    rows = found.table.text.set_index("Asked for")
    assert list(rows.index[:-1]) == [each.asked for each in asked_indicators()]
    assert found.headline == "This dataset shows 4 of the 24 indicators that the statement asks for"
    checks = rows.loc["Physical health checks of people with severe mental illness"]
    assert list(checks[["In this dataset", "Shown by", "By deprivation", "By sex"]]) == [
        "shown", "Mental illness health check", "given", "given",
    ]  # fmt: skip
    assert checks["Unknown counted"] == "deprivation, ethnic group"
    assert checks["What would bring what is absent"] == ""
    detained = rows.loc["Detentions under the Mental Health Act"]
    assert detained["In this dataset"] == "absent"
    assert detained["What would bring what is absent"] == "Mental Health Act statistics (NHS England)"
    births = rows.loc["Births before 37 weeks"]
    assert list(births[["In this dataset", "Shown by", "By age"]]) == ["near", "Maternity continuity", "not given"]


def test_domains_are_those_of_the_statement_and_its_indicators_are_known(demo):
    asked = asked_indicators()
    assert len({each.domain for each in asked}) == 11
    known = {*demo.indicators, *indicators()}
    assert [each for line in asked for each in (*line.shown_by, *line.near) if each not in known] == []
    assert annex_indicators(demo)[:2] == ("waits_over_18_weeks", "acs_admissions")


@pytest.mark.parametrize("indicator", ["smoking", "maternity_continuity"])
def test_every_number_is_that_of_who_with_unknown_groups_and_hidden_ones_marked(demo, indicator):
    found = annex_indicator_finding(demo, indicator)
    assert faults(found) == []
    table = found.table.text
    for by in table["By"].unique()[1:]:
        shown = groups_finding(ask(demo, indicator, _WAYS[by], adjusted="no"))
        theirs = shown.table.text.set_index(shown.table.text.columns[0])
        for _, row in table[table["By"] == by].iterrows():
            same = [column for column in row.index if column in theirs.columns]
            assert len(same) == 5
            assert list(row[same]) == list(theirs.loc[row["Group"], same])
    groups = list(table["Group"])
    assert groups[0] == "Everyone"
    assert {"Deprivation not known", "Ethnic group not known or not stated"} <= set(groups)
    if indicator == "maternity_continuity":
        hidden = table[table["Group"] == "Other ethnic group"].iloc[0]
        assert hidden["Value (%)"] == "hidden to protect confidentiality"
        assert found.hidden == "1 of 15 figures are hidden to protect confidentiality."
    else:
        adjusted = groups_finding(ask(demo, indicator)).table.text
        assert list(table["Adjusted for age (%)"][1:6]) == list(adjusted["Value (%, adjusted for age)"][:5])


def test_an_indicator_given_for_everyone_only_says_so(small):
    only = next(each for each in small.indicators if not set(small.dimensions(each, level="icb")) - {"total"})
    found = annex_indicator_finding(small, only)
    assert "given for everyone only" in f"{found.headline} {found.sentence}".lower()
    assert isinstance(found.table.frame, pd.DataFrame)


def test_what_else_is_expected_stands_beside_what_is_here(demo):
    found = expectations_finding(ask(demo, "smoking"), Acted(decisions=3, reviewed=1))
    assert faults(found) == []
    here = found.table.text.set_index("Expectation (5)")["What is here (5)"]
    held = annex_indicators(demo)
    assert here["Split the figures"].startswith(
        f"Of {len(held)} indicators that show or come near what is asked: {len(held)} by deprivation, "
    )
    assert here["Act, and see whether it worked"] == (
        "3 decisions, 1 of them held against newer figures; 4 pilots evaluated"
    )
    assert found.headline == "For 5 of the 5 things that the statement expects there is something here"


def test_a_journal_that_cannot_be_read_is_not_told_as_an_empty_one(small):
    unread = expectations_finding(ask(small, "smoking"), None).table.text
    assert "The journal of decisions cannot be read; 0 pilots evaluated" in set(unread.iloc[:, 2])
    empty = expectations_finding(ask(small, "smoking"), Acted(0, 0))
    assert empty.table.text.iloc[3, 2] == "Nothing here"
    assert empty.headline.startswith(f"For {5 - (empty.table.text.iloc[:, 2] == 'Nothing here').sum()} of the 5 things")
