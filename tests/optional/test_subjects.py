"""What each optional table would show."""

from data.contract.pages import PAGES
from data.contract.tables import OPTIONAL_TABLES
from data.optional.subjects import subjects


def test_every_optional_table_is_told_once_with_the_page_it_opens():
    found = subjects()
    assert sorted(each.table for each in found) == sorted(OPTIONAL_TABLES)
    assert {each.page for each in found} <= {page.title for page in PAGES}
    assert len({each.label for each in found}) == len({each.shows for each in found}) == len(found)
    assert all(each.shows.endswith(".") for each in found)
