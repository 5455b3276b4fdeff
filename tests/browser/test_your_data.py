"""Your own data in a browser: template, fill, give, report, explore; a bad file is named and changes nothing."""

import csv
import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.axe import run_axe, serious
from tests.browser.visit import Visit
from tests.your_data.made_tables import NNHIP, heat, real, tidy

EMPTY = "Give a table you already have: every row is checked"
OWN = "You are looking at your own data in this session only"


def _give(visit: Visit, files: dict[str, bytes]) -> None:
    visit.page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()]
    )
    visit.page.get_by_role("button", name="Forget these files").wait_for()
    visit.settled()


def _explore(visit: Visit) -> None:
    visit.page.get_by_role("button", name=re.compile("^Explore")).click()
    expect(visit.page.get_by_text("In use on every page of this session")).to_be_visible()
    visit.settled()


def _download(visit: Visit, button: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def _to_who(visit: Visit) -> None:
    visit.page.get_by_role("link", name="See who fares worst in these figures").click()
    visit.page.wait_for_url(re.compile("/who"))
    visit.settled()
    visit.chart(0)


def _filled(template: bytes, area: str) -> bytes:
    """The workbook as a person fills it: the example's rows, for an area of the demo."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for sheet, data in zip(("observations", "indicators"), tidy().values(), strict=True):
        for row, cells in enumerate(csv.reader(io.StringIO(data.decode("utf-8-sig"))), start=1):
            for column, text in enumerate(cells, start=1):
                value = area if text == "EXAMPLE1" else text
                book[sheet].cell(row, column, float(value) if value.isdigit() and row > 1 else value or None)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_template_filled_given_explored_and_seen_on_who(visit, new_visit, server, demo):
    visit.open("/your_data").says(EMPTY)
    _give(visit, {"ours.xlsx": _filled(_download(visit, "Template (Excel)"), demo.area_code)})
    visit.says("13 figures can be used, and nothing needs mending")
    expect(visit.page.get_by_text(OWN)).to_have_count(0)
    _explore(visit)
    expect(visit.page.get_by_text(OWN)).to_be_visible()
    _to_who(visit)
    assert "Health checks (example)" in visit.heading
    expect(visit.page.locator("p.ne-lead").first).to_contain_text("In the most deprived fifth, 36.8% of adults")
    other = new_visit(server).open("/who?indicator=example_checks")
    assert "Health checks (example)" not in other.heading, "nobody else sees it"
    visit.go("Your data")
    visit.page.get_by_role("button", name="Forget these files").click()
    visit.says(EMPTY)
    expect(visit.page.get_by_text(OWN)).to_have_count(0)


def test_a_bad_file_is_named_and_the_demo_stays_in_use(visit, demo):
    area = demo.area_code.encode()
    before = visit.open("/who?indicator=smoking").heading
    visit.go("Your data")
    bad = {name: data.replace(b"EXAMPLE1", area) for name, data in tidy({(4, "numerator"): "lots"}).items()}
    _give(visit, bad)
    visit.says("12 figures can be used; 1 problem needs mending")
    expect(visit.page.locator(".ne-problems")).to_contain_text(
        "t.csv, row 4, column 'numerator': not a number; found 'lots'"
    )
    assert serious(run_axe(visit.page)) == [], "the report can be used by everyone"
    marked = openpyxl.load_workbook(io.BytesIO(_download(visit, "Marked-up copy (Excel)")))
    assert "not a number" in marked["t.csv"]["H4"].comment.text
    assert "lots" in _download(visit, "Report (CSV)").decode("utf-8-sig")
    visit.page.get_by_role("button", name="Forget these files").click()
    visit.says(EMPTY)
    _give(visit, {"notes.xlsx": b"this is no workbook"})
    visit.says("No figure can be used yet; 1 problem needs mending")
    expect(visit.page.locator(".ne-problems")).to_contain_text("notes.xlsx: not an Excel workbook, or a damaged one")
    expect(visit.page.get_by_role("button", name=re.compile("^Explore"))).to_be_disabled()
    expect(visit.page.get_by_text(OWN)).to_have_count(0)
    visit.go("Who").says(before)


@pytest.mark.parametrize(
    ("given", "heading", "words"),
    [
        (lambda: {"nnhip.xlsx": real(NNHIP)}, "New outpatient appointments", "294 per 1,000"),
        (heat, "Easy to contact the practice", "In the most deprived fifth, 60.0%"),
    ],
    ids=["nnhip", "heat"],
)
def test_a_file_people_already_have_shows_on_who(visit, demo, given, heading, words):
    visit.open("/your_data")
    _give(visit, given())
    question = visit.page.get_by_role("combobox", name=re.compile("^Which area is"))
    question.click()
    question.fill(demo.manifest.area_name)
    visit.page.get_by_role("option", name=f"{demo.manifest.area_name} (whole area)").click()
    visit.says_no_longer("No figure")
    _explore(visit)
    _to_who(visit)
    assert heading in visit.heading
    expect(visit.page.locator("p.ne-lead").first).to_contain_text(words)
