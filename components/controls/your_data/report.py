"""The widgets of the page for one's own data: give files, mend what can be mended here, read the report, explore, save."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.own_dataset import fresh_folder, own_dataset
from components.controls.page_links import room
from components.controls.your_data import upload as acts
from components.controls.your_data.upload import Upload
from components.findings.wording import of
from components.findings.your_data import rows as intake_rows
from components.findings.your_data import words as intake_words
from data.contract.errors import ContractError
from data.contract.vocabulary import LEVEL_LABELS
from data.files import upload_limits as bounds
from data.files.problems import ERROR, Problem
from data.files.sheet_rows import KINDS
from data.files.spreadsheet_text import WORKBOOK, csv_for_excel
from data.your_data.conversions import OFFERS
from data.your_data.template import indicators_csv, template_csv, template_xlsx

_MEGA = 1_000_000
MOST_RELEASE_BYTES = 200_000_000
_MOST_ASKED = 12
_KINDS_IN_FULL = 3
_AREA_LEVELS = ("icb", "place", "neighbourhood", "practice")
PRIVACY = (
    "What you give stays in this session: only you see it, nothing of it is stored, shared or logged, and it is gone when "
    "you press Forget, some minutes after you close the page, or when the server stops. Small counts are hidden by the "
    "same rule as everywhere here before anything is shown. Only if you choose to have a table’s layout remembered are its "
    "headings, and what they mean, kept on this server: never a figure."
)
LIMITS = (
    f"At most {bounds.MOST_BYTES // _MEGA} MB a file and {acts.MOST_TOGETHER // _MEGA} MB together, {bounds.MOST_FILES} "
    f"files, {bounds.MOST_SHEETS} sheets a workbook, {bounds.MOST_ROWS:,} rows a sheet and {bounds.MOST_SECONDS:.0f} "
    "seconds of checking. CSV or other delimited text, Excel (.xlsx, .xls, .xlsb), OpenDocument (.ods), Parquet, JSON or "
    "GeoJSON; also gzipped, or in a zip. Beside them a recipe (.recipe.toml)."
)
FORMATS = (
    "Any table of figures: what its columns are is guessed, shown to you and corrected. Recognised without any change: the "
    "template below, the monthly template of the National Neighbourhood Health "
    "Implementation Programme, WHO HEAT Plus, Fingertips downloads with categories, and tables by deprivation fifth. Where a "
    "real area is on screen, also published files of figures as their publishers give them: Fingertips, CVDPREVENT, the GP "
    "Patient Survey, appointments, workforce, QOF, vaccinations, Talking Therapies, census topics, "
    "claimants, income and learning disability checks."
)


def giving() -> None:
    """Where files are given: the widget, and the folders this server offers, if any."""
    st.file_uploader(
        "Your tables", type=[*(kind.removeprefix(".") for kind in KINDS), "toml"], accept_multiple_files=True,
        key=acts.FILES.widget_key,
        on_change=acts.load, max_upload_size=bounds.MOST_BYTES // _MEGA,
    )  # fmt: skip
    offered = acts.folders()
    if offered:
        name, button = st.columns([3, 1], gap="small", vertical_alignment="bottom")
        chosen = name.selectbox(
            "Or a folder on this server", list(offered), key="upload_folder", help=HELP["server_folder"]
        )
        button.button("Check it", on_click=acts.load_folder, args=(chosen,), key="upload_check_folder", width="stretch")
    if acts.FILES.fault:
        st.error(as_text(acts.FILES.fault), icon=":material/error:")


def templates() -> None:
    """The template to fill in, in each form."""
    excel, text, definitions = st.columns([5, 4, 4], gap="small")
    for place, label, data, name, mime in (
        (excel, "Template (Excel)", template_xlsx, "template.xlsx", WORKBOOK),
        (text, "Template (CSV)", template_csv, "template.csv", "text/csv"),
        (definitions, "Indicators (CSV)", indicators_csv, "indicators.csv", "text/csv"),
    ):
        place.download_button(
            label, data=data, file_name=name, mime=mime, on_click="ignore", width="stretch", key=f"upload_{name}"
        )


def example() -> None:
    """What a filled template looks like, with invented figures."""
    shown = pd.read_csv(io.BytesIO(template_csv()), dtype=str, keep_default_na=False)
    columns = ["area_code", "period", "dimension", "group", "numerator", "denominator"]
    st.html(blocks.note("A filled template, with invented figures. * is a hidden count; everyone comes first."))
    st.dataframe(shown[columns].iloc[[0, 1, 2, 3, 6, 7, 10]], hide_index=True, key="upload_example")


def mending(upload: Upload) -> None:
    """What can be mended here and now: conversions to confirm, and areas to name."""
    offers = [each for each in OFFERS if each in upload.intake.offers or each in upload.confirmed]
    for each in offers:
        key = f"upload_offer_{each}"
        st.checkbox(
            OFFERS[each],
            value=each in upload.confirmed,
            key=key,
            on_change=_confirm,
            args=(upload, each, key),
            help=HELP["conversion"],
        )
    names = dict.fromkeys([*upload.area_of, *intake_words.unknown_areas(upload.intake)])
    if not names:
        return
    words, columns = _area_words(upload), st.columns(2, gap="small")
    for number, name in enumerate(list(names)[:_MOST_ASKED]):
        key = f"upload_area_{number}"
        current = upload.area_of.get(name, "")
        columns[number % 2].selectbox(
            f"Which area is ‘{as_text(name)}’?", list(words), index=list(words).index(current) if current in words else 0,
            format_func=words.__getitem__, key=key, on_change=_name_area, args=(upload, name, key),
            help=HELP["which_area"],
        )  # fmt: skip
    if len(names) > _MOST_ASKED:
        more = f"{len(names) - _MOST_ASKED:,} more areas are not known: correct them in the file."
        st.html(blocks.note(more))


def _area_words(upload: Upload) -> dict[str, str]:
    words = {"": "not one of ours: leave its rows out"}
    for level in _AREA_LEVELS:
        names = upload.base.areas(level)["area_name"]
        words |= {code: f"{name} ({LEVEL_LABELS[level].lower()})" for code, name in names.items()}
    return words


def _confirm(upload: Upload, offer: str, key: str) -> None:
    rest = tuple(each for each in upload.confirmed if each != offer)
    upload.confirmed = (*rest, offer) if st.session_state[key] else rest


def _name_area(upload: Upload, name: str, key: str) -> None:
    upload.area_of[name] = st.session_state[key]


def exploring(upload: Upload) -> None:
    """Show the figures on every page, save them as a release, or forget them."""
    usable = len(upload.intake.observations) > 0
    explore, save, leave = st.columns([5, 4, 3], gap="small")
    label = "Explore the sound rows on every page" if upload.intake.errors else "Explore this on every page"
    if explore.button(label, type="primary", disabled=not usable or upload.in_use, width="stretch", key="upload_use"):
        _use(upload)
    with save:
        _saving(upload, usable=usable)
    with leave:
        leaving()
    if upload.in_use:
        said, link = st.columns([7, 5], gap="small", vertical_alignment="center")
        said.html(blocks.lead("✓ In use on every page of this session; the shared data is as it was."))
        link.page_link(
            room("who"), label="See who fares worst in these figures", icon=":material/groups:",
            query_params=intake_rows.first_link(upload.rows),
        )  # fmt: skip


def leaving() -> None:
    """The way back to before anything was given."""
    st.button("Forget these files", on_click=acts.forget, width="stretch", key="upload_forget")


def _use(upload: Upload) -> None:
    try:
        with st.spinner("Adding your figures and checking the whole…"):
            upload.use()
    except ContractError:
        # The message may hold cells of the file; what is at fault is in the report above it.
        st.error("These figures could not be joined to the dataset; nothing has changed. The report says what to mend.")
        return
    st.rerun()


def _saving(upload: Upload, *, usable: bool) -> None:
    size = sum(each.stat().st_size for each in upload.base.folder.rglob("*") if each.is_file())
    if size > MOST_RELEASE_BYTES:
        st.html(blocks.note("Too large to save from here: use", blocks.code("python -m data build")))
        return
    st.download_button(
        "Save as a release", data=lambda: release(upload), file_name="release.zip", mime="application/zip",
        on_click="ignore", disabled=not usable, width="stretch", key="upload_save",
        help="A zip of the whole dataset with your figures in it, small counts hidden. Unzip it on a server and start "
        "the dashboard with NEIGHBOURHOOD_EQUITY_DATASET set to that folder: then everyone sees it.",
    )  # fmt: skip


def release(upload: Upload) -> bytes:
    """The dataset with the files' figures in it, as a zip; the one in use on every page where it is that already."""
    own = own_dataset()
    if upload.in_use and own is not None:
        return _zipped(own.dataset.folder)
    with fresh_folder() as folder:
        return _zipped(upload.join(folder).folder)


