"""What a dataset says of itself: its sources, what it covers and how much of it is not shown."""

from components.findings.methods.about import coverage_table, sources_table


def test_sources_are_listed_as_the_manifest_has_them(small):
    found = sources_table(small).text
    assert found.iloc[0].tolist() == ["Counts by hand", "This project", "2025 to 2026", "Apache-2.0", "Hidden by hand."]
    assert sources_table(small).text.columns[-1] == "Small numbers"


def test_coverage_counts_what_is_hidden_and_missing(small):
    found = coverage_table(small).text.set_index("Indicator").loc["Smoking in full"]
    assert found["Periods"] == "Jul–Sep 2025 to Jul–Sep 2026"
    assert found["Number of periods"] == "5"
    rows = small.coverage[small.coverage["indicator_id"] == "smoking"]
    hidden, all_rows = rows["n_suppressed"].sum(), rows["n_rows"].sum()
    assert (hidden, all_rows) == (4, 116)
    assert found["Hidden (%)"] == f"{100 * hidden / all_rows:.0f}"
    assert "Deprivation" in found["Given by"]
    assert "Ethnic group" in found["Given by"]
    assert found["For"] == "Whole area, Neighbourhoods, Small areas"


def test_every_indicator_of_the_demo_is_covered(demo):
    assert len(coverage_table(demo).text) == len(demo.indicators)
