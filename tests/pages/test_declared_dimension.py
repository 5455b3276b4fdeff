"""Who and the Brief with a dimension of the dataset's own: offered, chosen, and told in its own words."""

import pytest

from tests.declared_dataset import write_declared
from tests.pages.conftest import assert_sound, main_heading, open_page, told


@pytest.fixture
def declared(tmp_path, show_dataset):
    show_dataset(write_declared(tmp_path / "d"))


@pytest.mark.usefixtures("declared")
def test_carers_are_offered_on_who_and_told_with_deprivation_beside():
    shown = open_page("who", indicator="smoking")
    picker = shown.selectbox(key="pick_by")
    assert picker.options == ["Deprivation", "Ethnic group", "Unpaid carers", "Conditions"]
    picker.select("carers").run()
    assert_sound(shown)
    assert main_heading(shown) == "Smoking: 20.0 percentage points higher among unpaid carers"
    assert shown.selectbox(key="pick_reference").options[0] == "Each against: Not carers"
    assert "Each against: everyone" not in shown.selectbox(key="pick_reference").options
    assert "compared with nobody" in told(shown)


@pytest.mark.usefixtures("declared")
@pytest.mark.parametrize(
    "page", ["brief", "trend", "compare", "records", "evidence", "trust", "decisions", "methods", "where"]
)
def test_every_page_that_compares_groups_stands_with_carers_and_with_conditions(page):
    for by in ("carers", "conditions"):
        shown = open_page(page, indicator="smoking", by=by)
        assert_sound(shown)


def test_the_demo_s_brief_names_the_plus_groups_it_can_see():
    shown = open_page("brief")
    assert_sound(shown)
    assert "PLUS groups: 4 of 20 can be seen here" in told(shown)
