"""The entries of a spec read one by one: whatever is absent, unknown or of another kind is told with its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.files.errors import SourceError

_MEND = "correct this entry of the spec; docs/aggregate.md lists every one"


@dataclass(frozen=True)
class Entries:
    """A table of a TOML file; `where` is the names above it. Every way of reading raises SourceError with the place."""

    found: Mapping[str, object]
    file: str
    where: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its entries."""
        return tuple(self.found)

    def fault(self, name: str, found: object, expected: str) -> SourceError:
        """The error of one entry."""
        return SourceError(
            f"{self.place(name)} cannot stand", file=self.file, found=found, expected=expected, mend=_MEND
        )

    def place(self, name: str) -> str:
        """An entry's name with the names above it."""
        return f"{self.where}.{name}" if self.where else name

    def only(self, *known: str) -> None:
        """Refuse entries of other names: one that is misspelt would count for nothing without a word."""
        strange = next((name for name in self.found if name not in known), None)
        if strange is not None:
            raise self.fault(strange, strange, f"of: {', '.join(known)}")

    def under(self, name: str, *, needed: bool = True) -> "Entries":
        """The table of this name."""
        value = self.found.get(name, None if needed else {})
        if not isinstance(value, Mapping):
            raise self.fault(name, "nothing" if value is None else value, f"a table, as [{self.place(name)}]")
        return Entries(value, self.file, self.place(name))

    def text(self, name: str, usual: str | None = None, allowed: Collection[str] = ()) -> str:
        """A text that is not blank, or the usual one where there is no entry."""
        value = self.found.get(name, usual)
        if not isinstance(value, str) or (not value.strip() and name in self.found):
            raise self.fault(name, "nothing" if value is None else value, "a text in quotation marks")
        if allowed and value not in allowed:
            raise self.fault(name, value, f"of: {', '.join(allowed)}")
        return value

    def texts(self, name: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """A list of one text or more, none twice."""
        values = [str(each) for each in self.items(name) if isinstance(each, str)]
        strange = [each for each in values if allowed and each not in allowed]
        if not values or len(set(values)) != len(self.items(name)) or strange:
            raise self.fault(name, self.found.get(name, "nothing"), f"a list, none twice{_of(allowed)}")
        return tuple(values)

    def items(self, name: str) -> list[object]:
        """A list of anything, empty where there is none."""
        value = self.found.get(name, [])
        if not isinstance(value, list):
            raise self.fault(name, value, "a list in square brackets")
        return value

    def whole(self, name: str, usual: int | None = None, least: int = 0, most: int | None = None) -> int:
        """A whole number within its bounds."""
        value = self.found.get(name, usual)
        fits = isinstance(value, int) and not isinstance(value, bool)
        if not fits or not isinstance(value, int) or value < least or (most is not None and value > most):
            bounds = f"{least} or more" if most is None else f"from {least} to {most}"
            raise self.fault(name, "nothing" if value is None else value, f"a whole number, {bounds}")
        return value

    def number(self, name: str) -> float | None:
        """A number, None where there is no entry."""
        value = self.found.get(name)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.fault(name, value, "a number")
        return float(value)

    def flag(self, name: str, *, usual: bool) -> bool:
        """Yes or no."""
        value = self.found.get(name, usual)
        if not isinstance(value, bool):
            raise self.fault(name, value, "true or false")
        return value

    def day(self, name: str) -> date:
        """A day, written as TOML writes them."""
        value = self.found.get(name)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(
                name, "nothing" if value is None else value, "a day without quotation marks, as 2026-03-31"
            )
        return value


def _of(allowed: Collection[str]) -> str:
    return f", of: {', '.join(allowed)}" if allowed else ""
