"""Slides read back with the library: every number is the screen's, charts can be edited, and nothing goes without words."""

import io
import math

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.findings.finding import nothing_to_show
from components.pack.exhibit import Exhibit
from components.pack.plain_figure import plain_figure
from components.pack.powerpoint.deck import deck
from components.pack.powerpoint.native_kinds import BARS, POINTS, STEPS, native_panels
from components.pack.told_values import ToldValues

PICTURE, TREND, FUNNEL, CASCADE, RECORDS, TABLE, MAP = range(7)


@pytest.fixture(scope="module")
def opened(slides):
    return list(Presentation(io.BytesIO(slides)).slides)


def _charts(slide) -> list:
    return [each.chart for each in slide.shapes if each.has_chart]


def _values(chart) -> list[float]:
    return [value for plot in chart.plots for series in plot.series for value in series.values if value is not None]


def test_each_finding_is_a_slide_titled_by_its_headline(opened, exhibits):
    assert [slide.shapes.title.text for slide in opened] == [each.finding.headline for each in exhibits]


def test_each_slide_says_its_sentence_source_period_day_and_that_it_is_invented(opened, exhibits):
    for slide, exhibit in zip(opened, exhibits, strict=True):
        said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for words in (
            exhibit.finding.sentence,
            exhibit.finding.source,
            exhibit.finding.period,
            "this file made 3 October 2026",
            "Synthetic data: an invented area",
            *exhibit.cautions,
        ):
            assert words in said, exhibit.finding.id


def test_the_notes_hold_the_speaker_the_method_and_every_cell_of_the_table(opened, exhibits):
    for slide, exhibit in zip(opened, exhibits, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert exhibit.finding.sentence in notes
        assert "How it is worked out." in notes
        for row in exhibit.finding.table.text.itertuples(index=False, name=None):
            assert " | ".join(row) in notes
    assert "Speaks: Public health lead" in opened[PICTURE].notes_slide.notes_text_frame.text


def test_what_powerpoint_can_draw_is_its_own_chart_and_the_rest_a_picture(opened, exhibits):
    kinds = [
        [panel.kind for panel in native_panels(plain_figure(each.finding.figure))] if each.finding.figure else []
        for each in exhibits
    ]
    assert kinds[:TABLE] == [[], [POINTS, POINTS], [POINTS], [BARS, STEPS], [BARS]]
    assert [len(_charts(slide)) for slide in opened] == [0, 2, 1, 2, 1, 0, 0]
    pictures = [sum(shape.shape_type == 13 for shape in slide.shapes) for slide in opened]
    assert pictures == [1, 0, 0, 0, 0, 0, 1]
    assert opened[TABLE].shapes[-1].shape_type is not None
    assert [any(shape.has_table for shape in slide.shapes) for slide in opened] == [False] * 5 + [True, False]


@pytest.mark.parametrize("place", [TREND, FUNNEL, CASCADE, RECORDS])
def test_the_numbers_of_a_chart_are_those_of_the_screen(opened, exhibits, place):
    """Each as its table tells it, where it does; else as the screen's picture has it."""
    finding = exhibits[place].finding
    told = ToldValues(finding.table)
    drawn = {
        told.as_told(value)
        for trace in plain_figure(finding.figure).traces
        for value in (*trace["x"], *trace["y"])
        if isinstance(value, int | float) and math.isfinite(value)
    }
    charts = _charts(opened[place])
    found = [value for chart in charts for value in _values(chart)]
    assert len(found) > 10
    assert set(found) <= drawn


def test_a_value_of_the_table_is_written_in_the_chart_as_the_table_writes_it(opened, exhibits):
    steps = exhibits[CASCADE].finding
    chart = next(each for each in _charts(opened[CASCADE]) if len(each.plots[0].series) > 1)
    newest = {series.name: series.values[-1] for series in chart.plots[0].series}
    assert newest["1 Most deprived"] == 35.0
    assert "35.0" in steps.table.text.to_numpy().ravel()
    assert list(chart.plots[0].categories) == ["Registered", "Contacted", "Booked", "Seen", "Followed up"]


def test_every_series_has_a_name(opened):
    names = [
        series.name for slide in opened for chart in _charts(slide) for plot in chart.plots for series in plot.series
    ]
    assert [name for name in names if name.startswith("series ") or not name] == []
    assert [name for name in names if name.endswith(", edge")] == []


def test_every_chart_and_picture_has_alt_text(opened, exhibits):
    for slide, exhibit in zip(opened, exhibits, strict=True):
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                told = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert exhibit.finding.headline.rstrip(".") in told
    told = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in opened[MAP].shapes]
    assert any("Map: Adults who smoke" in words for words in told if words)


def test_a_scale_begins_and_ends_at_a_tick(opened):
    """PowerPoint counts ticks from a scale's beginning; its labels are whole numbers of steps."""
    axis = _charts(opened[FUNNEL])[0].value_axis
    assert axis.minimum_scale % axis.major_unit == pytest.approx(0)
    assert axis.maximum_scale % axis.major_unit == pytest.approx(0)


def test_nothing_stands_beyond_the_slide(opened):
    for slide in opened:
        for shape in slide.shapes:
            assert shape.top + shape.height <= Inches(7.5) + 1, (slide.shapes.title.text, shape.name)


def test_a_teams_own_master_gives_the_look_and_none_of_its_slides(exhibits):
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Our own first slide"
    written = io.BytesIO()
    own.save(written)
    made = Presentation(io.BytesIO(deck([exhibits[CASCADE]], master=written.getvalue())))
    assert [slide.shapes.title.text for slide in made.slides] == [exhibits[CASCADE].finding.headline]
    assert (made.slide_width, made.slide_height) == (own.slide_width, own.slide_height)


def test_what_is_no_presentation_is_refused(exhibits):
    with pytest.raises(ValueError, match="expected a .pptx file"):
        deck(exhibits[:1], master=b"not a presentation")


def test_progress_is_told_after_each_finding(exhibits):
    told = []
    deck(exhibits[CASCADE:TABLE], progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_finding_worked_out_by_no_method_tells_of_none(exhibits):
    untold = nothing_to_show("a", "Who fares worst?", "No figure is given.", method="")
    (slide,) = Presentation(io.BytesIO(deck([Exhibit(untold, exhibits[0].origin)]))).slides
    notes = slide.notes_slide.notes_text_frame.text
    assert "No figure is given." in notes
    assert "How it is worked out." not in notes
