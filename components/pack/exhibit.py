"""A finding on its way into a file: with the dataset it is of, the day, and what the meeting wants said with it."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry

from components.findings.area_map import AreaMap
from components.findings.finding import Finding
from components.style.dates import day_words

SYNTHETIC = "Synthetic data: an invented area, not a real place and not real people."
SYNTHETIC_WITH_YOURS = (
    "Synthetic data, with yours: the area is invented, and so is every figure but those that you gave."
)


@dataclass(frozen=True)
class Origin:
    """Where the findings of a file come from.

    `mark` must stand on every page of a file of invented figures, and is '' for real ones; `made_on` is the day of the
    file, `released` the day on which real data were put together.
    """

    title: str
    mark: str
    made_on: date
    released: date | None = None

    @property
    def words(self) -> str:
        """The dataset and the days, e.g. 'Testshire · data put together 1 October 2026 · this file made 3 October 2026'."""
        data = f"data put together {day_words(self.released)}" if self.released else ""
        return " · ".join(each for each in (self.title, data, f"this file made {day_words(self.made_on)}") if each)


@dataclass(frozen=True)
class MapPicture:
    """A map to draw: what it shows, the areas' shapes in the same order, boundaries over them, and land outside them all.

    Shapes are in degrees (EPSG:4326); `focus` is outlined.
    """

    shown: AreaMap
    shapes: tuple[BaseGeometry, ...]
    over: tuple[BaseGeometry, ...] = ()
    outside: tuple[BaseGeometry, ...] = ()
    focus: BaseGeometry | None = None


@dataclass(frozen=True)
class Exhibit:
    """One finding to show. `speaker` is who speaks to it and `note` what to say or ask; both may be ''.

    `map` is drawn in place of the finding's figure where it is given.
    """

    finding: Finding
    origin: Origin
    speaker: str = ""
    note: str = ""
    map: MapPicture | None = None

    @property
    def picture_title(self) -> str:
        """What the map shows; '' for a figure, which says it itself."""
        return self.map.shown.title if self.map else ""

    @property
    def alt(self) -> str:
        """What the picture shows, for people who cannot see it."""
        if self.map is None:
            return self.finding.alt
        key = "; ".join(entry.words for entry in self.map.shown.key)
        return f"Map: {self.map.shown.title}. Its colours: {key}. {self.finding.alt}"

    @property
    def source(self) -> str:
        """Source and period on one line."""
        return " · ".join(each for each in (self.finding.source, self.finding.period) if each)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be read with the picture: what is grouped, unknown or hidden."""
        found = self.finding
        noted = self.map.shown.note if self.map else ""
        return tuple(each for each in (noted, found.notice, found.unknown, found.hidden) if each)

    @property
    def spoken_by(self) -> str:
        """Who speaks, as a line; '' where nobody is named."""
        return f"Speaks: {self.speaker}" if self.speaker else ""
