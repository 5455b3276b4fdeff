"""A recipe as a file: what is written reads back equal, and what cannot be read is named by its key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.files.errors import SourceError
from data.recipes.definition import Definition, indicator_of
from data.recipes.recipe import Columns, Group, GroupColumn, NumberColumn, Recipe, Rows
from data.recipes.recipe_file import recipe_from_toml, recipe_toml

WORDS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
NUMBERS = st.builds(
    NumberColumn, WORDS, st.sampled_from(["numerator", "denominator", "value", "lower", "upper"]), WORDS, WORDS, WORDS,
    st.lists(st.builds(Group, WORDS, WORDS), max_size=2).map(tuple),
)  # fmt: skip
RECIPES = st.builds(
    Recipe,
    name=WORDS.filter(bool),
    numbers=st.lists(NUMBERS, min_size=1, max_size=3).map(tuple),
    heading_row=st.integers(1, 60),
    columns=st.builds(Columns, area=WORDS, period=WORDS, note=WORDS),
    groups=st.lists(st.builds(GroupColumn, WORDS, WORDS), max_size=2).map(tuple),
    period_from=st.sampled_from(["", "sheet title", "lines above", "file name"]),
    only=st.lists(st.builds(Rows, WORDS, WORDS), max_size=2).map(tuple),
    words=st.dictionaries(WORDS, st.dictionaries(WORDS, WORDS, max_size=3), max_size=3),
    scale=st.sampled_from(["percent", "fraction"]),
    most_deprived=st.sampled_from([0, 1, 5, 10]),
    elsewhere=st.booleans(),
    definitions=st.lists(
        st.builds(Definition, st.just("a_b"), WORDS.filter(bool), per=st.floats(1, 1e6)), max_size=2
    ).map(tuple),
)


@settings(max_examples=40)
@given(RECIPES)
def test_what_is_written_reads_back_equal(recipe):
    assert recipe_from_toml(recipe_toml(recipe), "r.recipe.toml") == recipe


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ('name="x"\nnumbers=[{heading="a",kind="nume"}]', "numbers.1.kind", "'numerator', 'denominator', 'value'"),
        ('name="x"\nnumbers=[{heading="a",kind="value"}]\nfoo=1', "foo", "no key of this name"),
        ('numbers=[{heading="a",kind="value"}]', "name", "this key"),
        ('name="x"\nnumbers=[{heading="a",kind="value"}]\nheading_row=0', "heading_row", "greater than or equal to 1"),
        ('name="x"\nnumbers=[]', "numbers", "at least 1 item"),
        ("name = ", "", "keys and values as TOML has them"),
    ],
)
def test_what_cannot_be_read_is_named(text, column, told):
    with pytest.raises(SourceError) as error:
        recipe_from_toml(text, "r.recipe.toml")
    assert (error.value.file, error.value.column) == ("r.recipe.toml", column)
    assert told in str(error.value)
    assert error.value.mend


def test_a_recipe_too_long_is_refused_unread():
    with pytest.raises(SourceError, match="too long"):
        recipe_from_toml("#" * 1_000_001, "r.recipe.toml")


def test_an_indicator_whose_better_way_is_not_said_is_never_judged():
    unsaid = indicator_of(Definition("smoking", "Smoking", domain="outcome"))
    assert (unsaid.domain, unsaid.judged) == ("need", False)
    assert unsaid.predicate == "are counted under ‘Smoking’"
    assert (
        indicator_of(Definition("waits", "Waits", numerator="Seen in time")).predicate
        == "are counted under ‘Seen in time’"
    )
    said = indicator_of(Definition("smoking", "Smoking", domain="outcome", better="lower"))
    assert (said.domain, said.judged, said.higher_is_better) == ("outcome", True, False)
