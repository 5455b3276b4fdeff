"""The Word document and the web page read back: words and cells of the screen, pictures described, nothing fetched."""

import io
import re
from html import unescape
from html.parser import HTMLParser

import docx


class _Read(HTMLParser):
    """The text of cells and headings of a page, and every address it names."""

    def __init__(self):
        super().__init__()
        self.cells: list[list[str]] = []
        self.headings: list[str] = []
        self.addresses: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag, attrs):
        self._within.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "xlink:href")]
        if tag == "table":
            self.cells.append([])
        if tag in ("td", "th"):
            self.cells[-1].append("")
        if tag == "h2":
            self.headings.append("")

    def handle_endtag(self, tag):
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data):
        if {"td", "th"} & set(self._within[-1:]):
            self.cells[-1][-1] += data
        if "h2" in self._within[-1:]:
            self.headings[-1] += data


def test_every_cell_of_the_page_is_the_screens(page, exhibits):
    read = _Read()
    read.feed(page)
    assert read.headings == [each.finding.headline for each in exhibits]
    expected = [[*each.finding.table.text.columns, *each.finding.table.text.to_numpy().ravel()] for each in exhibits]
    assert read.cells == [list(map(str, cells)) for cells in expected]


def test_the_page_opens_without_a_network_and_without_a_script(page):
    read = _Read()
    read.feed(page)
    assert [each for each in read.addresses if not each.startswith("#finding-")] == []
    assert "<script" not in page
    assert set(re.findall(r"https?://[^\"' )]+", page)) <= {"http://www.w3.org/2000/svg"}


def test_no_two_parts_of_the_page_have_one_name(page):
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(names)


def test_each_picture_of_the_page_says_what_it_shows(page, exhibits):
    drawn = [each for each in exhibits if each.finding.figure is not None or each.map]
    assert [unescape(each) for each in re.findall(r'role="img" aria-label="([^"]+)"', page)] == [
        each.alt for each in drawn
    ]
    assert page.count("<svg") == len(drawn)
    assert page.count(exhibits[0].origin.mark) == len(exhibits) + 1


def test_the_document_has_a_page_that_sums_up_and_a_heading_a_finding(printed, exhibits):
    read = docx.Document(io.BytesIO(printed))
    shown = [exhibits[0], *exhibits[-2:]]
    assert [each.text for each in read.paragraphs if each.style.name == "Heading 1"] == [
        each.finding.headline for each in shown
    ]
    listed = [each.text for each in read.paragraphs if each.style.name == "List Number"]
    for words, exhibit in zip(listed, shown, strict=True):
        assert words.startswith(exhibit.finding.headline)
        assert exhibit.finding.sentence in words
    assert "Public health lead" in listed[0]
    every = [each.text for each in read.paragraphs]
    assert every.count(exhibits[0].origin.mark) == len(shown) + 1
    assert all(exhibit.source in every for exhibit in shown)


def test_pictures_of_the_document_are_described_and_its_table_is_the_screens(printed, exhibits):
    read = docx.Document(io.BytesIO(printed))
    assert [each._inline.docPr.get("descr") for each in read.inline_shapes] == [exhibits[0].alt, exhibits[-1].alt]
    (table,) = read.tables
    text = exhibits[-2].finding.table.text
    assert [cell.text for cell in table.rows[1].cells] == list(text.iloc[0, : len(table.columns)])
