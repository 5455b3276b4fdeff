"""Published files given beside a dataset that stands: read as a build reads them, under the dataset's own rule."""

import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.additions.take import ALREADY_HERE, INVENTED, NOTHING_USED, OWN_STANDS, take_beside
from data.contract.tables import OBSERVATION_KEY
from data.dataset.dataset import Dataset
from data.files.problems import ERROR, WARNING
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from data.your_data.add_to_dataset import join
from data.your_data.mask_small_counts import without_small
from data.your_data.unread import PUBLISHED
from tests.small_dataset import RULE
from tests.sources.published_folder import FINGERTIPS, fingertips, rows, write_folder

ASTHMA = b"PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\r\nA10001,AST,158,06OV,910\r\n"
KEY = list(OBSERVATION_KEY)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """The published folder with one register in place of smoking, the file of smoking, and the dataset built without it."""
    place = tmp_path_factory.mktemp("additions")
    folder = write_folder(place / "published")
    (folder / "j.csv").rename(place / "smoking.csv")
    (folder / "QOF_2021.csv").write_bytes(ASTHMA)
    build(folder, "QAA", PCN, place / "before", rule=RULE)
    return place


@pytest.fixture(scope="module")
def without_smoking(place) -> Dataset:
    """The dataset built without smoking."""
    return Dataset.open(place / "before")


@pytest.fixture(scope="module")
def with_smoking(place) -> Dataset:
    """The dataset built of the same folder with the file of smoking in it."""
    folder = shutil.copytree(place / "published", place / "all")
    (folder / "j.csv").write_bytes((place / "smoking.csv").read_bytes())
    build(folder, "QAA", PCN, place / "both", rule=RULE)
    return Dataset.open(place / "both")


def _figures(observations: pd.DataFrame) -> pd.DataFrame:
    smoking = observations[observations["indicator_id"] == "smoking"]
    text = {name: str for name in (*KEY, "status") if not name.startswith("period")}
    return smoking.astype(text).set_index(KEY).sort_index()[["numerator", "denominator", "status"]]


def test_a_file_given_later_gives_what_a_build_with_it_gives(without_smoking, with_smoking, place):
    smoking = (place / "smoking.csv").read_bytes()
    intake = take_beside({"any name.csv": smoking}, without_smoking)
    assert intake.sentences == []
    built = _figures(with_smoking.every_observation())
    pd.testing.assert_frame_equal(_figures(intake.observations), built)
    shown = built.xs("icb", level="level").loc["smoking"]
    assert set(shown["numerator"]) >= {450.0, 500.0}, "the board's own, and that of its only part"
    assert (intake.published, intake.rows) == (len(built), 10)
    assert "2 used" not in intake.notes[0]
    assert intake.notes[0].startswith("any name.csv: Fingertips indicator extract (2019/20 to 2022/23), 10 rows read, ")


def test_what_the_dataset_lacks_is_told_anew(without_smoking, with_smoking, place, tmp_path):
    """As a build with the file tells it; what is told beside it of other tables stays."""
    smoking = (place / "smoking.csv").read_bytes()
    before = without_smoking.manifest
    told = "pilots.csv: 2 of its rows were left out; the build's report says why."
    base = copy(without_smoking)
    base.manifest = replace(before, lacks=(*before.lacks, told))
    joined = join(base, take_beside({"s.csv": smoking}, base), tmp_path / "joined")
    built = with_smoking.manifest.lacks
    assert set(before.lacks) - set(built) == {
        "No outcomes indicator is loaded.",
        "No indicator has three periods for the whole area, so no trend can be shown there.",
    }
    assert joined.manifest.lacks == (*built, told)


def test_its_small_counts_are_hidden_by_the_datasets_rule_and_its_publisher_is_named(without_smoking, place, tmp_path):
    smoking = (place / "smoking.csv").read_bytes()
    joined = join(without_smoking, take_beside({"s.csv": smoking}, without_smoking), tmp_path / "joined")
    practices = joined.observations("smoking", level="practice").set_index("area_code")
    assert practices.loc["A10004", "status"] == "suppressed", "4 of 40"
    assert practices.loc["A10001", "numerator"] == 180
    last = joined.manifest.sources[-1]
    assert (last.name, last.licence) == ("Fingertips indicator extract", "Open Government Licence v3.0")
    assert last.rule == joined.manifest.disclosure.words
    assert not [each for each in joined.manifest.sources if each.name.startswith("Local data")]


def test_what_stands_already_is_not_added_and_what_differs_takes_its_place(without_smoking):
    again = take_beside({"QOF_2021.csv": ASTHMA}, without_smoking)
    assert [(each.severity, each.problem) for each in again.problems] == [(WARNING, ALREADY_HERE)]
    assert again.observations.empty
    other = take_beside({"QOF_2021.csv": ASTHMA.replace(b"158", b"160")}, without_smoking)
    assert set(other.observations["numerator"].dropna()) == {160.0}


def test_a_file_of_another_area_says_why_nothing_of_it_is_used(without_smoking):
    asthma = ASTHMA.replace(b"A10001", b"Z99999")
    intake = take_beside({"QOF_2021.csv": asthma}, without_smoking)
    (told,) = intake.problems
    assert (told.severity, told.problem, told.file, told.found) == (
        ERROR, NOTHING_USED, "QOF_2021.csv", "1 practices of other areas",
    )  # fmt: skip
    # Beside a file that is used it is something to look at.
    used = rows(FINGERTIPS, [fingertips("A10001", "GPs", "2022/23", 180, 800)])
    both = take_beside({"QOF_2021.csv": asthma, "j.csv": used}, without_smoking)
    assert [(each.file, each.severity) for each in both.problems] == [("QOF_2021.csv", WARNING)]
    assert both.published_files == {"j.csv"}


def test_a_teams_own_figures_stand_before_published_ones(without_smoking):
    own = b"indicator,area_code,period,dimension,group,numerator,denominator\nasthma,A10001,2020/21,total,all,150,910\n"
    published = ASTHMA.replace(b"158", b"160")
    intake = take_beside({"own.csv": own, "QOF_2021.csv": published}, without_smoking)
    assert OWN_STANDS in [each.problem for each in intake.problems]
    practice = intake.observations[intake.observations["level"] == "practice"]
    assert practice["numerator"].tolist() == [150.0]
    assert not intake.observations.duplicated(KEY).any()
    assert intake.own_files.keys() == {"own.csv"}


def test_what_says_what_practices_are_is_no_error_beside_figures(without_smoking, place):
    given = {"s.csv": (place / "smoking.csv").read_bytes(), "g.csv": (place / "published" / "g.csv").read_bytes()}
    intake = take_beside(given, without_smoking)
    assert [(each.file, each.severity, each.problem) for each in intake.problems] == [("g.csv", WARNING, PUBLISHED)]
    alone = take_beside({"g.csv": given["g.csv"]}, without_smoking)
    assert [each.severity for each in alone.problems] == [ERROR]


def test_nothing_real_joins_an_invented_area(small):
    invented = copy(small)
    invented.manifest = replace(small.manifest, synthetic=True)
    intake = take_beside({"QOF_2021.csv": ASTHMA}, invented)
    assert [each.problem for each in intake.problems] == [INVENTED]
    assert intake.observations.empty


def test_words_about_figures_give_no_small_count():
    told = "A10001 to Mar 2025, 3 of 40 and 36 of 40; 12 of 400 and 1,204 of 2,000"
    assert without_small(told, RULE) == "A10001 to Mar 2025, … of … and … of …; 12 of 400 and 1,204 of 2,000"
