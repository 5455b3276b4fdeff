"""Two systems of neighbourhoods: every page follows the one in the address, and no page mixes them."""

import pytest

from components.controls.current import served_files, shared_systems
from tests.outside_dataset import write_outside
from tests.pages.conftest import assert_sound, main_heading, open_page, told
from tests.small_dataset import small_manifest, write_small

_SWITCH = "system_switch"
_OUTSIDE = "live outside any neighbourhood named here"


@pytest.fixture
def two_systems(tmp_path, show_dataset):
    write_outside(tmp_path / "other", manifest=small_manifest(system="Fewer squares"))
    beside = {"1-fewer-squares": tmp_path / "other"}
    write_small(tmp_path / "d", manifest=small_manifest(system="Squares"), beside=beside)
    show_dataset(tmp_path / "d")


@pytest.mark.usefixtures("two_systems")
def test_the_first_system_is_shown_until_another_is_chosen_and_pages_follow():
    page = open_page("where", area="N7", indicator="smoking")
    assert page.query_params["system"] == "squares"
    assert _OUTSIDE not in told(page)
    page.segmented_control(key=_SWITCH).set_value("fewer-squares").run()
    assert_sound(page)
    assert page.query_params["system"] == "fewer-squares"
    # N7 is no neighbourhood of that system: the whole area is shown in its place.
    assert page.query_params["area"] == "I1"
    assert _OUTSIDE in told(page)
    page.switch_page("../pages/compare.py").run()
    assert_sound(page)
    assert page.segmented_control(key=_SWITCH).value == "fewer-squares"
    assert "N7" not in page.multiselect(key="pick_areas").options
    assert _OUTSIDE in told(page)


@pytest.mark.usefixtures("two_systems")
def test_a_link_opens_on_its_own_system():
    page = open_page("where", system="fewer-squares", indicator="smoking", area="N1")
    assert page.segmented_control(key=_SWITCH).value == "fewer-squares"
    assert page.query_params["area"] == "N1"
    assert main_heading(page) == "Smoking in Ashdown: 20.0%, clearly worse than the whole area"
    other = open_page("where", system="unheard-of", indicator="smoking")
    assert other.query_params["system"] == "squares"
    assert "asked for a different system" in " ".join(each.value for each in other.info)


def test_one_system_has_nothing_to_switch_and_no_word_in_its_address(tmp_path, show_dataset):
    show_dataset(write_small(tmp_path / "d"))
    page = open_page("where", indicator="smoking")
    assert "system" not in page.query_params
    assert not [each for each in page.segmented_control if each.key == _SWITCH]


@pytest.mark.usefixtures("two_systems")
def test_shapes_of_every_system_are_served():
    assert list(shared_systems()) == ["squares", "fewer-squares"]
    stems = [name.rsplit("-", 1)[0] for name in served_files()]
    assert (stems.count("neighbourhood"), stems.count("outside")) == (2, 1)
