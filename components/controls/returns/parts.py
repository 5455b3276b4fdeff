"""The widgets of the page for monthly returns: give workbooks, read the log, choose a place and metric, write one back."""

import datetime
from collections.abc import Callable
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.current import current_dataset
from components.controls.page_choice import page_choice
from components.controls.returns import given as acts
from components.controls.returns.given import Given
from components.controls.show import section_words
from components.controls.your_data.upload import folders
from components.findings.finding import Finding
from components.findings.returns.issues import log_table
from components.findings.returns.words import WRITING_HEADLINE, WRITING_QUESTION, WRITING_WORDS
from data.coding.labels import plain
from data.files import upload_limits as bounds
from data.files.errors import SourceError
from data.files.spreadsheet_text import WORKBOOK
from data.returns.from_dataset import from_dataset, months_held
from data.returns.issues import log_csv
from data.returns.merging import merged
from data.returns.monthly_return import Return, metric_names, month_words
from data.returns.writing import file_name, write_return

_MEGA = 1_000_000
TITLE = "Give the monthly workbooks: every cell is checked"
TAKES = (
    "It takes workbooks of the National Neighbourhood Health Implementation Programme's monthly template (.xlsx), as many "
    "places and months at once as you like. It shows which are here and which are not, lists what is late, blank, hidden as "
    "a 0 or does not add up, shows each place's outcomes beside where demand may have gone, and writes a return back into "
    "the template with small numbers hidden."
)
PRIVACY = (
    "What you give stays in this session: only you see it, nothing of it is stored, shared or logged, and it is gone when "
    "you press Forget, some minutes after you close the page, or when the server stops. Numbers from 1 to 5 are hidden "
    "before anything is shown."
)
LIMITS = (
    f"At most {bounds.MOST_FILES} workbooks, {bounds.MOST_BYTES // _MEGA} MB each and "
    f"{bounds.MOST_BYTES_TOGETHER // _MEGA} MB together. "
    "A table received.csv beside them, with the headings file and received, says when each was sent; without it the day a "
    "workbook was last saved is all that is known."
)
SYNTHETIC = "<strong>Synthetic returns.</strong> Every figure in them is invented: no real place and no real people."


def giving() -> None:
    """Where workbooks are given: the widget, and the folders this server offers, if any."""
    st.file_uploader(
        "Monthly workbooks",
        type=["xlsx", "csv"],
        accept_multiple_files=True,
        key=acts.FILES.widget_key,
        on_change=acts.load,
        max_upload_size=bounds.MOST_BYTES // _MEGA,
    )
    offered = folders()
    if offered:
        name, button = st.columns([3, 1], gap="small", vertical_alignment="bottom")
        chosen = name.selectbox(
            "Or a folder on this server", list(offered), key="returns_folder", help=HELP["server_folder"]
        )
        button.button("Read it", on_click=acts.load_folder, args=(chosen,), key="returns_read_folder", width="stretch")
    if acts.FILES.fault:
        st.error(as_text(acts.FILES.fault), icon=":material/error:")


def made_up_offer() -> None:
    """The button that shows what the page does, on invented returns."""
    st.button(
        "Look at made-up returns",
        on_click=acts.load_made_up,
        key="returns_made_up",
        icon=":material/science:",
        help="A year of invented returns of the demo's pilots, with four faults planted in them. It takes some seconds.",
    )


def whose(given: Given) -> None:
    """Says above everything that the returns are invented, where they are; and the way to forget them."""
    words, button = st.columns([10, 2], gap="small", vertical_alignment="center")
    if given.synthetic:
        words.html(f'<p class="ne-mark ne-synthetic">{SYNTHETIC}</p>')
    else:
        words.html(f'<p class="ne-mark ne-own">You are looking at {escape(given.about)}, in this session only.</p>')
    button.button("Forget these", on_click=acts.FILES.forget, key="returns_forget", width="stretch")


def issues_section(given: Given, finding: Finding) -> None:
    """The issues in words, by kind, one by one, and as a download."""
    section_words(finding)
    if given.issues.empty:
        return
    st.dataframe(finding.table.text, hide_index=True, key="returns_kinds")
    table = log_table(given.issues)
    one_by_one = st.expander("Each one, where it stands and how to mend it", key="returns_log")
    with one_by_one:
        st.dataframe(table, hide_index=True, key="returns_issues", height=min(420, 42 + 38 * len(table)))
    st.download_button(
        "Issues log (CSV)",
        data=lambda: log_csv(given.issues),
        file_name="returns-issues.csv",
        mime="text/csv",
        on_click="ignore",
        key="returns_issues_csv",
    )


def pick_place(given: Given) -> str:
    """Let the reader choose one of the places."""
    left, _ = st.columns([5, 7])
    with left:
        return page_choice("Place", "place", given.places)


def pick_metric() -> str:
    """Let the reader choose one of the metrics."""
    names = metric_names()
    left, _ = st.columns([5, 7])
    with left:
        return page_choice("Metric", "metric", list(names), names.__getitem__)


def writing_back(given: Given | None, place: str = "") -> None:
    """Choose a month (and a blank template), and take the workbook away; nothing where there is none to write."""
    offered = _offered(given, place)
    if not offered:
        return
    st.html(blocks.question(WRITING_QUESTION, below=True) + blocks.title(WRITING_HEADLINE) + blocks.lead(WRITING_WORDS))
    which, blank = st.columns([5, 7], gap="large")
    chosen = which.selectbox("Month to write", list(offered), key="returns_month", help=HELP["month"])
    template = blank.file_uploader(
        "The programme's blank template (optional: without it, one of ours in the same layout)",
        type=["xlsx"],
        key="returns_template",
        max_upload_size=bounds.MOST_BYTES // _MEGA,
    )
    one = offered[chosen]()
    try:
        book = _written(one, template) if template else None
    except SourceError as error:
        st.error(as_text(str(error)), icon=":material/error:")
        return
    into = f"your template {template.name}" if template else "a blank template of ours"
    which.html(blocks.note(f"It is written into {into}."))
    which.download_button(
        "Write the workbook (Excel)", data=book or (lambda: _written(one, None)), file_name=file_name(one),
        mime=WORKBOOK, on_click="ignore", key="returns_write", type="primary",
    )  # fmt: skip


def _written(one: Return, template: UploadedFile | None) -> bytes:
    saved = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    if template is None:
        return write_return(one, saved=saved)
    return write_return(one, template.getvalue(), saved=saved, name=template.name)


def _offered(given: Given | None, place: str) -> dict[str, Callable[[], Return]]:
    """What can be written, by its words: each month of the place's returns, newest first, and the dataset's own figures."""
    by_month: dict[pd.Timestamp, list[Return]] = {}
    for each in given.folder.returns if given else ():
        if each.month is not None and plain(each.place) == plain(place):
            by_month.setdefault(each.month, []).append(each)
    found: dict[str, Callable[[], Return]] = {}
    for month, same in sorted(by_month.items(), reverse=True):
        more = f", {len(same)} returns as one" if len(same) > 1 else ""
        found[f"{place}, {month_words(month)}{more}"] = partial(merged, same)
    dataset = current_dataset()
    for area, month in months_held(dataset):
        words = f"{dataset.area_name(area)}, {month_words(month)}, from the dataset in use"
        found[words] = partial(from_dataset, dataset, area, month)
    return found
