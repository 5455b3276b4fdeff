"""What a build does with tables that no reader of publications knows."""

from dataclasses import replace

import pandas as pd

from data.commands.own_tables import SECTION, _of_the_area
from data.sources.report import BuildReport
from data.your_data.validate import take
from tests.small_dataset import small_indicators


def test_an_indicator_of_england_alone_is_left_out_and_told():
    rows = pd.DataFrame(
        {
            "indicator_id": ["smoking", "smoking", "screening"],
            "level": ["country", "icb", "country"],
            "numerator": [1.0, 2.0, 3.0],
        }
    )
    given = replace(take({"t.csv": b"a\n"}), observations=rows, indicators=tuple(small_indicators()[:2]))
    report = BuildReport()
    found = _of_the_area(given, report)
    assert found.observations["numerator"].tolist() == [1.0, 2.0]
    assert [each.id for each in found.indicators] == ["smoking"]
    assert report.sections[SECTION] == ["left out, for nothing is given of the area itself: screening"]
