"""The Learning Disabilities Health Check Scheme by practice, on the layout of the publisher's own code."""

import pandas as pd
import pytest

from data.contract.published_indicators import indicator_of_series
from data.contract.statement import asked_indicators
from data.files.errors import SourceError
from data.sources.formats import learning_disability_checks
from data.sources.readers import reader_of

HEADER = "QUALITY_SERVICE,PRACTICE_CODE,PRACTICE_NAME,ACH_DATE,IND_CODE,MEASURE,VALUE"


@pytest.fixture
def month(open_text_file):
    def opened(*lines: tuple[str, str, str, str], day: str = "20260331"):
        rows = [f"LDHC,{practice},A SURGERY,{day},{code},{name},{value}" for practice, code, name, value in lines]
        return open_text_file("\n".join([HEADER, *rows]) + "\n")

    return opened


def _practice(
    code: str, *, younger: tuple[str, str, str], older: tuple[str, str, str]
) -> list[tuple[str, str, str, str]]:
    """Rows of a practice: who had a check, to whom one is due and who declined, of each age; a plan for half of the older."""
    lines = [(code, "LDHC021", "Count", "3"), (code, "LDHCMI037", "Numerator", str(int(older[0]) // 2))]
    for indicator, figures in (("LDHCMI034", younger), ("LDHCMI035", older)):
        lines += [
            (code, indicator, name, each)
            for name, each in zip(("Numerator", "Denominator", "HLTHCHKDEC"), figures, strict=True)
        ]
    return lines


def test_both_ages_together_are_out_of_everyone_on_the_register(month, read):
    table = month(
        *_practice("A10001", younger=("3", "4", "1"), older=("40", "50", "5")),
        *_practice("A10002", younger=("0", "*", "*"), older=("20", "30", "0")),
    )
    assert reader_of(table) is learning_disability_checks
    reading = read(table)
    found = reading.frame.set_index("area_code")
    assert found.loc["A10001", ["numerator", "denominator", "status"]].tolist() == [43, 60, "ok"]
    assert found.loc["A10002", "status"] == "suppressed"
    assert pd.isna(found.loc["A10002", "denominator"])
    assert set(found["period_start"]) == {pd.Timestamp(2025, 4, 1)}
    assert (reading.period, len(found) + sum(reading.dropped.values())) == ("year to March 2026", 16)


def test_a_register_given_by_itself_stands(month, read):
    found = read(
        month(
            *_practice("A10001", younger=("0", "*", "*"), older=("20", "30", "0")),
            ("A10001", "LD_REG_1417", "Count", "2"),
            ("A10001", "LD_REG_18OV", "Count", "30"),
        )
    ).frame.iloc[0]
    assert (found["numerator"], found["denominator"], found["status"]) == (20, 32, "ok")


def test_a_part_of_the_year_is_left_out(month, read):
    lines = _practice("A10001", younger=("3", "4", "1"), older=("40", "50", "5"))
    reading = read(month(*lines, day="20251231"))
    assert (len(reading.frame), reading.dropped) == (0, {"of a month before March, so of a part of the year": 8})


@pytest.mark.parametrize(
    ("older", "plans", "told"),
    [("40", "60", "more people with a health action plan"), ("5", "1", "too few health checks for a whole year"),
     ("80", "1", "more people who had a health check than are on the register")],
)  # fmt: skip
def test_codes_that_do_not_count_what_they_are_taken_for_are_refused(month, read, older, plans, told):
    lines = _practice("A10001", younger=("0", "4", "1"), older=(older, "50", "5"))
    with pytest.raises(SourceError, match=told):
        read(month(*lines, ("A10001", "LDHCMI036", "Numerator", plans)))


def test_it_is_what_the_statement_on_health_inequalities_asks_for():
    (asked,) = (each for each in asked_indicators() if each.asked.startswith("Annual health checks of people"))
    assert asked.shown_by == (indicator_of_series()[learning_disability_checks.SERIES],)
