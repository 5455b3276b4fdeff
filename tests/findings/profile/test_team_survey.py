"""The survey of a team: told as its rows say, silent where few answered, and of an area a spread without an order."""

import pandas as pd
import pytest

from components.findings.profile.team_answers import team_answers, team_changes
from components.findings.profile.team_surveys import survey_spread_finding, team_survey_finding
from data.contract.team_tables import TEAM_THEMES
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.findings.finding_faults import faults
from tests.small_dataset import write_small

FIRST, SECOND, THIRD = (pd.Timestamp(day) for day in ("2025-05-31", "2025-11-30", "2026-05-31"))


def _code(dataset: Dataset, name: str) -> str:
    areas = dataset.areas("neighbourhood")
    return str(areas.index[areas["area_name"] == name][0])


def _row(area: str, day: pd.Timestamp, theme: str, *counts: float) -> dict[str, object]:
    return {"area_code": area, "wave_date": day, "theme": theme, "status": "ok"} | dict(
        zip(("asked", "answered", "favourable"), counts, strict=True)
    )


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory) -> Dataset:
    """Five teams: one in two waves, one with nine answers, one where most are silent, one that shrank, one asked once."""
    rows = [
        _row("N1", FIRST, "Shared purpose", 90, 80, 48), _row("N1", THIRD, "Shared purpose", 90, 70, 56),
        _row("N1", FIRST, "Mutual support", 90, 80, 40), _row("N1", THIRD, "Mutual support", 90, 70, 34),
        _row("N2", FIRST, "Shared purpose", 12, 9, 9), _row("N3", FIRST, "Shared purpose", 60, 29, 5),
        _row("N3", THIRD, "Shared purpose", 60, 40, 38), _row("N4", FIRST, "Shared purpose", 14, 12, 6),
        _row("N4", SECOND, "Shared purpose", 14, 11, 7), _row("N4", THIRD, "Shared purpose", 11, 9, 9),
        _row("N5", THIRD, "Safe to speak up", 20, 20, 13),
    ]  # fmt: skip
    folder = write_small(tmp_path_factory.mktemp("survey") / "d", optional={"team_survey": pd.DataFrame(rows)})
    return Dataset.open(folder)


def _changes(dataset: Dataset, area: str) -> pd.DataFrame:
    every = team_answers(dataset)
    return team_changes(every[every["area_code"] == area]).set_index("theme")


def test_a_change_has_newcombes_interval_and_the_team_its_own_limits(surveyed):
    # 56 of 70 against 48 of 80: 20.0 points, 5.24 to 33.39 (Newcombe 1998, table II a).
    found = _changes(surveyed, "N1").loc["Shared purpose"]
    assert [round(found[name], 2) for name in ("change", "lower", "upper")] == [20.0, 5.24, 33.39]
    assert found["verdict"] == "better"
    # 80 of 90 answered: 60% within Wilson's limits of 80 * 89 / 10 = 712 answers. 70 of 90 are too few for that.
    assert [round(found[f"first_team_{end}"], 1) for end in ("lower", "upper")] == [56.4, 63.5]
    assert pd.isna(found["last_team_lower"])
    told = team_survey_finding(ask(surveyed, "smoking", area="N1"))
    assert faults(told) == []
    assert told.headline == "Team of Ashdown: 1 of 2 themes better than at the start, beyond chance"
    assert "rose: from 60.0% to 80.0% agree, between 5.2 and 33.4 points" in told.sentence
    assert "On 31 May 2026 70 of 90 people answered." in told.sentence
    assert told.notice.startswith("Two waves are two days")


def test_fewer_than_ten_answers_are_shown_nowhere(surveyed):
    few = team_survey_finding(ask(surveyed, "smoking", area="N2"))
    assert few.verdict == "cannot tell"
    assert "Fewer than 10 people of the team of Birchwood answered" in few.sentence
    shrunk = team_survey_finding(ask(surveyed, "smoking", area="N4"))
    assert faults(shrunk) == []
    assert (
        shrunk.hidden == "The wave of 31 May 2026 is hidden to protect confidentiality: fewer than 10 people answered."
    )
    assert "100.0" not in shrunk.table.csv
    assert shrunk.table.text["Agreed (%), 31 May 2026"][0] == "hidden to protect confidentiality"
    assert _changes(surveyed, "N4").loc["Shared purpose", "verdict"] == "unclear"


