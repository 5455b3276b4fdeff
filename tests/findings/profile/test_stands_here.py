"""Sites, pilots and decisions of one place: what the other pages say of it, in the same words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from components.findings.pilots.overview import stories
from components.findings.profile.decided_here import DecidedHere
from components.findings.profile.pilots_here import pilots_here_finding
from components.findings.profile.sites_here import sites_here_finding
from data.dataset.dataset import Dataset
from data.journal.entry_history import Record
from tests.findings.asking import ask
from tests.findings.decisions.decided import decided
from tests.findings.finding_faults import faults
from tests.small_dataset import write_small

TODAY = date(2027, 3, 1)


def _only_practices() -> pd.DataFrame:
    return pd.DataFrame(
        {"site_code": ["S1", "S2"], "site_name": ["Ash Surgery", "Elm Surgery"], "kind": "gp", "latitude": [51.53, 51.51],
         "longitude": -0.195, "opening": "", "area_code": ["N1", ""]}
    )  # fmt: skip


def test_sites_are_those_the_list_puts_there(demo):
    listed = demo.optional("services")
    for code in demo.areas("neighbourhood").index[:4]:
        own = listed[listed["area_code"] == code]
        found = sites_here_finding(ask(demo, "smoking", area=code))
        assert faults(found) == []
        table = found.table.frame.set_index("site_name")
        assert set(own["site_name"]) <= set(table.index)
        assert table.loc["All: General practice", "n"] == (own["kind"] == "gp").sum()
        at = own[["latitude", "longitude"]].round(6).apply(tuple, axis=1)
        shared = at[own["kind"] != "gp"].isin(set(at[own["kind"] == "gp"])).sum()
        assert table.loc["All other sites in a practice's building", "n"] == shared
    whole = sites_here_finding(ask(demo, "smoking"))
    assert faults(whole) == []
    assert whole.headline == "Merrow and Sallow: 60 practices and 36 other sites"


def test_a_list_of_practices_alone_says_so_and_a_place_with_none_listed_cannot_tell(tmp_path):
    dataset = Dataset.open(write_small(tmp_path / "d", optional={"services": _only_practices()}))
    found = sites_here_finding(ask(dataset, "smoking", area="N1"))
    assert found.headline == "Ashdown: 1 practice"
    assert found.sentence.startswith("Only practices are on the list")
    whole = sites_here_finding(ask(dataset, "smoking"))
    assert whole.headline == "Testshire: 2 practices"
    places = whole.table.frame.set_index("site_name")["place"]
    assert places[["Ash Surgery", "Elm Surgery"]].tolist() == ["Ashdown", "in no neighbourhood"]
    assert "2 sites, in 1 of 7 neighbourhoods" in str(whole.figure.to_plotly_json())
    empty = sites_here_finding(ask(dataset, "smoking", area="N2"))
    assert empty.verdict == "cannot tell"
    assert "puts none in" in empty.sentence


def test_what_is_not_loaded_is_told(small):
    for find, words in ((sites_here_finding, "‘services’"), (pilots_here_finding, "No pilot is declared")):
        found = find(ask(small, "smoking", area="N1"))
        assert found.verdict == "cannot tell"
        assert words in found.sentence


def test_a_pilot_is_told_where_it_runs_in_the_words_of_its_own_page(demo):
    every = stories(ask(demo, "smoking"))
    for each in every:
        (code,) = each.case.areas
        found = pilots_here_finding(ask(demo, "smoking", area=code))
        assert faults(found) == []
        assert found.headline == f"{each.case.name}: {each.title[0].lower()}{each.title[1:]}"
        assert found.sentence.startswith(each.line)
        beside = [one for one in every if code in one.case.comparators]
        assert all(f"‘{one.case.name}’" in found.sentence for one in beside)
    whole = pilots_here_finding(ask(demo, "smoking"))
    assert whole.headline == f"{len(every)} pilots take part in Merrow and Sallow"
    comparator = next(code for code in every[0].case.comparators if code not in {one.case.areas[0] for one in every})
    without = pilots_here_finding(ask(demo, "smoking", area=comparator))
    assert without.headline == f"No pilot takes part in {demo.area_name(comparator)}"
    parts = without.table.frame.set_index("pilot")["part"].to_dict()
    assert parts == {one.case.name: "a comparator" if comparator in one.case.comparators else "none" for one in every}


@pytest.fixture(scope="module")
def records(small) -> tuple[Record, ...]:
    """A decision about the whole area, one about a neighbourhood, one about a place of another dataset."""
    entry, moment = decided(small, 4.0), datetime(2026, 11, 20, 12, tzinfo=UTC)
    return tuple(
        Record(code, 1, replace(entry, title=f"About {code}", area_code=code, signal=None), moment, moment, "Secretary")
        for code in ("I1", "N1", "ELSEWHERE")
    )


def test_decisions_are_those_about_the_place(small, records):
    asked = DecidedHere(records, TODAY)
    here = asked(ask(small, "smoking", area="N1"))
    assert here.headline == "In Ashdown, 1 decision is open: 1 with no figure"
    assert here.table.frame["title"].tolist() == ["About N1", "All open"]
    assert asked(ask(small, "smoking")).table.frame["title"].tolist() == ["About I1", "About N1", "All open"]
    none = asked(ask(small, "smoking", area="N2"))
    assert (none.verdict, none.headline) == ("cannot tell", f"Nothing is decided about {small.area_name('N2')} yet")
    assert DecidedHere(records, TODAY) == asked, "equal for equal records: by this its answer is kept"
