"""The map: a colour for every area, hidden and missing told apart, and a key that names every colour."""

import pytest

from components.findings.area_map import area_map, shown_period
from components.style.colours import BIVARIATE, COMPARISON, DEPRIVATION, MISSING, SUPPRESSED, VALUE_CLASSES
from data.dataset.dataset import Dataset
from tests.findings.asking import ask
from tests.small_dataset import TWO_APART, small_areas, small_observations, with_neighbourhoods, write_small


def _colours(found) -> dict[str, str]:
    return dict(zip(found.codes, found.colours, strict=True))


def test_against_the_whole_area(small):
    found = area_map(ask(small, "smoking"))
    assert _colours(found) == {
        "N1": COMPARISON["worse"], "N2": COMPARISON["worse"], "N3": COMPARISON["similar"],
        "N4": COMPARISON["similar"], "N5": COMPARISON["similar"], "N6": COMPARISON["better"], "N7": SUPPRESSED,
    }  # fmt: skip
    assert found.hatched == (False,) * 6 + (True,)
    assert found.title == "Smoking in full, Jul–Sep 2026"
    assert (found.note, found.period) == ("", "2026-09-30")


def test_what_stands_apart_from_the_rest_has_a_colour_of_its_own(tmp_path):
    dataset = Dataset.open(write_small(tmp_path / "d", observations=with_neighbourhoods(TWO_APART)))
    colours = _colours(area_map(ask(dataset, "smoking")))
    assert (colours["N1"], colours["N6"]) == (COMPARISON["much worse"], COMPARISON["much better"])
    assert {colours[code] for code in ("N2", "N3", "N4", "N5")} == {COMPARISON["similar"]}


def test_small_areas_tell_hidden_from_missing(small):
    found = area_map(ask(small, "smoking", level="lsoa"))
    colours = _colours(found)
    assert (colours["L12"], colours["L13"]) == (SUPPRESSED, MISSING)
    assert [code for code, each in zip(found.codes, found.hatched, strict=True) if each] == ["L12"]
    words = {entry.words: entry.hatched for entry in found.key}
    assert words["hidden to protect confidentiality"] is True
    assert words["not collected"] is False


def test_the_worst_end_is_darkest_whichever_way_the_indicator_points(small, demo):
    found = _colours(area_map(ask(small, "smoking", view="value")))
    assert (found["N1"], found["N6"]) == (VALUE_CLASSES[-1], VALUE_CLASSES[0])
    for indicator in ("smoking", "cervical_screening"):
        question = ask(demo, indicator, view="value")
        rows = question.values(level="neighbourhood").set_index("area_code")["value"].dropna()
        worst = rows.idxmin() if demo.indicators[indicator].higher_is_better else rows.idxmax()
        best = rows.idxmax() if demo.indicators[indicator].higher_is_better else rows.idxmin()
        found = _colours(area_map(question))
        assert (found[worst], found[best]) == (VALUE_CLASSES[-1], VALUE_CLASSES[0])


def test_the_keys_classes_hold_the_values_they_colour(demo):
    question = ask(demo, "smoking", view="value")
    found = area_map(question)
    limits = {
        entry.colour: tuple(float(each) for each in entry.words.replace("%", "").split(" to "))
        for entry in found.key
        if " to " in entry.words and not entry.hatched
    }
    colours = _colours(found)
    for row in question.values(level="neighbourhood").itertuples():
        low, high = limits[colours[row.area_code]]
        assert low - 0.051 <= row.value <= high + 0.051


def test_deprivation_of_small_areas(small):
    found = area_map(ask(small, "smoking", level="lsoa", view="deprivation"))
    colours = _colours(found)
    assert (colours["L00"], colours["L13"]) == (DEPRIVATION["1"], DEPRIVATION["5"])
    assert found.title == "Deprivation of small areas: national fifths, IMD 2025"
    assert found.hatched == (False,) * 14


def test_deprivation_of_neighbourhoods(small):
    colours = _colours(area_map(ask(small, "smoking", view="deprivation")))
    assert (colours["N1"], colours["N7"]) == (DEPRIVATION["1"], DEPRIVATION["5"])


def test_both_together(small):
    found = _colours(area_map(ask(small, "smoking", view="both")))
    assert found["N1"] == BIVARIATE[2][2]
    assert found["N6"] == BIVARIATE[0][0]
    assert found["N7"] == SUPPRESSED


def test_an_indicator_that_is_not_given_there_shows_deprivation_and_says_so(small):
    found = area_map(ask(small, "trust"))
    assert found.title.startswith("Deprivation of neighbourhoods")
    assert found.note == "Trust is not published for neighbourhoods: deprivation is shown."


def test_an_earlier_period_shows_the_nearest_that_the_level_has(small):
    question = ask(small, "smoking", period="2025-09-30")
    assert shown_period(question, "neighbourhood")[1] == "Jul–Sep 2026"
    found = area_map(question)
    assert found.note == "The newest figures at this level are for Jul–Sep 2026."
    assert found.period == "2026-09-30"


@pytest.mark.parametrize("level", ["neighbourhood", "lsoa"])
@pytest.mark.parametrize("view", ["compared", "value", "both", "deprivation"])
def test_every_colour_on_the_map_is_in_the_key(small, demo, level, view):
    for dataset in (small, demo):
        found = area_map(ask(dataset, "smoking", level=level, view=view))
        named = {entry.colour for entry in found.key}
        if view == "both":
            # Nine colours of two ramps: the key names the corners and the middle.
            named |= {each for line in BIVARIATE for each in line}
        assert set(found.colours) <= named | {MISSING}


def test_areas_that_are_all_the_same_have_a_colour(tmp_path):
    frame = small_observations()
    rows = (frame["indicator_id"] == "smoking") & (frame["level"] == "neighbourhood") & (frame["status"] == "ok")
    frame.loc[rows, "numerator"] = frame.loc[rows, "denominator"] * 0.1
    dataset = Dataset.open(write_small(tmp_path / "d", observations=frame))
    for view in ("value", "both"):
        found = area_map(ask(dataset, "smoking", view=view))
        assert [each for each in found.colours if not isinstance(each, str)] == []


def test_areas_without_a_known_deprivation_are_not_collected(tmp_path):
    areas = (
        small_areas().drop(columns="share_most_deprived_fifth").assign(imd_rank=float("nan"), imd_quintile=float("nan"))
    )
    dataset = Dataset.open(write_small(tmp_path / "d", areas=areas))
    for level in ("neighbourhood", "lsoa"):
        assert set(area_map(ask(dataset, "smoking", level=level, view="deprivation")).colours) == {MISSING}
        assert area_map(ask(dataset, "smoking", level=level, view="both")).colours
