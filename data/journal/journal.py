"""The journal: records are added and revised, every version stays, and two people who write at once lose nothing."""

import uuid
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from types import TracebackType

from sqlalchemy import Connection, Engine

from data.journal import export_import as carrying
from data.journal import reading, recipes
from data.journal.checking import checked, editor_faults
from data.journal.database_errors import told
from data.journal.engines import for_writing
from data.journal.entry import Entry
from data.journal.entry_history import EditedMeanwhile, Record, TakenIn, Version
from data.journal.errors import EntryError, JournalError
from data.journal.import_limits import FROM_THE_COMMAND_LINE, ImportLimits
from data.journal.merging import Draft, Outcome, settle
from data.journal.read_apart import export_given
from data.journal.safe_address import shown_address
from data.journal.writing import add_versions, in_turn


class Journal:
    """One journal, open. Threads may share it. `where` says where it is, without a password.

    Every method raises JournalError where the database refuses, with how to mend it.
    """

    def __init__(self, engine: Engine):
        self._engine = engine
        self.where = shown_address(engine.url)

    def add(self, entry: Entry, *, by_role: str) -> Record:
        """Begin a record; EntryError names every fault of an entry that cannot be taken."""
        _check_editor(by_role, "")
        version = Version(str(uuid.uuid4()), 1, checked(entry), datetime.now(UTC), by_role)
        with told(self._engine.url):
            in_turn(for_writing(self._engine), (), lambda connection: add_versions(connection, [version]))
        return self.record(version.record_id)

    def revise(
        self, record_id: str, changes: Mapping[str, object], *, based_on: int, by_role: str, note: str = ""
    ) -> Record:
        """Change some fields of a record, as seen in its version `based_on`; returns the record as it then stands.

        Where others have revised it since, changes to other fields are merged. A field that they changed too, to another
        value, raises EditedMeanwhile, and the draft is kept in the history, set aside. EntryError names faults.
        """
        _check_editor(by_role, note)
        draft = Draft(changes, based_on, by_role, note)

        def work(connection: Connection) -> Outcome:
            history = reading.versions(connection, record_id).get(record_id)
            if history is None:
                raise _no_such(record_id)
            outcome = settle(history, draft, datetime.now(UTC))
            if outcome.version is not None:
                add_versions(connection, [outcome.version])
            return outcome

        with told(self._engine.url):
            outcome = in_turn(for_writing(self._engine), [record_id], work)
        if outcome.clash and outcome.version is not None:
            raise EditedMeanwhile(outcome.base, outcome.theirs, outcome.version, outcome.clash)
        return self.record(record_id)

    def record(self, record_id: str) -> Record:
        """One record as it stands; JournalError if there is none of this id."""
        with told(self._engine.url), self._engine.begin() as connection:
            found = reading.records(connection, record_id=record_id)
        if not found:
            raise _no_such(record_id)
        return found[0]

    def records(
        self,
        kind: str | None = None,
        area_codes: Collection[str] | None = None,
        indicator_id: str | None = None,
        pilot_id: str | None = None,
        state: str | None = None,
    ) -> list[Record]:
        """Records as they stand, the newest made first; None asks for any."""
        with told(self._engine.url), self._engine.begin() as connection:
            return reading.records(
                connection, kind=kind, area_codes=area_codes, indicator_id=indicator_id, pilot_id=pilot_id, state=state
            )

    def history(self, record_id: str) -> list[Version]:
        """Every version of a record, oldest first, drafts set aside among them; JournalError if there is no such record."""
        with told(self._engine.url), self._engine.begin() as connection:
            found = reading.versions(connection, record_id)
        if not found:
            raise _no_such(record_id)
        return found[record_id]

    def export(self) -> str:
        """Every version of every record, and the recipes that stand, as JSON lines under a heading: what `take_in` reads."""
        with told(self._engine.url), self._engine.begin() as connection:
            return carrying.to_lines(reading.versions(connection), recipes.standing(connection))

    def take_in(self, text: str, limits: ImportLimits = FROM_THE_COMMAND_LINE) -> TakenIn:
        """Take in what another journal, or this one, exported: all of it or, where a line cannot be read, nothing.

        Ids, roles and times are kept. What is there already is passed over, so that taking in twice is taking in once.
        What was written in both journals after they parted is in conflict: this journal's version stands, the other is
        kept beside it, set aside. BadLine names the line; JournalError says which of the limits it goes beyond.
        """
        limits.check_size(len(text.encode("utf-8", "surrogatepass")))
        limits.check_versions(sum(1 for line in text.split("\n") if line.strip()) - 1)
        arrived = export_given(text)

        def work(connection: Connection) -> TakenIn:
            taken = carrying.take_in(connection, arrived)
            limits.check_kept(reading.count(connection) if taken.new else 0)
            return taken

        with told(self._engine.url):
            ids = [*arrived.versions, *(each.fingerprint for each in arrived.recipes)]
            return in_turn(for_writing(self._engine), ids, work)

    def keep_recipe(self, fingerprint: str, name: str, text: str, *, by_role: str) -> None:
        """Keep how a layout is read, in place of what stood for it; EntryError names what is wrong with it."""
        with told(self._engine.url):
            in_turn(
                for_writing(self._engine),
                [fingerprint],
                lambda connection: recipes.keep(connection, fingerprint, name, text, by_role),
            )

    def forget_recipe(self, fingerprint: str, *, by_role: str) -> None:
        """Let the recipe of a layout stand no more; nothing happens where none does."""
        with told(self._engine.url):
            in_turn(
                for_writing(self._engine),
                [fingerprint],
                lambda connection: recipes.forget(connection, fingerprint, by_role),
            )

    def recipes(self) -> list[recipes.KeptRecipe]:
        """The recipes that stand, in the order of their names."""
        with told(self._engine.url), self._engine.begin() as connection:
            return recipes.standing(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _check_editor(by_role: str, note: str) -> None:
    faults = editor_faults(by_role, note)
    if faults:
        raise EntryError(*faults)


def _no_such(record_id: str) -> JournalError:
    return JournalError(f"no record {record_id!r} in this journal")
