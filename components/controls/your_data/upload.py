"""What a session has given to look at: kept for that session only, checked anew when a choice changes, and forgotten."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.controls.current import current_dataset
from components.controls.given_files import GivenFiles
from components.controls.own_dataset import fresh_folder, own_dataset, start_own, stop_own
from data.additions.take import take_beside
from data.dataset.dataset import Dataset
from data.files.problems import Problem
from data.files.upload_limits import MOST_BYTES_TOGETHER
from data.recipes.guessed import Said
from data.recipes.recipe import Recipe
from data.your_data.add_to_dataset import Joined, join, joined_observations
from data.your_data.apart import marked_copy
from data.your_data.assumptions import Declared
from data.your_data.intake import Intake
from data.your_data.mask_small_counts import NumberCells, number_cells, protected_problems
from data.your_data.unread import TO_BE_AGREED

FOLDER_VARIABLE = "NEIGHBOURHOOD_EQUITY_UPLOADS"
MOST_TOGETHER = MOST_BYTES_TOGETHER
_MADE = "upload_made"


@dataclass(frozen=True)
class Checked:
    """What came of checking files. `problems` and `rows` are safe to show: no small count is in them.

    `asked` is what it was checked for: the dataset's version, the conversions confirmed and what was declared. `joined`
    is what the dataset would hold of it, worked out here and no second time when it is used; None where that is nothing.
    """

    asked: tuple[str, tuple[str, ...], Declared]
    intake: Intake
    problems: tuple[Problem, ...]
    joined: Joined | None
    cells: NumberCells

    @property
    def rows(self) -> pd.DataFrame:
        """The intake's observations as they are shown once joined: small counts hidden, and others that give one away."""
        return self.intake.observations if self.joined is None else self.joined.given


@dataclass
class Upload:
    """Files given in this session with what came of them, once they are checked.

    `joined` is the version of the dataset made of it, once it is in use on every page. `said` is what was said of tables in
    no known format, by label, `agreed` those to be used as they are understood, `recipes` what was kept for such layouts,
    `anew` the fingerprints of those that no recipe is to read; `looked_up` says that kept ones have been asked for.
    """

    given: Path | Mapping[str, bytes]
    about: str
    base: Dataset
    confirmed: tuple[str, ...] = ()
    area_of: dict[str, str] = field(default_factory=dict)
    joined: str = ""
    last_check: Checked | None = None
    said: dict[str, Said] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()
    recipes: tuple[Recipe, ...] = ()
    anew: frozenset[str] = frozenset()
    looked_up: bool = False

    @property
    def intake(self) -> Intake:
        """What the files hold. Errors: ValueError before the first check."""
        return self._checked().intake

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, safe to show. Errors: ValueError before the first check."""
        return self._checked().problems

    @property
    def rows(self) -> pd.DataFrame:
        """The rows as they will be shown. Errors: ValueError before the first check."""
        return self._checked().rows

    def _checked(self) -> Checked:
        if self.last_check is None:
            raise ValueError("last_check: found none, expected check() to have been called")
        return self.last_check

    @property
    def declared(self) -> Declared:
        """What the person has said of the files on the page."""
        return Declared(
            area_of={name: code for name, code in self.area_of.items() if code},
            recipes=self.recipes,
            said=dict(self.said),
            agreed=self.agreed,
            anew=self.anew,
        )

    @property
    def waits(self) -> bool:
        """Whether nothing is used yet and all there is to tell is that tables wait to be checked."""
        return self.intake.observations.empty and all(each.problem == TO_BE_AGREED for each in self.problems)

    @property
    def in_use(self) -> bool:
        """Whether every page of this session shows it now."""
        own = own_dataset()
        return own is not None and own.dataset.version == self.joined

    def check(self) -> None:
        """Check the files, unless nothing has changed since they last were."""
        asked = (self.base.version, self.confirmed, self.declared)
        if self.last_check is not None and asked == self.last_check.asked:
            return
        intake = take_beside(self.given, self.base, declared=self.declared, confirmed=self.confirmed)
        rule = self.base.manifest.disclosure
        joined = None if intake.observations.empty else joined_observations(self.base, intake)
        cells = number_cells(intake, intake.observations if joined is None else joined.given, rule)
        problems = protected_problems(intake.problems, cells, rule)
        # What is on every page was made of the files as they were taken before.
        self.last_check, self.joined = Checked(asked, intake, problems, joined, cells), ""

    def marked_copy(self) -> bytes:
        """The files as one workbook with faulty cells marked, small counts as *."""
        found = self._checked()
        return marked_copy(replace(found.intake, problems=found.problems), found.cells)

    def join(self, folder: Path) -> Dataset:
        """The dataset with these figures in it, in a new folder; rows with an error are left out and the manifest says so."""
        checked = self._checked()
        return join(self.base, checked.intake, folder, without_faulty=True, joined=checked.joined)

    def use(self) -> None:
        """Show it on every page of this session; ContractError leaves the dataset in use as it was."""
        with fresh_folder() as folder:
            made = self.join(folder)
            start_own(made, about=self.about)
            self.joined = made.version
        st.session_state[_MADE] = (self.joined, self.base)


FILES: GivenFiles[Upload] = GivenFiles("upload")


def kept() -> Upload | None:
    """What this session has given, with the dataset it would be joined to; None before anything is given."""
    found = FILES.kept()
    if found is not None:
        found.base = _base()
    return found


def _base() -> Dataset:
    """The dataset to join to: the one in use, or what it was made from where it was made of files given here."""
    own, made = own_dataset(), st.session_state.get(_MADE)
    return made[1] if own and made and own.dataset.version == made[0] else current_dataset()


def load() -> None:
    """Take what stands in the file widget; what is too much together is refused and what was there before is kept.

    Once the last file is taken out of the widget nothing is kept of it but a dataset in use, which has its own way back.
    """
    given = taken_from(FILES)
    if given:
        _keep(given, about_files(list(given)))


def taken_from(page: GivenFiles[Any]) -> dict[str, bytes]:
    """The files in a page's widget by name; {} where there are none, or too much, which the page is made to tell."""
    files = page.in_widget()
    if not files:
        page.drop()
        return {}
    given, fault = taken_together(files)
    if fault:
        page.refuse(fault)
    return given


