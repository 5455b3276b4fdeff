"""What a check works out is what is written: the dataset is the same, and nothing of the rest of it is held meanwhile."""

import pandas as pd
import pytest

from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from data.dataset.lacking import lacking
from data.your_data import add_to_dataset
from data.your_data.add_to_dataset import join, joined_observations
from data.your_data.intake import Intake
from data.your_data.validate import take
from tests.small_dataset import small_manifest, write_small
from tests.your_data.made_tables import EVERYWHERE, tidy


def _taking_the_place_of_others(small: Dataset) -> Intake:
    """Neighbourhoods' figures of an indicator and period that the dataset has already, and everyone's in another."""
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,N{number},2026-07-01 to 2026-09-30,total,All,{number * 30},1000" for number in range(1, 8)]
    lines += ["smoking,I1,2025,total,All,900,7700"]
    return take({"t.csv": "\n".join(lines).encode()}, base=small)


@pytest.mark.parametrize(
    "checked", [_taking_the_place_of_others, lambda small: take(tidy(), base=small, declared=EVERYWHERE)]
)
def test_what_the_check_worked_out_is_joined_without_working_it_out_again(checked, small, tmp_path, monkeypatch):
    intake = checked(small)
    anew = join(small, intake, tmp_path / "anew")
    joined = joined_observations(small, intake)
    monkeypatch.setattr(add_to_dataset, "publish", None)
    assert join(small, intake, tmp_path / "known", joined=joined).version == anew.version


def test_only_rows_of_linked_indicators_are_held(small, tmp_path):
    intake = _taking_the_place_of_others(small)
    joined = joined_observations(small, intake)
    assert (len(joined.given), joined.linked) == (8, {"smoking"})
    # Seven neighbourhoods, the whole area that they add up to, and its quarter that ends on the year's last day.
    assert joined.replaced == 9
    assert set(joined.beside["indicator_id"]) == {"smoking"}
    written = join(small, intake, tmp_path / "joined", joined=joined).every_observation()
    others = small.every_observation()["indicator_id"] != "smoking"
    assert len(written) == len(joined.given) + len(joined.beside) + others.sum()
    was, now = (
        frame[frame["indicator_id"] != "smoking"].astype({"indicator_id": str}).reset_index(drop=True)
        for frame in (small.every_observation(), written)
    )
    pd.testing.assert_frame_equal(was, now, check_dtype=False, check_categorical=False)


def test_what_was_worked_out_for_another_dataset_is_refused(small, tmp_path):
    intake = take(tidy(), base=small, declared=EVERYWHERE)
    other = Dataset.open(write_small(tmp_path / "other", manifest=small_manifest(title="Another")))
    with pytest.raises(ContractError, match="checked against another dataset"):
        join(other, intake, tmp_path / "joined", joined=joined_observations(small, intake))
    assert not (tmp_path / "joined").exists()


def test_a_breakdown_that_joins_is_lacking_no_longer(small, tmp_path):
    """The small dataset has no figures by sex; what its makers say of it in their own words is theirs."""
    own = "Nothing is known of waits before 2020."
    bare = small.every_observation()
    before = (own, *lacking(small.indicators.values(), bare))
    by_sex = "No breakdown by sex is published for any of these indicators, so no gap by sex."
    assert by_sex in before
    dataset = Dataset.open(write_small(tmp_path / "told", manifest=small_manifest(lacks=before)))
    lines = ["indicator,area_code,period,dimension,group,numerator,denominator"]
    lines += [f"smoking,I1,2026-07-01 to 2026-09-30,sex,{sex},400,3850" for sex in ("Female", "Male")]
    intake = take({"t.csv": "\n".join(lines).encode()}, base=dataset)
    after = join(dataset, intake, tmp_path / "joined").manifest.lacks
    assert set(before) - set(after) == {by_sex}
    assert after[-1] == own
    plain = join(small, intake, tmp_path / "plain")
    assert plain.manifest.lacks == small.manifest.lacks == ()
