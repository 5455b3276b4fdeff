"""Dark colours, and both palettes as people see them who lack one kind of cone: told apart, seen and read."""

import itertools
from base64 import b64decode, b64encode

import pytest

from components.style import colours, dark
from components.style.signs import SIGNS, sign_image
from data.contract.vocabulary import DIMENSIONS
from tests.style.seen_colours import GRAPHICS, SIGHT, TEXT, apart, contrast, lab

# Differences (CIE 1976): groups whose colour alone runs through a picture; neighbours of a ramp, which has words at its ends.
_GROUPS_APART, _STEPS_APART = 15.0, 8.0
_IN_DARK = [(name, dark.counterpart(name)) for name in dark.DARK]


def _both(palette) -> list[list[str]]:
    return [list(palette), [dark.counterpart(each) for each in palette]]


def test_the_difference_of_two_colours_is_measured_as_published():
    assert lab("#FFFFFF", "all cones") == pytest.approx([100, 0, 0], abs=0.02)
    assert lab("#FF0000", "all cones") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    # Who lacks a cone sees greys as they are.
    assert all(apart("#777777", "#777777", sight) == 0 for sight in SIGHT)


@pytest.mark.parametrize("sight", SIGHT)
def test_ethnic_groups_can_be_told_apart_by_everyone(sight):
    for palette in _both(colours.ETHNIC_GROUPS.values()):
        least = min(apart(*pair, sight) for pair in itertools.combinations(palette, 2))
        assert least > _GROUPS_APART


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ramp", [tuple(colours.DEPRIVATION.values()), colours.VALUE_CLASSES])
def test_neighbours_on_a_ramp_can_be_told_apart_by_everyone(ramp, sight):
    for palette in _both(ramp):
        assert min(apart(*pair, sight) for pair in itertools.pairwise(palette)) > _STEPS_APART


@pytest.mark.parametrize("sight", SIGHT)
def test_better_and_worse_can_be_told_apart_by_everyone(sight):
    named = ("much worse", "worse", "similar", "better", "much better")
    for palette in _both([colours.COMPARISON[each] for each in named]):
        assert min(apart(*pair, sight) for pair in itertools.combinations(palette, 2)) > _STEPS_APART


@pytest.mark.parametrize("colour", [colours.INK, colours.QUIET_INK, colours.ACCENT, *colours.TARGETS.values()])
def test_text_can_be_read_on_dark_paper(colour):
    assert contrast(dark.counterpart(colour), dark.PAPER) >= TEXT


@pytest.mark.parametrize("colour", [colours.INK, colours.MUCH_BETTER, colours.MUCH_WORSE])
def test_words_in_a_colour_of_better_or_worse_can_be_read_on_dark_paper(colour):
    assert contrast(dark.words_counterpart(colour), dark.PAPER) >= TEXT


@pytest.mark.parametrize(
    "colour",
    [
        *colours.DEPRIVATION.values(), *colours.ETHNIC_GROUPS.values(), *colours.COMPARISON.values(),
        *colours.VALUE_CLASSES, *(each for row in colours.BIVARIATE for each in row), colours.UNKNOWN, colours.PLAIN,
        colours.SUPPRESSED,
    ],
)  # fmt: skip
def test_marks_can_be_seen_on_dark_paper(colour):
    assert contrast(dark.counterpart(colour), dark.PAPER) >= GRAPHICS


@pytest.mark.parametrize("cell", [*colours.COMPARISON.values(), *colours.DEPRIVATION.values(), *colours.VALUE_CLASSES])
def test_words_can_be_read_on_a_cell_of_every_dark_colour(cell):
    assert contrast(dark.counterpart(colours.text_on(cell)), dark.counterpart(cell)) >= TEXT


@pytest.mark.parametrize("cell", [colours.SUPPRESSED, colours.MISSING, colours.ACCENT, colours.PAPER, colours.PLAIN])
def test_words_can_be_read_on_what_is_hidden_missing_or_plain(cell):
    assert contrast(dark.counterpart(colours.text_on(cell)), dark.counterpart(cell)) >= TEXT


def test_a_ramp_darkens_towards_the_same_end_in_both():
    for ramp in (list(colours.DEPRIVATION.values())[::-1], list(colours.VALUE_CLASSES)):
        for palette in _both(ramp):
            found = [colours.luminance(each) for each in palette]
            assert found == sorted(found, reverse=True)
    cells = [dark.counterpart(each) for row in colours.BIVARIATE for each in row]
    assert min(cells, key=colours.luminance) == dark.counterpart(colours.BIVARIATE[2][2])


def test_no_two_colours_that_mean_something_become_one():
    assert len({after for _, after in _IN_DARK}) == len(_IN_DARK)


def test_every_group_of_every_dimension_has_a_dark_colour():
    unnamed = {colours.UNKNOWN}
    found = {colours.group_colour(name, group) for name, each in DIMENSIONS.items() for group in each.groups}
    assert found - unnamed <= set(dark.DARK)


def test_a_figure_a_map_and_a_drawing_become_dark_and_all_else_stays():
    figure = {"marker": {"color": [colours.WORSE, "#123456"]}, "text": f"<span style='color:{colours.INK}'>a</span>"}
    assert dark.in_dark(figure) == {
        "marker": {"color": ["#E69F45", "#123456"]}, "text": "<span style='color:#E8EDF1'>a</span>",
    }  # fmt: skip
    assert figure["marker"]["color"][0] == colours.WORSE
    assert dark.colours_in_dark('{"get":[255,255,255,110],"at":[1200,3,4]}') == '{"get":[17,24,31,110],"at":[1200,3,4]}'
    image = sign_image(SIGNS[0])
    inside = dark.images_in_dark(f'<img src="{image}">').partition("base64,")[2].removesuffix('">')
    assert inside == b64encode(dark.in_dark(_decoded(image)).encode()).decode()
    assert colours.QUIET_INK not in dark.in_dark(_decoded(image))


def _decoded(image: str) -> str:
    return b64decode(image.partition("base64,")[2]).decode()
