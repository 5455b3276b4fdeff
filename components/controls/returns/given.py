"""The monthly returns a session has given to look at: kept for that session only, read once, and forgotten."""

from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from components.controls.given_files import GivenFiles
from components.controls.your_data.upload import about_files, folders, taken_from
from components.findings.returns.figures import PlaceFigures, place_figures
from data.coding.labels import plain
from data.returns.folder import Folder, read_folder
from data.returns.issues import issues_of
from data.returns.made_up import made_up_returns


@dataclass(frozen=True)
class Given:
    """Returns that were given, with the issues found in them; `about` says where they come from."""

    folder: Folder
    issues: pd.DataFrame
    about: str
    _figures: dict[str, PlaceFigures] = field(default_factory=dict)

    def figures(self, place: str) -> PlaceFigures:
        """The figures of one place, worked out once."""
        if place not in self._figures:
            self._figures[place] = place_figures(self.folder.returns, place)
        return self._figures[place]

    @property
    def synthetic(self) -> bool:
        """Whether any of the workbooks says of itself that it is invented."""
        return any(each.synthetic for each in self.folder.returns)

    @property
    def places(self) -> list[str]:
        """Places with a return of a month that can be read, in order."""
        named = {plain(each.place): each.place for each in self.folder.returns if each.month is not None and each.place}
        return sorted(named.values())


FILES: GivenFiles[Given] = GivenFiles("returns")


def load() -> None:
    """Read what stands in the file widget; too much together is refused, and what was there before is kept."""
    given = taken_from(FILES)
    if given:
        _keep(read_folder(given), about_files(list(given)))


def load_folder(name: str) -> None:
    """Read a folder that the server offers by its name."""
    _keep(read_folder(folders()[name]), f"the folder {name}")


def load_made_up() -> None:
    """Take the made-up returns of the demo's pilots."""
    folder, issues = made_up()
    FILES.keep(Given(folder, issues, "made-up returns of the demo's pilots"))


@cache
def made_up() -> tuple[Folder, pd.DataFrame]:
    """The made-up returns as they are read, and their issues: the same for everybody, made once for a server."""
    folder = read_folder(made_up_returns())
    return folder, issues_of(folder)


def _keep(folder: Folder, about: str) -> None:
    FILES.keep(Given(folder, issues_of(folder), about))
