"""Every way publishers write a period: its first and last day, alone and beside the other periods of its column."""

import pandas as pd
import pytest

from data.files.dates import day_of, period_of
from data.files.period_columns import period_columns, periods_in
from data.files.written_periods import period_in_words

NOTHING = None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022/23", "2022-04-01", "2023-03-31"),
        ("2022-23", "2022-04-01", "2023-03-31"),
        ("2022/2023", "2022-04-01", "2023-03-31"),
        ("FY 2022/23", "2022-04-01", "2023-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        ("22/23", "2022-04-01", "2023-03-31"),
        ("2018 - 20", "2018-01-01", "2020-12-31"),
        ("2018 \u2013 20", "2018-01-01", "2020-12-31"),
        ("2017 - 2019", "2017-01-01", "2019-12-31"),
        ("2017 - 18", "2017-01-01", "2018-12-31"),
        ("2009-13", "2009-01-01", "2013-12-31"),
        ("1999 - 01", "1999-01-01", "2001-12-31"),
        ("2018/19 - 20/21", "2018-04-01", "2021-03-31"),
        ("2018/19 - 2020/21", "2018-04-01", "2021-03-31"),
        ("2018/19-20/21", "2018-04-01", "2021-03-31"),
        ("1998/99 - 00/01", "1998-04-01", "2001-03-31"),
        ("2021/22 - 22/23", "2021-04-01", "2023-03-31"),
        ("2019/20 Q1", "2019-04-01", "2019-06-30"),
        ("Q4 2019/20", "2020-01-01", "2020-03-31"),
        ("2019/20 Quarter 4", "2020-01-01", "2020-03-31"),
        ("2020 Q1", "2020-01-01", "2020-03-31"),
        ("Jan-Mar 2020", "2020-01-01", "2020-03-31"),
        ("2018/19 Q4 - 2019/20 Q3", "2019-01-01", "2019-12-31"),
        ("Apr 2021", "2021-04-01", "2021-04-30"),
        ("Sept 2021", "2021-09-01", "2021-09-30"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("202104", "2021-04-01", "2021-04-30"),
        ("04/2021", "2021-04-01", "2021-04-30"),
        ("To March 2023", "2022-04-01", "2023-03-31"),
        ("12 months to March 2023", "2022-04-01", "2023-03-31"),
        ("Year ending 31 March 2023", "2022-04-01", "2023-03-31"),
        ("3 months to Mar 2023", "2023-01-01", "2023-03-31"),
        ("Mar 2022 - Feb 2023", "2022-03-01", "2023-02-28"),
        ("1 April 2019 to 31 March 2020", "2019-04-01", "2020-03-31"),
        ("Academic year 2019/20", "2019-09-01", "2020-08-31"),
        ("2019/20 (academic)", "2019-09-01", "2020-08-31"),
        ("AY 2019/20", "2019-09-01", "2020-08-31"),
        ("FY 04/05", "2004-04-01", "2005-03-31"),
        ("FY 99/00", "1999-04-01", "2000-03-31"),
        ("2022-23 FY", "2022-04-01", "2023-03-31"),
        ("2023.0", "2023-01-01", "2023-12-31"),
        ("3 years to March 2023", "2020-04-01", "2023-03-31"),
        ("2018/19 - 20/21 (3 year range)", "2018-04-01", "2021-03-31"),
        ("2022/23 [p]", "2022-04-01", "2023-03-31"),
    ],
)
def test_a_period_begins_and_ends_where_its_publisher_means(words, first, last):
    assert period_of(f" {words} ") == (pd.Timestamp(first), pd.Timestamp(last))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "last spring",
        "2022 Q5",
        "2026-13",
        "2025/24",
        "2020 - 18",
        "04/05",
        "2010-11",
        "2007-09",
        "1999-01",
        "Year 1",
        "x" * 999,
    ],
)
def test_what_is_no_period_or_could_be_two_is_none(words):
    assert period_in_words(words) is None


@pytest.mark.parametrize(
    ("column", "ends"),
    [
        (["2007-09", "2008-10", "2010-12"], ["2009-12-31", "2010-12-31", "2012-12-31"]),
        (["2009-11", "2011-13"], ["2011-12-31", "2013-12-31"]),
        (["1999-01", "2000-02"], ["2001-12-31", "2002-12-31"]),
        (["2010-11", "2011-12"], ["2011-03-31", "2012-03-31"]),
        (["2007-09", "2007-10"], ["2007-09-30", "2007-10-31"]),
        (["2010-11", "2010-12", "2011-01"], ["2010-11-30", "2010-12-31", "2011-01-31"]),
        (["2007-09"], [NOTHING]),
        (["2007-09", "2012-13"], [NOTHING, "2013-03-31"]),
        (["2007-09", "2022/23"], [NOTHING, "2023-03-31"]),
    ],
)
def test_what_one_cell_leaves_open_the_others_of_its_column_tell(column, ends):
    found = periods_in(column)
    assert [found[words] and found[words][1] for words in column] == [end and pd.Timestamp(end) for end in ends]


def test_rows_without_a_period_are_told_by_row_and_why(open_text_file):
    table = open_text_file("when,n\n2022/23,1\n2007-09,2\nsoon,3\n2022-07-01,4\nsoon,5\n1925,6\n")
    start, end = period_columns(table, table.rows(), "when")
    assert end.notna().tolist() == [True, False, False, False, False, False]
    assert start[0] == pd.Timestamp(2022, 4, 1)
    told = table.odd.lines("f.csv", "")
    assert [line.split(": its rows")[0] for line in told] == [
        "f.csv, row 3, column 'when': a period that could be a month or years",
        "f.csv, row 4, column 'when': a period that cannot be read",
        "f.csv, row 5, column 'when': a single day, not a period",
    ]
    assert "write the years as '2007 - 09', or the month as a word" in told[0]
    assert "3 cells, in rows 4, 6, 7; found 'soon'" in told[1]


@pytest.mark.parametrize("words", ["01JUL2022", "20220701", "2022-07-01", "01/07/2022", "1 July 2022"])
def test_a_day_is_read_as_published_or_as_excel_writes_it(words):
    assert day_of(words) == pd.Timestamp(2022, 7, 1)
