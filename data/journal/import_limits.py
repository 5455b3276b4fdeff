"""How much one import may bring: nothing in a journal can be taken out again, so what comes in is bounded."""

from dataclasses import dataclass

from data.journal.errors import JournalError

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class ImportLimits:
    """The most versions and bytes that one import may hold, and the most versions that may be in the journal after it."""

    versions: int
    size: int
    kept: int
    mend: str

    def check_size(self, size: int) -> None:
        """JournalError where a file is larger, before it is read."""
        if size > self.size:
            raise JournalError(
                f"the import: found {size:,} bytes; expected {self.size // _MEGABYTE:,} million at most. "
                f"To mend it: {self.mend}"
            )

    def check_versions(self, versions: int) -> None:
        """JournalError where an import holds more versions."""
        if versions > self.versions:
            raise JournalError(
                f"the import: found {versions:,} versions; expected {self.versions:,} at most. To mend it: {self.mend}"
            )

    def check_kept(self, kept: int) -> None:
        """JournalError where the journal would hold more versions afterwards."""
        if kept > self.kept:
            raise JournalError(
                f"the journal: found {kept:,} versions with those that the import would add; expected {self.kept:,} at "
                f"most. To mend it: {self.mend}"
            )


FROM_A_PAGE = ImportLimits(
    2_000, 5 * _MEGABYTE, 10_000, "ask whoever runs this server to import it with python -m data journal import"
)
FROM_THE_COMMAND_LINE = ImportLimits(
    200_000, 500 * _MEGABYTE, 1_000_000, "take in the records that are needed; split the file by its records"
)
