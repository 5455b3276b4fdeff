"""What was understood is said in plain sentences."""

from tests.recipes.made_sheets import settled, sheet_of


def test_a_row_its_figures_and_what_is_left_out_are_said():
    sheet = sheet_of(
        """
Seen within four weeks
April 2024 to March 2025
Neighbourhood,IMD quintile (1 = most deprived),Seen,Referred
Ashdown,1,10,20
Ashdown,5,12,30
Birchwood,1,14,40
Birchwood,5,16,50
Total,,52,140
"""
    )
    assert settled(sheet).sentences == (
        "Each row is an area (‘Neighbourhood’) and a group by deprivation of where people live "
        "(‘IMD quintile (1 = most deprived)’).",
        "Of the deprivation groups, 1 is taken as the most deprived.",
        "‘Seen’ is ‘Seen’ out of ‘Referred’ (a share).",
        "The period is the one in a line above the table.",
        "Rows of totals are left out: ‘Total’.",
        "Nobody has said which way is better, so figures are only called higher or lower.",
    )


def test_what_is_still_asked_is_not_said():
    sheet = sheet_of("ICB,Year,IMD 1,IMD 2\nQMJ,2023,9.1,8.2\nQWE,2023,7.1,6.2")
    assert (
        "‘table’ is the rate per 1,000 in ‘IMD 1’ and ‘IMD 2’."
        in settled(sheet, most_deprived="5", unit="rate:1000").sentences
    )
