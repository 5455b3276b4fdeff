"""The drawing a session is making: what it holds, and what each click, choice and button does to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from components.controls.current import current_dataset
from components.controls.map_view import clicked_area
from components.controls.own_dataset import own_dataset
from data.dataset.dataset import Dataset
from data.files.errors import SourceError
from data.neighbourhoods.drawing import Drawing, empty_drawing, existing_drawing
from data.neighbourhoods.footprints import Links, rest_by_border
from data.neighbourhoods.read_apart import lookup_given

MAP = "drawing_map"
ACTIVE = "drawing_active"
NAME = "drawing_name"
NEW_NAME = "drawing_new_name"
BY_NAME = "drawing_by_name"
LOADED = "drawing_loaded"
COLUMN = "drawing_column"
_BOARD = "drawing_board"
_STEPS_KEPT = 50
Looked = TypeVar("Looked")


@dataclass(frozen=True)
class AskedLookup:
    """A lookup that was given and waits for somebody to say which of its `columns` are the neighbourhoods."""

    name: str
    data: bytes
    columns: tuple[str, ...]


@dataclass
class Board:
    """One session's drawing: as it is, the steps to it, the team drawn into, and what was last done, in words.

    `asked` is a lookup that is not drawn before somebody has chosen its column. `looked` is what was found of the drawing
    when it was last looked at, with the drawing and the team that it was found of.
    """

    version: str
    drawing: Drawing
    active: str
    earlier: list[tuple[Drawing, str]]
    said: str = ""
    fault: str = ""
    clicked: str = ""
    asked: AskedLookup | None = None
    looked: tuple[Drawing, str, object] | None = None

    def look(self, find: Callable[[Drawing, str], Looked]) -> Looked:
        """What is found of the drawing and the team drawn into: the same until one of them is changed."""
        if self.looked is None or self.looked[0] is not self.drawing or self.looked[1] != self.active:
            self.looked = (self.drawing, self.active, find(self.drawing, self.active))
        return self.looked[2]  # type: ignore[return-value]  # a page looks in one way only

    def change(self, drawing: Drawing, said: str, *, active: str | None = None) -> None:
        """Take a step, which can be taken back."""
        self.earlier = [*self.earlier, (self.drawing, self.active)][-_STEPS_KEPT:]
        self.drawing, self.said, self.fault = drawing, said, ""
        self.active = self.active if active is None else active
        if self.active not in drawing.teams:
            self.active = next(iter(drawing.teams), "")

    def take_back(self) -> None:
        """Undo the last step."""
        if self.earlier:
            self.drawing, self.active = self.earlier.pop()
            self.said, self.fault, self.clicked = "The last step is taken back.", "", ""


def drawing_base() -> Dataset:
    """The dataset that drawings are of: what this session used before it drew its own neighbourhoods."""
    own = own_dataset()
    return own.base if own and own.base else current_dataset()


def board() -> Board:
    """This session's drawing, begun from the neighbourhoods there are."""
    base = drawing_base()
    found: Board | None = st.session_state.get(_BOARD)
    if found is None or found.version != base.version:
        drawing = existing_drawing(base)
        found = Board(base.version, drawing, next(iter(drawing.teams), ""), [])
        st.session_state[_BOARD] = found
    return found


def _put(areas: list[str]) -> None:
    found = board()
    if not found.active:
        found.fault = "Make a neighbourhood first: give it a name, then put small areas in it."
        return
    new = [each for each in areas if found.drawing.team_of[each] != found.active]
    name = found.drawing.teams[found.active]
    if not new:
        found.said = f"Already in {name}."
        return
    called = drawing_base().areas("lsoa")["area_name"]
    what = called[new[0]] if len(new) == 1 else f"{len(new):,} small areas"
    found.change(found.drawing.moved(new, found.active), f"{what} put in {name}.")


def click_map() -> None:
    """A click puts the small area in the team drawn into; a second click on the same area takes that back."""
    code, found = clicked_area(MAP), board()
    if code is not None:
        _put_one(code)
    elif found.clicked:
        found.take_back()