def test_no_change_is_told_where_most_were_silent_or_nobody_was_asked_twice(surveyed):
    silent = _changes(surveyed, "N3").loc["Shared purpose"]
    assert silent["verdict"] == "low response"
    assert pd.isna(silent["change"])
    assert "a change may be one of who answers" in team_survey_finding(ask(surveyed, "smoking", area="N3")).sentence
    once = team_survey_finding(ask(surveyed, "smoking", area="N5"))
    assert once.headline == "Team of Elmfield: 1 theme asked, and no change can be told yet"
    assert once.sentence.startswith("As many agree on every theme: 65.0%. On 31 May 2026 20 of 20 people answered.")
    # Everybody answered: the whole team is known.
    assert once.table.text["Whole team that day (%), where four in five answered"][0] == "65.0 to 65.0"
    unasked = team_survey_finding(ask(surveyed, "smoking", area="N6"))
    assert unasked.sentence == "The team of Firs has not been asked yet. That says nothing of how it works together."


def test_of_ten_themes_one_that_alone_would_stand_out_does_not(demo):
    found = _changes(demo, _code(demo, "Merrowbridge North"))
    assert found.loc["Safe to speak up", "lower"] > 0
    assert (found["verdict"] == "unclear").all()


def test_what_is_planted_in_the_demo_is_told(demo):
    grown = team_survey_finding(ask(demo, "smoking", area=_code(demo, "Merrow Fords")))
    assert faults(grown) == []
    assert grown.headline == "Team of Merrow Fords: 6 of 10 themes better than at the start, beyond chance"
    told = grown.table.text.set_index("Theme")["That is"]
    assert told["Beside it: indicators on which the neighbourhood is worse than those like it"] == "9 of 26"
    assert "of 26 indicators Merrow Fords is worse than neighbourhoods like it on 9" in grown.notice
    fell = _changes(demo, _code(demo, "Sallow Southbank"))["verdict"]
    assert fell[fell != "unclear"].to_dict() == {"Fair terms and conditions": "worse"}


def test_teams_of_an_area_have_a_range_and_a_middle_and_no_order(demo):
    found = survey_spread_finding(ask(demo, "smoking"))
    assert faults(found) == []
    assert found.headline == "On 1 of 10 themes teams here differ beyond chance"
    assert "Teams are not ranked" in found.sentence
    rows = team_answers(demo)
    last = rows.groupby("area_code")["wave_date"].transform("max")
    newest = rows[(rows["wave_date"] == last) & (rows["response"] >= 0.5)]
    told = found.table.frame.set_index("about")
    for theme in TEAM_THEMES:
        share = newest.loc[newest["theme"] == theme, "share"]
        expected = [len(share), share.min(), share.median(), share.max()]
        assert told.loc[theme, ["teams", "lowest", "middle", "highest"]].tolist() == pytest.approx(expected)
    places = demo.areas("neighbourhood").sort_index()["area_name"].tolist()
    assert [each for each in told.index if each in places] == places
    # Beside a neighbourhood stands how many answered, and never how many agreed.
    assert told.loc[places, ["lowest", "middle", "highest"]].isna().all(axis=None)
    assert told.loc["Osmer Levels", "told"] == "too few answered to show"
    assert told.loc["Sallowmouth North", "told"] == "most did not answer"


def test_fewer_than_three_teams_have_no_spread(surveyed):
    found = survey_spread_finding(ask(surveyed, "smoking", area="P2"))
    assert found.verdict == "cannot tell"
    assert "fewer than 3 teams whose newest survey can be shown" in found.sentence


def test_without_the_table_it_is_said_what_to_load(small):
    for area in ("", "N1"):
        found = team_survey_finding(ask(small, "smoking", area=area))
        assert found.verdict == "cannot tell"
        assert "is not loaded. It would take a table ‘team_survey’" in found.sentence
