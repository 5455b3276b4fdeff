"""What layouts of every kind are taken for, by the values that are read."""

from tests.recipes.made_sheets import KNOWN, asked, roles, rows_read, settled, sheet_of

ALL = ("area", "period", "dimension", "group", "numerator", "denominator", "value")


def test_a_tidy_table_with_odd_headings_needs_no_answer():
    sheet = sheet_of(
        """
Org Code,Org Name,Fin Year,Patient Ethnicity,Pts seen in 4wks,Pts referred,% seen
E83003,Ashgrove,2023/24,White,50,100,50.0
E83003,Ashgrove,2023/24,Asian,12,48,25.0
E83004,Birch,2023/24,White,30,90,33.3
E83004,Birch,2023/24,Asian,20,80,25.0
"""
    )
    found = settled(sheet)
    assert asked(found) == set()
    assert roles(found) == {
        "Org Code": "area", "Org Name": "area_name", "Fin Year": "period", "Patient Ethnicity": "group:ethnic_group",
        "Pts seen in 4wks": "numerator", "Pts referred": "denominator", "% seen": "value",
    }  # fmt: skip
    assert rows_read(sheet, found, *ALL)[1] == ("E83003", "2023/24", "ethnic_group", "Asian", "12", "48", "25.0")
    assert found.recipe.definitions[0].value_type == "proportion"


def test_columns_of_fifths_are_read_as_rows():
    sheet = sheet_of("ICB,Year,IMD 1,IMD 2,IMD 3,IMD 4,IMD 5\nQMJ,2022/23,9.1,8.2,7.3,6.4,5.5\nQMJ,2023/24,9,8,7,6,5")
    found = settled(sheet, most_deprived="1", unit="percent")
    assert rows_read(sheet, found, "period", "dimension", "group", "value")[:2] == [
        ("2022/23", "deprivation_quintile", "quintile 1", "9.1"),
        ("2022/23", "deprivation_quintile", "quintile 2", "8.2"),
    ]


def test_two_rows_of_headings_whose_upper_cells_are_merged():
    sheet = sheet_of(",,2022/23,,2023/24,\nPractice,Name,Num,Den,Num,Den\nE83003,Ash,5,10,6,12\nE83004,Oak,7,14,8,16")
    found = settled(sheet)
    assert rows_read(sheet, found, "area", "period", "numerator", "denominator") == [
        ("E83003", "2022/23", "5", "10"), ("E83003", "2023/24", "6", "12"),
        ("E83004", "2022/23", "7", "14"), ("E83004", "2023/24", "8", "16"),
    ]  # fmt: skip
    assert [each.heading for each in found.recipe.numbers] == ["{period} › Num", "{period} › Den"]


def test_notes_above_and_below_and_totals_are_no_rows():
    sheet = sheet_of(
        """
Referrals to the team
"Source: local system, extracted 3 May 2025"
April 2024 to March 2025

Neighbourhood,Referred,Seen,Percent
Ashdown,40,10,25.0%
Birchwood,50,20,40.0%
Cedar Hill,80,60,75.0%
Total,170,90,52.9%

Note: figures are provisional
"""
    )
    found = settled(sheet)
    assert rows_read(sheet, found, "area", "period", "numerator", "denominator", "value") == [
        ("Ashdown", "April 2024 to March 2025", "10", "40", "25.0%"),
        ("Birchwood", "April 2024 to March 2025", "20", "50", "40.0%"),
        ("Cedar Hill", "April 2024 to March 2025", "60", "80", "75.0%"),
    ]


def test_a_cross_tab_of_sex_by_age():
    sheet = sheet_of("Ward,Male 0-17,Male 18-39,Female 0-17,Female 18-39\nElm,1.5,2.5,3.5,4.5\nOak,5.5,6.5,7.5,8.5")
    found = settled(sheet, period="2024", unit="rate:1000")
    assert rows_read(sheet, found, "dimension", "group", "dimension_2", "group_2", "value")[2] == (
        "sex", "Female", "age", "0-17", "3.5",
    )  # fmt: skip
    assert found.recipe.definitions[0].per == 1000


