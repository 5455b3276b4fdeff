"""The error a source file raises when it cannot be read as what it is."""


class SourceError(ValueError):
    """Names the place of a fault in a source file, what was found there, what was expected and how to mend it."""

    def __init__(
        self,
        problem: str,
        *,
        file: str = "",
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        found: object = None,
        expected: str = "",
        mend: str = "",
    ):
        self.problem, self.file, self.sheet, self.row = problem, file, sheet, row
        self.column, self.found, self.expected, self.mend = column, found, expected, mend
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = [self.file] if self.file else []
        if self.sheet:
            place.append(f"sheet {self.sheet!r}")
        if self.row is not None:
            place.append(f"row {self.row:,}")
        if self.column:
            place.append(f"column {self.column!r}")
        text = (", ".join(place) + ": " if place else "") + self.problem
        if self.found is not None:
            text += f"; found {self.found!r}"
        if self.expected:
            text += f"; expected {self.expected}"
        return text + (f". To mend it: {self.mend}" if self.mend else "")