def _zipped(folder: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                archive.write(each, each.relative_to(folder).as_posix())
    return stream.getvalue()


def report(upload: Upload) -> None:
    """Every problem, by kind in words and one by one in a table, with both downloads."""
    problems = upload.problems
    if not problems:
        st.html(blocks.lead("No problem was found in any row."))
        return
    _kinds(problems)
    errors = sum(each.severity == ERROR for each in problems)
    counts = {"all": len(problems), "error": errors, "warning": len(problems) - errors}
    options = {code: f"{code.capitalize()} {count:,}" for code, count in counts.items()}
    choice, csv, copy = st.columns([4, 3, 3], gap="small", vertical_alignment="bottom")
    chosen = choice.segmented_control(
        "Show",
        list(options),
        default="all",
        format_func=lambda code: as_text(options[code]),
        key="upload_severity",
        help=HELP["severity"],
        required=True,
    )
    table = intake_words.report_table(each for each in problems if chosen in ("all", each.severity))
    st.dataframe(table, hide_index=True, key="upload_problems", height=min(420, 42 + 38 * max(1, len(table))))
    csv.download_button(
        "Report (CSV)", data=lambda: csv_for_excel(intake_words.report_table(problems)), file_name="report.csv",
        mime="text/csv", on_click="ignore", width="stretch", key="upload_report_csv",
    )  # fmt: skip
    copy.download_button(
        "Marked-up copy (Excel)", data=upload.marked_copy, file_name="marked-up.xlsx", mime=WORKBOOK, on_click="ignore",
        width="stretch", key="upload_marked",
        help="Your tables with the cells at fault coloured and a comment in each. Small counts stand as *.",
    )  # fmt: skip


def _kinds(problems: Sequence[Problem]) -> None:
    """The first kinds of problem in full sentences, each with its first place."""
    kinds = intake_words.problem_kinds(problems).head(_KINDS_IN_FULL)
    lines = []
    for severity, kind, rows in kinds[["severity", "problem", "rows"]].itertuples(index=False):
        first = next(each for each in problems if (each.severity, intake_words.kind_of(each)) == (severity, kind))
        mark = "● Error" if severity == ERROR else "○ Warning"
        lines.append((blocks.strong(f"{mark}, {of(rows, 'row', 'rows')}."), f"{first.sentence}."))
    st.html(blocks.listed(lines, kind="problems"))


def details(upload: Upload) -> None:
    """What the tables were taken for, what they cover, their first rows as they were understood, and the groups."""
    taken, cover, first, groups = st.tabs(["What was recognised", "What is covered", "First rows", "Groups"])
    with taken:
        st.dataframe(intake_words.taken_table(upload.intake), hide_index=True, key="upload_taken")
        for note in upload.intake.notes:
            st.html(blocks.note(note))
    with cover:
        grid = intake_rows.coverage_table(upload.rows, upload.intake)
        st.html(blocks.note(intake_rows.coverage_words(grid)))
        st.dataframe(grid, hide_index=True, key="upload_coverage")
    with first:
        st.html(blocks.note("As they were understood, with small counts hidden; not as they stand in the file."))
        st.dataframe(
            intake_rows.rows_table(upload.rows, upload.intake, upload.base), hide_index=True, key="upload_rows"
        )
    with groups:
        mapping = intake_words.mapping_table(upload.intake.mapping)
        st.html(blocks.note("Which label of your file was taken for which group."))
        st.dataframe(mapping, hide_index=True, key="upload_mapping")
        st.download_button(
            "Groups (CSV)", data=lambda: csv_for_excel(mapping), file_name="groups.csv", mime="text/csv",
            on_click="ignore", key="upload_mapping_csv",
        )  # fmt: skip
