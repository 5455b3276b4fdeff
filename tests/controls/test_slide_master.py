"""A team's own look for slides, named by whoever runs the server."""

import io
from datetime import date

import pytest
from pptx import Presentation
from pptx.util import Inches

from components.controls.slide_master import MASTER_VARIABLE, slide_master
from components.findings.finding import nothing_to_show
from components.pack.exhibit import Exhibit, Origin
from components.pack.forms import SLIDES, WORKBOOK


def test_without_a_name_there_is_none(monkeypatch):
    monkeypatch.delenv(MASTER_VARIABLE, raising=False)
    assert slide_master() is None


def test_the_presentation_named_gives_slides_their_size(monkeypatch, tmp_path):
    own = Presentation()
    own.slide_width = Inches(11)
    own.save(tmp_path / "own.pptx")
    monkeypatch.setenv(MASTER_VARIABLE, str(tmp_path / "own.pptx"))
    exhibit = Exhibit(nothing_to_show("a", "Who?", "No figure is given.", method=""), Origin("T", "", date(2026, 1, 2)))
    made = Presentation(io.BytesIO(SLIDES.make([exhibit], master=slide_master())))
    assert made.slide_width == Inches(11)
    assert made.slides[0].shapes.title.text == "We cannot tell from this dataset"
    assert WORKBOOK.make([exhibit], master=slide_master())[:2] == b"PK"


def test_one_that_is_not_there_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv(MASTER_VARIABLE, str(tmp_path / "none.pptx"))
    with pytest.raises(OSError, match="none.pptx"):
        slide_master()
