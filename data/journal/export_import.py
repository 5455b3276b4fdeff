"""A whole journal as JSON lines, and back: every version of every record and the recipes, so that nothing is left behind."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import AfterValidator
from sqlalchemy import Connection

from data.journal import reading
from data.journal.checking import checked, editor_faults
from data.journal.entry import Entry
from data.journal.entry_history import STANDINGS, TakenIn, Version
from data.journal.errors import BadLine, EntryError, Fault
from data.journal.moments import Moment
from data.journal.recipe_lines import is_recipe, read_recipe, recipe_line, take_in_recipes
from data.journal.recipes import KeptRecipe
from data.journal.strict_json import NO_OTHER_FIELD, Whole, from_plain, misfit, read_object, shown, to_text
from data.journal.writing import add_versions

# An export with recipes is of the second format: a release that knows the first only would not know their lines.
FORMAT, FORMAT_WITH_RECIPES = 1, 2


def _an_id(text: str) -> str:
    try:
        known = str(uuid.UUID(text)) == text
    except ValueError:
        known = False
    if not known:
        raise misfit("a record's id: a UUID in small letters")
    return text


def _a_standing(text: str) -> str:
    if text not in STANDINGS:
        raise misfit(f"one of {', '.join(STANDINGS)}")
    return text


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The first line: that this is a journal, and how its lines are written."""

    __pydantic_config__ = NO_OTHER_FIELD

    journal: str
    format: Whole


@dataclass(frozen=True, kw_only=True)
class Line:
    """One version, as a line holds it; `written_at` is a moment in UTC."""

    __pydantic_config__ = NO_OTHER_FIELD

    record_id: Annotated[str, AfterValidator(_an_id)]
    number: Whole
    written_at: Moment
    by_role: str
    note: str
    standing: Annotated[str, AfterValidator(_a_standing)]
    based_on: Whole | None
    merged_from: Whole | None
    entry: Entry


@dataclass(frozen=True)
class Arrived:
    """What an export holds: the versions of each record, and the recipes that stood."""

    versions: dict[str, list[Version]]
    recipes: tuple[KeptRecipe, ...] = ()


_JOURNAL = "neighbourhood-equity"


def to_lines(versions: Mapping[str, Sequence[Version]], recipes: Sequence[KeptRecipe] = ()) -> str:
    """The heading, then a line a version, then a line a recipe."""
    heading = Heading(journal=_JOURNAL, format=FORMAT_WITH_RECIPES if recipes else FORMAT)
    lines = [to_text(_line(each)) for history in versions.values() for each in history]
    return "\n".join([to_text(heading), *lines, *map(recipe_line, recipes), ""])


def _line(version: Version) -> Line:
    return Line(
        record_id=version.record_id,
        number=version.number,
        written_at=version.written_at,
        by_role=version.by_role,
        note=version.note,
        standing=version.standing,
        based_on=version.based_on,
        merged_from=version.merged_from,
        entry=version.entry,
    )


def from_lines(text: str) -> Arrived:
    """What an export holds; BadLine names the first line that cannot be taken."""
    found: dict[str, list[Version]] = {}
    recipes: dict[str, KeptRecipe] = {}
    lines = [(number, line) for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip()]
    for place, (number, line) in enumerate(lines):
        try:
            plain = read_object(line)
            if place == 0:
                _check_heading(plain)
            elif is_recipe(plain):
                recipe = read_recipe(plain)
                recipes[recipe.fingerprint] = recipe
            else:
                version = _read_line(plain)
                earlier = found.setdefault(version.record_id, [])
                _check_follows(version, earlier)
                earlier.append(version)
        except EntryError as error:
            raise BadLine(f"line {number:,}: {error}. Nothing has been taken in") from None
    if not lines:
        raise BadLine("line 1: found nothing; expected the heading line of an exported journal")
    return Arrived(found, tuple(recipes.values()))


