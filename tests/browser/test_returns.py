"""The one job of Returns, done by clicking: give workbooks, see what came and what is wrong, take a sound one away."""

import csv
import io
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from components.controls.returns.parts import TITLE
from data.returns.folder import read_folder
from data.returns.monthly_return import SUPPRESSED
from tests.browser.axe import run_axe, serious
from tests.browser.visit import Visit
from tests.returns.made_returns import BLANK, EXAMPLE, PLACES, sound, spoiled, workbook
from tests.your_data.made_tables import NNHIP_PLACE, real

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _give(visit: Visit, files: dict[str, bytes], *, place: int = 0) -> None:
    visit.page.locator("input[type=file]").nth(place).set_input_files(
        [{"name": name, "mimeType": XLSX, "buffer": data} for name, data in files.items()]
    )


def _download(visit: Visit, button: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_real_example_is_covered_checked_scored_and_written_back(visit):
    example, blank = real(EXAMPLE), real(BLANK)
    visit.open("/returns").says(TITLE)
    _give(visit, {"example.xlsx": example, "blank.xlsx": blank})
    visit.says("The one return is here, and every cell in it is filled")
    expect(visit.page.get_by_text("1 fault to mend in 1 return, and 2 things to look at")).to_be_visible()
    expect(visit.page.get_by_role("heading", name=f"{NNHIP_PLACE}, March 2026: one month so far")).to_be_visible()
    visit.chart(0)
    rows = list(csv.DictReader(io.StringIO(_download(visit, "Issues log (CSV)").decode("utf-8-sig"))))
    assert [(row["severity"], row["row"], row["cells"]) for row in rows][0] == ("error", "21", "8")
    assert rows[0]["found"] == "a small number, not repeated here"
    _give(visit, {"blank.xlsx": blank})
    expect(visit.page.get_by_text("It is written into your template blank.xlsx.")).to_be_visible()
    visit.settled()
    written = _download(visit, "Write the workbook (Excel)")
    found = read_folder({"written.xlsx": written})
    (one,) = found.returns
    assert found.problems == ()
    assert (one.place, one.month.strftime("%Y-%m")) == (NNHIP_PLACE, "2026-03")
    assert set(one.cells.loc[one.cells["metric"] == "nnhip_bed_days", "count_status"]) >= {"ok", SUPPRESSED}
    sheets = openpyxl.load_workbook(io.BytesIO(written)).sheetnames
    assert sheets == openpyxl.load_workbook(io.BytesIO(blank)).sheetnames


def test_several_places_are_held_each_against_itself_and_forgotten(visit):
    visit.open("/returns").says(TITLE)
    given = spoiled({"E6": None, "F6": "lots"}) | {"b.xlsx": workbook(sound(PLACES[1]))}
    _give(visit, given)
    visit.says("All 2 returns are here; 1 metric is partly blank")
    expect(visit.page.get_by_text("2 faults to mend in 2 returns")).to_be_visible()
    visit.choose("Place", PLACES[0]).until(place=PLACES[0])
    expect(visit.page.get_by_role("heading", name=f"{PLACES[0]}, March 2026")).to_be_visible()
    assert serious(run_axe(visit.page)) == []
    visit.page.get_by_role("button", name="Forget these").click()
    visit.says(TITLE)


def test_made_up_returns_show_what_the_page_does(visit):
    visit.open("/returns?place=Sallowmouth+Quays+%28synthetic%29").says(TITLE)
    visit.page.get_by_role("button", name="Look at made-up returns").click()
    visit.says("All 52 returns are here; 1 metric is blank")
    expect(visit.page.get_by_text("Synthetic returns.")).to_be_visible()
    expect(visit.page.get_by_text("6 faults to mend in 52 returns, and 1 thing to look at")).to_be_visible()
    expect(visit.page.get_by_text("regression to the mean").first).to_be_visible()
    written = _download(visit, "Write the workbook (Excel)")
    (one,) = read_folder({"a.xlsx": written}).returns
    assert one.synthetic
    assert one.place == "Sallowmouth Quays (synthetic)"