def test_breakdowns_named_in_a_column_and_those_not_shown_here_left_out():
    sheet = sheet_of(
        """
Measure,Area,Period,Breakdown,Breakdown Value,Count,Denominator
Flu jab,E54000028,2023/24,All,All,50,100
Flu jab,E54000028,2023/24,Sex,F,30,50
Flu jab,E54000028,2023/24,Sex,M,20,50
Flu jab,E54000028,2023/24,Star sign,Leo,20,50
"""
    )
    found = settled(sheet)
    assert rows_read(sheet, found, "dimension", "group", "numerator") == [
        ("total", "all", "50"), ("sex", "F", "30"), ("sex", "M", "20"),
    ]  # fmt: skip
    assert found.recipe.words["dimension"] == {"Star sign": "leave out"}


def test_areas_across_and_indicators_down():
    sheet = sheet_of("Indicator,Ashdown,Birchwood\nSmoking (%),12.5,14.5\nObesity (%),22.5,24.5")
    found = settled(sheet, KNOWN, period="2024")
    assert rows_read(sheet, found, "area", "indicator", "value")[1] == ("N2", "smoking", "14.5")


def test_a_row_for_each_kind_of_number():
    sheet = sheet_of(
        """
ODS Code,Date,Indicator,Metric type,Value
E83003,Apr 2025,Bowel screening,Numerator,20
E83003,Apr 2025,Bowel screening,Denominator,50
E83003,Apr 2025,Bowel screening,Rate,40.0
E83004,Apr 2025,Bowel screening,Numerator,30
E83004,Apr 2025,Bowel screening,Denominator,40
E83004,Apr 2025,Bowel screening,Rate,75.0
"""
    )
    found = settled(sheet)
    assert rows_read(sheet, found, "row", "row_denominator", "numerator", "denominator", "value") == [
        ("2", "3", "20", "50", "40.0"), ("5", "6", "30", "40", "75.0"),
    ]  # fmt: skip


def test_a_pivot_whose_row_labels_are_merged():
    sheet = sheet_of(
        """
Row Labels,,Seen,Referrals
Ashdown,Q1 2024/25,10,20
,Q2 2024/25,11,22
Birchwood,Q1 2024/25,12,24
,Q2 2024/25,13,26
Grand Total,,46,92
"""
    )
    found = settled(sheet, areas_in_first="yes", part="yes")
    assert rows_read(sheet, found, "area", "period", "numerator", "denominator")[1] == (
        "Ashdown",
        "Q2 2024/25",
        "11",
        "22",
    )
    assert len(rows_read(sheet, found, "area")) == 4


def test_a_year_and_its_quarter_in_two_columns():
    sheet = sheet_of("area,financial_year,quarter,num,den\nE09000003,2023/24,Q4,5,10\nE09000007,2024/25,Q1,6,12")
    found = settled(sheet)
    assert rows_read(sheet, found, "period") == [("Q4 2023/24",), ("Q1 2024/25",)]


def test_the_deprivation_of_an_area_divides_nobody():
    lines = [f"E8300{n},{n % 2 + 1},2023/24,{n},{2 * n}" for n in range(1, 8)]
    sheet = sheet_of("\n".join(["Practice,IMD quintile,Year,Num,Den", *lines]))
    found = settled(sheet)
    assert roles(found)["IMD quintile"] == "unused"
    assert "describes the areas" in found.columns[1].why
    assert rows_read(sheet, found, "dimension")[0] == ("total",)


def test_a_table_without_figures_is_none_and_says_why():
    assert settled(sheet_of("Team,Lead\nApex,a nurse\nBridge,a doctor")).why_not == (
        "no row of figures under a row of headings was found"
    )


def test_a_lookup_is_no_table_of_figures_and_it_is_said_where_it_can_be_given():
    found = settled(sheet_of("LSOA21CD,PCN\nE01000001,Apex\nE01000002,Bridge")).why_not
    assert found.startswith("it holds codes (of kind: small area) and names, and no figures, as a lookup does.")
    assert found.endswith("give it on the page Draw areas, or to a build after --neighbourhoods")


def test_another_table_beside_it_is_not_read():
    sheet = sheet_of("Practice,Period,Num,Den,,,Labels,Sum\nE83003,2024,5,10,,,North,99\nE83004,2024,6,12,,,South,98")
    assert set(roles(settled(sheet))) == {"Practice", "Period", "Num", "Den"}