def _check_heading(plain: dict[str, Any]) -> None:
    if plain.get("journal") != _JOURNAL:
        raise EntryError(Fault("journal", shown(plain.get("journal")), "the heading line of an exported journal"))
    heading = from_plain(Heading, plain)
    if heading.format not in (FORMAT, FORMAT_WITH_RECIPES):
        formats = f"{FORMAT} or {FORMAT_WITH_RECIPES}, which this release reads"
        raise EntryError(Fault("format", shown(heading.format), formats))


def _read_line(plain: dict[str, Any]) -> Version:
    """The version that a line holds, if it could have been written here."""
    read = from_plain(Line, plain)
    checked(read.entry)
    faults = editor_faults(read.by_role, read.note)
    if faults:
        raise EntryError(*faults)
    return Version(
        record_id=read.record_id,
        number=read.number,
        entry=read.entry,
        written_at=read.written_at,
        by_role=read.by_role,
        note=read.note,
        standing=read.standing,
        based_on=read.based_on,
        merged_from=read.merged_from,
    )


def _check_follows(version: Version, earlier: Sequence[Version]) -> None:
    """Whether a version can come after the earlier ones of its record."""
    expected = len(earlier) + 1
    if version.number != expected:
        raise EntryError(Fault("number", f"{version.number:,}", f"{expected:,}, the next version of this record"))
    # Another journal's versions, set aside here, may be based on one another.
    known = [each.number for each in earlier if each.stands or not version.stands]
    if not earlier and (version.standing, version.based_on, version.merged_from) != ("written", None, None):
        raise EntryError(Fault("standing", shown(version.standing), "a first version that is written, based on none"))
    for field in ("based_on", "merged_from"):
        number = getattr(version, field)
        if number is not None and number not in known:
            raise EntryError(Fault(field, f"{number:,}", "the number of an earlier version that stood"))
    if (version.merged_from is not None) != (version.standing == "merged"):
        raise EntryError(Fault("merged_from", shown(version.merged_from), "a number if, and only if, it was merged"))
    if earlier and version.entry.kind != earlier[0].entry.kind:
        raise EntryError(
            Fault("entry.kind", shown(version.entry.kind), f"{earlier[0].entry.kind}, as the record began")
        )


def take_in(connection: Connection, arrived: Arrived) -> TakenIn:
    """Add versions and recipes that are not here yet; what was written in both places after they parted is set aside."""
    new, already, conflicts = 0, 0, []
    for record_id, theirs in arrived.versions.items():
        ours = reading.versions(connection, record_id).get(record_id, [])
        added, clashing = _missing(ours, theirs)
        add_versions(connection, added)
        new, already = new + len(added), already + len(theirs) - len(added)
        conflicts += clashing
    recipes, known, differing = take_in_recipes(connection, arrived.recipes)
    return TakenIn(new, already, (*conflicts, *differing), recipes, known)


def _mark(version: Version) -> tuple[object, ...]:
    """What tells a version from every other of its record, in whichever journal it stands and under whichever number."""
    return version.written_at, version.by_role, version.note, version.entry


def _missing(ours: Sequence[Version], theirs: Sequence[Version]) -> tuple[list[Version], list[str]]:
    """The versions of theirs to add to ours, under the numbers they get here, and which of them clash, in words."""
    here = {_mark(each): each.number for each in ours}
    stood = [_mark(each) for each in ours if each.stands]
    goes_on = [_mark(each) for each in theirs if each.stands][: len(stood)] == stood
    numbers: dict[int, int] = {}
    added, clashing, latest = [], [], len(ours)
    for each in theirs:
        if _mark(each) in here:
            numbers[each.number] = here[_mark(each)]
            continue
        latest += 1
        numbers[each.number] = latest
        clashes = each.stands and not goes_on
        based_on = None if each.based_on is None else numbers.get(each.based_on)
        merged_from = None if each.merged_from is None else numbers.get(each.merged_from)
        placed = replace(each, number=latest, based_on=based_on, merged_from=merged_from)
        added.append(replace(placed, standing="set aside", merged_from=None) if clashes else placed)
        if clashes:
            clashing.append(
                f"{each.entry.title} (record {each.record_id}): version {each.number:,}, by {each.by_role}, was written "
                f"where another stands here; it is kept as version {latest:,}, set aside"
            )
    return added, clashing
