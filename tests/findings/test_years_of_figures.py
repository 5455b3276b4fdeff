"""Which years a dataset's figures are of."""

from components.findings.years_of_figures import years_of_figures
from data.dataset.dataset import Dataset
from tests.small_dataset import small_observations, write_small


def test_one_period_for_all_is_said_once(small):
    assert years_of_figures(small) == "Jul–Sep 2026"


def test_the_oldest_of_the_newest_figures_is_said_beside_the_newest(tmp_path):
    rows = small_observations()
    old = (rows["indicator_id"] == "trust") & (rows["period_end"] == rows["period_end"].max())
    rows.loc[old, ["period_start", "period_end"]] = ["2020-04-01", "2021-03-31"]
    dataset = Dataset.open(write_small(tmp_path / "d", observations=rows))
    assert years_of_figures(dataset) == "2020/21 to Jul–Sep 2026"