def taken_together(files: Sequence[UploadedFile]) -> tuple[dict[str, bytes], str]:
    """An upload widget's files as bytes by name, none lost for having another's name; or words on why they are too much."""
    size = sum(each.size for each in files)
    if size > MOST_TOGETHER:
        return {}, (
            f"Together the files hold {size / 1e6:,.0f} MB; at most {MOST_TOGETHER / 1e6:,.0f} MB are taken at a time. "
            "Leave out periods or columns that are not needed, or give them in parts."
        )
    given: dict[str, bytes] = {}
    for each in files:
        given[_free_name(each.name, given)] = each.getvalue()
    return given, ""


def _free_name(name: str, taken: Mapping[str, bytes]) -> str:
    """A name that is not taken: of two files of one name neither may be lost."""
    path, number = Path(name), 2
    while name in taken:
        name = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return name


def about_files(names: list[str]) -> str:
    """What was given, as it ends the sentence 'you are looking at …'."""
    return (
        f"the file you gave, {names[0]}" if len(names) == 1 else f"the {len(names):,} files you gave, {names[0]} first"
    )


def _keep(given: Path | Mapping[str, bytes], about: str) -> None:
    FILES.keep(Upload(given, about, _base()))


def folders() -> dict[str, Path]:
    """Folders that this server lets people point at, by their names below the one its environment names; none usually."""
    root = os.environ.get(FOLDER_VARIABLE, "")
    if not root or not Path(root).is_dir():
        return {}
    inside = sorted(each for each in Path(root).iterdir() if each.is_dir() and not each.name.startswith("."))
    return {"(the whole folder)": Path(root)} | {each.name: each for each in inside}


def load_folder(name: str) -> None:
    """Take a folder that the server offers by its name."""
    _keep(folders()[name], f"the folder {name}")


def forget() -> None:
    """Forget the files, and the dataset made of them if it is in use."""
    own, made = own_dataset(), st.session_state.get(_MADE)
    if own and made and own.dataset.version == made[0]:
        stop_own()
    st.session_state.pop(_MADE, None)
    FILES.forget()
