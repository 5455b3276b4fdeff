"""The drawing's widgets: the map to click, the team drawn into, the list by name, and how a drawing is kept or used."""

import streamlit as st

from components.charts.maps import MapAddresses
from components.charts.team_map import WORDS, team_map
from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.current import served_level
from components.controls.map_view import key_line, show_deck
from components.controls.neighbourhoods import drawing_board as acts
from components.controls.neighbourhoods.drawing_board import Board, drawing_base
from components.controls.own_dataset import fresh_folder, own_dataset, start_own
from components.findings.neighbourhoods.drawn_map import DrawnMap
from components.findings.table import Table
from data.dataset.dataset import Dataset
from data.neighbourhoods.footprints import Links
from data.neighbourhoods.lookup import lookup_csv
from data.neighbourhoods.redrawing import UnfinishedDrawingError, redraw

_UPLOAD_MEGABYTES = 5


def drawing_map(found: DrawnMap, *, height: int, alt: str) -> None:
    """The map of small areas; a click or Enter puts one in the team drawn into."""
    served = served_level("lsoa")
    addresses = MapAddresses(
        shapes=f"/geo/{served.shapes.name}",
        outlines=f"/geo/{served.outlines.name}",
        hatching=f"/geo/{served.hatching.name}",
        style="/geo/style.json",
        bounds=served.bounds,
    )
    deck = team_map(addresses, colours=found.colours, hatched=found.hatched, labels=found.labels)
    show_deck(
        deck, key=acts.MAP, height=height, alt=alt, shapes=addresses.shapes, words=WORDS, clicked=acts.click_map,
        chooses=acts.choose_on_map,
    )  # fmt: skip
    key_line(found.key)


def team_tools(board: Board) -> None:
    """Which team is drawn into, its name, and teams added and removed."""
    teams = board.drawing.teams
    numbers = {code: place + 1 for place, code in enumerate(teams)}
    st.session_state[acts.ACTIVE] = board.active or None
    chosen, undo = st.columns([3, 1], gap="small", vertical_alignment="bottom")
    chosen.selectbox(
        "Draw into",
        list(teams),
        format_func=lambda code: f"{numbers[code]}  {teams[code]}",
        key=acts.ACTIVE,
        on_change=acts.choose_active,
        disabled=not teams,
        placeholder="no neighbourhood yet",
        help=HELP["draw_into"],
    )
    undo.button("Undo", on_click=board.take_back, disabled=not board.earlier, width="stretch", key="drawing_undo")
    name, add, more = st.columns([5, 2, 2], gap="small", vertical_alignment="bottom")
    name.text_input("Name of a new neighbourhood", key=acts.NEW_NAME, max_chars=60)
    add.button("Add", on_click=acts.add, width="stretch", key="drawing_add")
    with more.popover("More", disabled=not board.active, width="stretch"):
        st.session_state[acts.NAME] = teams.get(board.active, "")
        st.text_input("Call it", key=acts.NAME, max_chars=60, on_change=acts.rename)
        st.button("Remove it (its small areas are then in none)", on_click=acts.remove, key="drawing_remove")


def by_name(board: Board) -> None:
    """Small areas by name: the same as clicking, for the keyboard; whole neighbourhoods too."""
    base = drawing_base()
    names, old = base.areas("lsoa")["area_name"], base.areas("neighbourhood")["area_name"]
    words = {code: f"All of {name} as it was" for code, name in old.to_dict().items()}
    words |= {code: f"{name} ({code})" for code, name in names.to_dict().items()}
    st.multiselect(
        "Small areas by name, instead of clicking",
        list(words),
        format_func=words.__getitem__,
        key=acts.BY_NAME,
        help=HELP["drawing_names"],
    )
    put, out = st.columns(2, gap="small")
    into = board.drawing.teams.get(board.active, "the neighbourhood")
    put.button(
        f"Put in {as_text(into)}",
        on_click=acts.put_named,
        disabled=not board.active,
        width="stretch",
        key="drawing_put",
    )
    out.button("Take out of all", on_click=acts.leave_named, width="stretch", key="drawing_out")


def say(board: Board) -> None:
    """What was last done, or why it could not be."""
    if board.fault:
        st.error(as_text(board.fault), icon=":material/error:")
    elif board.said:
        st.html(blocks.note(board.said, status=True))


def ask_column(board: Board) -> None:
    """Which column of a lookup are the neighbourhoods, where several could be; nothing where none waits for it."""
    if board.asked is not None:
        st.selectbox(
            f"Which column of {as_text(board.asked.name)} are the neighbourhoods?",
            board.asked.columns,
            index=None,
            key=acts.COLUMN,
            on_change=acts.choose_column,
            placeholder="choose one, and it is drawn",
            help=HELP["lookup_column"],
        )


def rest_button(board: Board, links: Links) -> None:
    """A way to be done with the areas in no team; nothing where there are none, or no team to give them to."""
    if board.drawing.unassigned and len(board.drawing.teams) > len(board.drawing.empty_teams):
        st.button(
            "Give the rest to neighbourhoods they touch",
            on_click=acts.give_rest,
            args=(links,),
            width="stretch",
            key="drawing_rest",
        )


def keep_and_use(board: Board) -> None:
    """Use the drawing on every page, keep it as a lookup, load one, or begin again."""
    use, save, begin = st.columns([9, 7, 8], gap="small", vertical_alignment="bottom")
    if use.button("Use these on every page", type="primary", width="stretch", key="drawing_use"):
        _use(board)
    save.download_button(
        "Save as a lookup",
        data=lambda: lookup_csv(board.drawing),
        file_name="neighbourhoods.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        key="drawing_save",
    )
    with begin.popover("Load, begin again", width="stretch"):
        st.file_uploader(
            "Lookup: CSV of small areas and neighbourhoods",
            type="csv",
            key=acts.LOADED,
            on_change=acts.load,
            max_upload_size=_UPLOAD_MEGABYTES,
        )
        st.button("Begin with the neighbourhoods there are", on_click=acts.begin_existing, key="drawing_existing")
        st.button("Begin with none", on_click=acts.begin_empty, key="drawing_empty")


def _use(board: Board) -> None:
    """Make a dataset of the drawing and show it on every page of this session."""
    own, base = own_dataset(), drawing_base()
    try:
        with st.spinner("Adding up small areas…"), fresh_folder() as folder:
            made = redraw(base, board.drawing, folder)
            words = (
                f"{len(board.drawing.teams) - len(board.drawing.empty_teams):,} neighbourhoods drawn from small areas"
            )
            start_own(Dataset.open(folder), about=words, private=own is not None and own.private, base=base)
    except UnfinishedDrawingError as error:
        board.fault = f"{error} Put each in a neighbourhood first, so that nobody is left out of the comparison."
        st.rerun()
    board.said = "In use on every page."
    if made.summed:
        board.said += f" Figures of {len(made.summed):,} indicators are added up from small areas."
    if made.left_out:
        board.said += (
            f" {len(made.left_out):,} are not given for neighbourhoods you changed; Methods names them and says why."
        )
    st.rerun()


def team_table(table: Table, *, height: int) -> None:
    """The drawing's table, its columns as narrow as their words, so that all are in view on a laptop."""
    widths = (40, 122, 62, 116, 54, 86)
    labels = [each.label for each in table.columns]
    config = {label: st.column_config.Column(width=width) for label, width in zip(labels, widths, strict=False)}
    st.dataframe(table.text, hide_index=True, key="drawing_table", height=height, column_config=config)
