"""What only a person can say is asked, with its options, and never assumed."""

import pytest

from data.recipes.guess import guess
from data.recipes.guessed import Said
from tests.recipes.made_sheets import asked, roles, rows_read, settled, sheet_of

FIFTHS = "Area,Year,IMD quintile,Num,Den\n" + "\n".join(f"E54000028,2024/25,{n},{n},10" for n in range(1, 6))


def test_the_direction_of_numbered_fifths_is_asked():
    found = guess(sheet_of(FIFTHS))
    question = next(each for each in found.questions if each.key == "most_deprived")
    assert [each.value for each in question.options] == ["1", "5"]
    assert question.suggested == ""
    assert not found.settled


def test_five_the_most_deprived_turns_the_groups_round():
    sheet = sheet_of(FIFTHS)
    found = settled(sheet, most_deprived="5")
    assert rows_read(sheet, found, "group", "numerator") == [(f"quintile {6 - n}", str(n)) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("IMD quintile (1 = most deprived)", 1),
        ("IMD quintile (5 = most deprived)", 5),
        ("IMD quintile: 1 is least deprived", 5),
    ],
)
def test_the_direction_is_not_asked_where_the_heading_says_it(words, most):
    found = guess(sheet_of(FIFTHS.replace("IMD quintile", words)))
    assert asked(found) == set()
    assert found.recipe.most_deprived == most


def test_labels_that_name_their_end_say_the_direction():
    labels = FIFTHS.replace(",1,1,", ",1 - least deprived,1,").replace(",5,5,", ",5 - most deprived,5,")
    assert guess(sheet_of(labels)).recipe.most_deprived == 5


def test_the_scale_of_values_up_to_one_is_asked():
    sheet = sheet_of("Area,Year,Coverage rate\nE83003,2024,0.25\nE83004,2024,0.5")
    found = guess(sheet)
    question = next(each for each in found.questions if each.key.startswith("unit:"))
    assert [each.value for each in question.options][:2] == ["fraction", "percent"]
    assert "mean" not in " ".join(found.sentences)
    assert settled(sheet, unit="fraction").recipe.scale == "fraction"


def test_the_scale_is_known_where_counts_give_the_value():
    found = guess(
        sheet_of("Area,Year,Seen,Asked,Rate\nE83003,2024,5,20,0.25\nE83004,2024,9,12,0.75\nE83005,2024,1,2,0.5")
    )
    assert asked(found) == set()
    assert (found.recipe.scale, found.recipe.definitions[0].value_type) == ("fraction", "proportion")


def test_a_rate_is_known_by_its_counts():
    found = guess(
        sheet_of("Area,Year,Calls,People,Rate\nE83003,2024,5,2000,2.5\nE83004,2024,9,3000,3\nE83005,2024,8,2500,3.2")
    )
    assert (found.recipe.definitions[0].value_type, found.recipe.definitions[0].per) == ("rate", 1000)


def test_which_way_is_better_is_asked_and_not_claimed():
    sheet = sheet_of("Area,Year,Num,Den\nE83003,2024,5,20\nE83004,2024,9,12")
    found = settled(sheet)
    assert found.recipe.definitions[0].better == "not said"
    assert "Nobody has said which way is better" in found.sentences[-1]
    said = guess(sheet, said=Said({}, {"better:table": "lower", "domain:table": "outcome"}))
    assert (said.recipe.definitions[0].better, said.recipe.definitions[0].domain) == ("lower", "outcome")
    assert asked(guess(sheet, said=Said({}, {"better:table": "lower"}))) == {"domain:table"}


def test_an_unknown_word_is_asked_once():
    rows = [f"E8300{n},2024,{label},5,10" for n in (3, 4) for label in ("White", "Asian", "BAME other")]
    sheet = sheet_of("\n".join(["Area,Year,Ethnicity,Num,Den", *rows]))
    assert asked(guess(sheet)) == {"words:ethnic_group:BAME other"}
    found = settled(sheet, words="other")
    assert found.recipe.words == {"ethnic_group": {"BAME other": "other"}}
    assert rows_read(sheet, found, "group")[2] == ("Other ethnic group",)


def test_counts_that_are_perhaps_a_part_of_others_are_asked_about():
    sheet = sheet_of("Ward,Quarter,Asked,Pleased\nElm,Q1 2025/26,20,10\nOak,Q1 2025/26,30,20")
    assert asked(guess(sheet)) == {"part:Asked"}
    assert rows_read(sheet, settled(sheet), "numerator", "denominator") == [("10", "20"), ("20", "30")]
    assert asked(guess(sheet, said=Said({}, {"part:Asked": "no"}))) == {"unit"}


def test_counts_alone_are_no_indicator():
    sheet = sheet_of("Practice,Year,Patients\nE83003,2024,2000\nE83004,2024,3000")
    found = guess(sheet, said=Said({}, {"unit": "counts"}))
    assert (found.recipe, found.why_not) == (None, "it holds counts, and nothing that they are out of")


def test_days_are_asked_about_unless_their_heading_says_what_they_stand_for():
    text = "Practice,{},Num,Den\nE83003,2025-03-31,5,10\nE83003,2024-03-31,6,12"
    found = guess(sheet_of(text.format("Date")))
    question = next(each for each in found.questions if each.key == "days")
    assert question.suggested == "year"
    sheet = sheet_of(text.format("Date"))
    assert rows_read(sheet, settled(sheet), "period")[0] == ("2024-04-01 to 2025-03-31",)
    assert guess(sheet_of(text.format("Month"))).recipe.days == "month"


def test_one_sex_throughout_may_be_everyone_or_half():
    sheet = sheet_of("Practice,Year,Sex,Num,Den\nE83003,2024,Male,5,10\nE83004,2024,Male,6,12")
    assert asked(guess(sheet)) == {"one_group:Sex"}
    assert rows_read(sheet, settled(sheet, one_group="everyone"), "dimension")[0] == ("total",)
    assert rows_read(sheet, settled(sheet, one_group="group"), "dimension", "group")[0] == ("sex", "Male")


def test_rows_that_differ_in_a_column_nobody_knows_are_chosen_from():
    rows = [f"E8300{n},2024,{mode},{n},10" for n in (3, 4) for mode in ("Face-to-face", "Telephone")]
    sheet = sheet_of("\n".join(["Practice,Year,Mode,Num,Den", *rows]))
    assert asked(guess(sheet)) == {"only:Mode"}
    assert len(rows_read(sheet, settled(sheet, only="Telephone"), "area")) == 2


def test_what_a_person_says_of_a_column_stands():
    sheet = sheet_of("Thing,Year,Num,Den\nElm,2024,5,10\nOak,2024,6,12")
    found = guess(sheet, said=Said({"A": "area_name", "D": "unused", "C": "value"}, {}))
    assert roles(found) == {"Thing": "area_name", "Year": "period", "Num": "value", "Den": "unused"}
    assert found.columns[0].why == "you said so"