def choose_on_map(code: str) -> None:
    """The same by the keyboard: Enter puts the small area in the team drawn into; a second Enter takes that back."""
    found = board()
    if code == found.clicked:
        found.take_back()
    else:
        _put_one(code)


def _put_one(code: str) -> None:
    found = board()
    before = found.drawing
    _put([code])
    found.clicked = code if found.drawing is not before else ""


def put_named() -> None:
    """Put the small areas chosen by name, and those of whole neighbourhoods, in the team drawn into."""
    drawing, base = board().drawing, existing_drawing(drawing_base())
    areas: list[str] = []
    for code in st.session_state[BY_NAME]:
        areas += [code] if code in drawing.team_of else base.areas_of(code)
    _put(list(dict.fromkeys(areas)))
    st.session_state[BY_NAME] = []


def leave_named() -> None:
    """Take the small areas chosen by name out of whatever team they are in."""
    found = board()
    areas = [code for code in st.session_state[BY_NAME] if code in found.drawing.team_of]
    if areas:
        found.change(found.drawing.moved(areas, ""), f"Taken out of their neighbourhood: {len(areas):,}.")
    st.session_state[BY_NAME] = []


def choose_active() -> None:
    """Draw into another team."""
    board().active = st.session_state[ACTIVE]


def rename() -> None:
    """Call the team drawn into by the name typed."""
    _named(lambda found: (found.drawing.renamed(found.active, st.session_state[NAME]), found.active), "Renamed.")


def add() -> None:
    """One more team with the name typed, to draw into next."""
    _named(
        lambda found: found.drawing.with_team(st.session_state[NEW_NAME]), "Added. Click its small areas on the map."
    )
    st.session_state[NEW_NAME] = ""


def _named(make: Callable[[Board], tuple[Drawing, str]], said: str) -> None:
    found = board()
    try:
        drawing, active = make(found)
    except ValueError as error:
        found.fault = str(error)
        return
    found.change(drawing, said, active=active)


def remove() -> None:
    """Remove the team drawn into; its areas are in none."""
    found = board()
    name = found.drawing.teams[found.active]
    found.change(found.drawing.without(found.active), f"{name} is removed; its small areas are in none.")


def begin_empty() -> None:
    """Begin with no team at all."""
    board().change(empty_drawing(drawing_base()), "All small areas are in no neighbourhood: name the first one.")


def begin_existing() -> None:
    """Begin with the neighbourhoods the dataset has."""
    board().change(existing_drawing(drawing_base()), "Back to the neighbourhoods there are.")


def give_rest(links: Links) -> None:
    """Give every area in no team to one it touches."""
    found = board()
    drawing = rest_by_border(found.drawing, links, drawing_base().areas("lsoa")["population"].fillna(0.0))
    found.change(drawing, "The rest went to the neighbourhoods they touch, the smallest first. Look it over.")


def load() -> None:
    """Draw what an uploaded lookup says; a file at fault changes nothing and is told."""
    file = st.session_state[LOADED]
    if file is None:
        return
    _draw_lookup(file.name, file.getvalue())


def choose_column() -> None:
    """Draw what the lookup says by the column chosen for its neighbourhoods."""
    asked, column = board().asked, st.session_state[COLUMN]
    if asked is not None and column is not None:
        _draw_lookup(asked.name, asked.data, column)


def _draw_lookup(name: str, data: bytes, column: str = "") -> None:
    found = board()
    found.asked = None
    try:
        given = lookup_given(data, name, drawing_base().areas("lsoa").index, column)
    except SourceError as error:
        found.fault = str(error)
        return
    if given.drawing is None:
        found.asked, found.said, found.fault = AskedLookup(name, data, given.columns), "", ""
        return
    taken = f" by its column {column}" if column else ""
    found.change(given.drawing, f"{name}: {len(given.drawing.teams):,} neighbourhoods loaded{taken}.")
