"""What published files would add to the dataset on screen."""

from components.findings.your_data.publications import publications_finding
from data.contract.pages import PAGES
from data.contract.publications import publications
from data.contract.published_indicators import indicator_of_series
from tests.findings.finding_faults import faults


def test_every_series_belongs_to_a_publication_and_each_gives_indicators():
    begins = {code.split(":")[0] for code in indicator_of_series()}
    assert begins == {each.series for each in publications()}
    assert all(each.indicators for each in publications())
    assert {each.page for each in publications()} <= {page.title for page in PAGES}


def test_what_is_loaded_by_group_and_what_is_not(small):
    found = publications_finding(small)
    # Smoking is of Fingertips, and is here by deprivation and ethnic group.
    rows = found.table.frame.set_index("publication")
    assert rows.loc["Fingertips, with its inequality rows", ["state", "loaded"]].tolist() == ["loaded, by group", 1]
    assert rows.loc["GP Patient Survey, practice results", ["state", "loaded"]].tolist() == ["not loaded", 0]
    assert found.headline == "16 more publications could be loaded"
    assert faults(found)[:1] == ["method is empty"]
