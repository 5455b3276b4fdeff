"""The team of a neighbourhood: counted as its rows say, silent where nobody has said, and never with a person's name."""

from dataclasses import replace

import pandas as pd
import pytest

from components.findings.profile.staff import staff_in_post
from components.findings.profile.team_items import UNSAID, WITHHELD, team_items
from components.findings.profile.teams import team_finding, teams_overview
from data.contract.team_tables import STANDS, TEAM_DOMAINS
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import row, small_indicators, small_observations, write_small

FORDS, SILENT = "Merrow Fords", "Wintle Downs"
DAY = pd.Timestamp(2026, 6, 30)


def _code(dataset: Dataset, name: str) -> str:
    areas = dataset.areas("neighbourhood")
    return str(areas.index[areas["area_name"] == name][0])


def _row(area: str, domain: str, item: str, stands: str, what: str = "", source: str = "Minutes") -> dict[str, object]:
    return {"area_code": area, "domain": domain, "item": item, "stands": stands, "what": what, "as_of": DAY,
            "source": source}  # fmt: skip


@pytest.fixture(scope="module")
def teams(tmp_path_factory) -> Dataset:
    """The small dataset with two teams, whose rows are written a little differently and in two cases name a person."""
    rows = [
        _row("N1", "Enablers", "Pooled  budget", "in place", "One budget"),
        _row("N1", "Integrator host", "Host organisation", "in place", "A federation"),
        _row("N1", "Enablers", "Leadership", "being built", "Led by Dr Smith of Ash Surgery"),
        _row("N2", "Enablers", "pooled budget", "not in place", "Each pays its own"),
        _row("N2", "Services provided", "Visits by Mrs Jones", "in place", "Weekly"),
        _row("N2", "Services provided", "Reviews at home", "not known"),
    ]
    folder = write_small(tmp_path_factory.mktemp("teams") / "d", optional={"teams": pd.DataFrame(rows)})
    return Dataset.open(folder)


def test_a_team_is_told_as_its_rows_say(demo):
    code = _code(demo, FORDS)
    rows = demo.optional("teams")
    own = rows[rows["area_code"] == code]
    found = team_finding(ask(demo, "smoking", area=code))
    assert faults(found) == []
    assert found.headline == "Merrow Fords: 1 of 13 building blocks of the team in place, 6 being built"
    assert found.sentence == (
        "Host: Merrow and Sallow Community Health. 5 are not in place. Nobody has said how 1 stands. "
        "Said on 30 September 2026."
    )
    told = found.table.frame.set_index("item")
    asked = rows[["domain", "item"]].drop_duplicates()["item"].tolist()
    expected = dict.fromkeys(asked, "not known") | own.set_index("item")["stands"].to_dict()
    assert told.loc[asked, "stands"].to_dict() == expected
    assert told.loc["Advice on money and rights", "what"] == UNSAID
    assert [told.loc[f"Building blocks {word}", "count"] for word in STANDS] == [1, 6, 5, 1]
    assert found.period == "Said on 30 September 2026"


def test_staff_are_those_of_the_indicator_and_typed_nowhere_else(demo):
    code = _code(demo, FORDS)
    (nurses,) = staff_in_post(demo, code)
    rows = demo.observations("community_nursing", level="neighbourhood", areas=[code])
    newest = rows.loc[rows["period_end"].idxmax()]
    assert nurses.what == f"{newest['value'] * newest['denominator'] / 10_000:.1f} full-time staff"
    found = team_finding(ask(demo, "smoking", area=code)).table.frame.set_index("item")
    assert found.loc["Community nursing staff", ["domain", "stands", "what"]].tolist() == [
        "Core integrated workforce", "counted", nurses.what,
    ]  # fmt: skip
    assert "full-time" not in " ".join(demo.optional("teams")["what"])


def test_staff_of_whom_an_indicator_tells_how_many_people_each_has_are_counted_too(tmp_path):
    per_gp = replace(
        small_indicators()[0], id="patients_per_gp", domain="resource", value_type="mean", multiplier=1.0, unit="patients",
        population_noun="full-time GPs", event_noun="registered patients", numerator="Registered patients",
        denominator="Full-time equivalent of qualified GPs",
    )  # fmt: skip
    rows = [
        row("patients_per_gp", "N1", "neighbourhood", numerator=9_000.0, denominator=4.2, value=9_000 / 4.2),
        row("patients_per_gp", "N2", "neighbourhood", numerator=9_000.0, value=2_000.0),
    ]
    observations = pd.concat([small_observations(), pd.DataFrame(rows)], ignore_index=True)
    folder = write_small(tmp_path / "d", indicators=[*small_indicators(), per_gp], observations=observations)
    found = [(each.name, each.what) for each in staff_in_post(Dataset.open(folder), "N1")]
    assert found == [("Full-time GPs", "4.2 full-time GPs")]
    assert staff_in_post(Dataset.open(folder), "N2") == []


def test_a_team_that_has_said_nothing_is_not_called_worse(demo):
    found = team_finding(ask(demo, "smoking", area=_code(demo, SILENT)))
    assert found.verdict == "cannot tell"
    assert found.sentence.startswith("Nobody has said yet what the team of Wintle Downs has.")


def test_teams_of_an_area_are_counted_and_not_ranked(demo):
    found = teams_overview(ask(demo, "smoking"))
    assert faults(found) == []
    rows = demo.optional("teams")
    told = found.table.frame.set_index("item")
    for item in ("Pooled budget", "Reviews at home"):
        counted = rows.loc[rows["item"] == item, "stands"].value_counts().reindex(STANDS, fill_value=0)
        # A neighbourhood without a row has not said.
        counted["not known"] += 18 - counted.sum()
        assert told.loc[item, list(STANDS)].tolist() == counted.tolist()
    assert told.loc["Pooled budget", "where"] == "Merrowbridge Central, Sallow Southbank"
    assert found.sentence == (
        "In 2 of 18 nobody has said anything yet: Elver Marsh and Wintle Downs. "
        "Being built most often, in 8: decisions made together and care coordination."
    )
    assert [each for each in found.table.frame["domain"].unique() if each != "All"] == list(TEAM_DOMAINS)
    assert found.period == "Said between 31 March 2026 and 30 September 2026"
    place = demo.areas("place").index[0]
    inside = teams_overview(ask(demo, "smoking", area=place)).table.frame.set_index("item")
    assert inside.loc["Host organisation", list(STANDS)].sum() == 6


def test_an_item_is_one_whatever_its_spaces_and_no_person_is_named(teams):
    found = team_items(teams)
    assert found.items["item"].tolist() == ["Host organisation", "Pooled  budget", "Leadership", "Reviews at home"]
    assert found.stands.loc[["N1", "N2", "N3"], 1].tolist() == ["in place", "not in place", "not known"]
    assert found.withheld == {"N1": 1, "N2": 1}
    first = team_finding(ask(teams, "smoking", area="N1"))
    assert WITHHELD in set(first.table.frame["what"])
    assert first.hidden == "Words of 1 row are held back: they seem to point at one person."
    everything = " ".join(first.table.text.to_numpy().ravel()) + str(first.figure.to_plotly_json())
    assert "Smith" not in everything
    assert "Jones" not in teams_overview(ask(teams, "smoking")).table.csv


def test_without_the_table_it_is_said_what_to_load(small):
    for area in ("", "N1"):
        found = team_finding(ask(small, "smoking", area=area))
        assert found.verdict == "cannot tell"
        assert "is not loaded. It would take a table ‘teams’" in found.sentence
