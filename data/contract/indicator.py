"""One indicator's definition, read from one small TOML file."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import tomli_w

from data.contract.errors import ContractError
from data.contract.targets import Rebase, Target, rebases_of, targets_of
from data.contract.vocabulary import DOMAINS, OVER_TIME, POPULATION_BASES, UNJUDGED_DOMAINS, VALUE_TYPES

# What need not be written.
_USUAL = (("general_population", False), ("one_event_each", False))


@dataclass(frozen=True)
class Indicator:
    """What an indicator counts and how its numbers are to be read.

    `population_noun` and `predicate` make a sentence of a proportion ("of *adults* … *smoke*"); `event_noun` makes
    one of a count or rate ("*attendances* per 1,000 *children*"). `multiplier` scales a rate (1,000 = per 1,000).
    What hidden counts could be worked out from is declared: `over_time` says how a longer period's counts come from
    shorter ones ('sum', or 'end' for those of the last), `numerator_is` and `denominator_is` which other indicator's
    count is the same ('gp_appointments.numerator'). `targets` are what it is meant to reach, `rebases` the days on which its
    series begins anew, each with the reason. `general_population` says that its denominator is everyone of the ages it is
    about, so that everyone's ages are those of its groups. `one_event_each`: of a rate, that hardly anybody has its event
    twice in a period (a death, a birth), so that events do not come in bunches. `ended` is the year in which its series
    ended ('2023'), '' for one that goes on: it is told over time, and stands in no list beside those that go on.
    """

    id: str
    name: str
    short_name: str
    question: str
    domain: str
    value_type: str
    higher_is_better: bool
    population_noun: str
    event_noun: str
    numerator: str
    denominator: str
    source: str
    population_base: str
    predicate: str = ""
    multiplier: float = 100.0
    unit: str = ""
    core20plus5: str = ""
    principle: str = ""
    targets: tuple[Target, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    refresh: str = ""
    caveat: str = ""
    over_time: str = ""
    numerator_is: str = ""
    denominator_is: str = ""
    general_population: bool = False
    one_event_each: bool = False
    ended: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether new figures of its series are to be expected."""
        return not self.ended

    @property
    def judged(self) -> bool:
        """Whether a higher or lower value is better or worse for people. Need and resource are only more or less."""
        return self.domain not in UNJUDGED_DOMAINS

    def __post_init__(self) -> None:
        for name, allowed in (
            ("domain", DOMAINS),
            ("value_type", VALUE_TYPES),
            ("population_base", POPULATION_BASES),
            ("over_time", OVER_TIME),
        ):
            found = getattr(self, name)
            if found not in allowed:
                raise ContractError(f"indicator {self.id!r}: {name} is {found!r}; expected one of {', '.join(allowed)}")
        if self.value_type == "proportion" and not self.predicate:
            raise ContractError(f"indicator {self.id!r}: a proportion needs a predicate, for example 'smoke'")
        for name in ("numerator_is", "denominator_is"):
            found = getattr(self, name)
            if found and not re.fullmatch(r"[^.]+\.(numerator|denominator)", found):
                raise ContractError(
                    f"indicator {self.id!r}: {name} is {found!r}; expected another indicator's id and '.numerator' or "
                    "'.denominator'"
                )
        if self.ended and not re.fullmatch(r"(19|20)\d\d", self.ended):
            raise ContractError(f"indicator {self.id!r}: ended is {self.ended!r}; expected a year, such as '2023'")
        if self.multiplier <= 0:
            raise ContractError(f"indicator {self.id!r}: multiplier is {self.multiplier}; expected a number above 0")


def read_indicator(path: Path) -> Indicator:
    """The indicator defined by a TOML file; ContractError names the file and the field at fault."""
    return parse_indicator(path.read_bytes(), path.name)


def parse_indicator(data: bytes, file: str) -> Indicator:
    """The indicator defined by the bytes of a TOML file of this name; ContractError names the file and the field at fault."""
    try:
        found = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError(f"{file}: not valid TOML ({error}); compare it with another indicator's file") from error
    known = {field.name for field in fields(Indicator)}
    unknown = sorted(set(found) - known)
    if unknown:
        raise ContractError(f"{file}: unknown field {unknown[0]!r}; expected some of {', '.join(sorted(known))}")
    try:
        targets, rebases = targets_of(found.pop("targets", [])), rebases_of(found.pop("rebases", []))
    except ContractError as error:
        raise ContractError(f"{file}: {error}") from error
    try:
        indicator = Indicator(**found, targets=targets, rebases=rebases)
    except TypeError as error:
        raise ContractError(f"{file}: {error}; add the missing field") from error
    stem = file.removesuffix(".toml")
    if indicator.id != stem:
        raise ContractError(f"{file}: id is {indicator.id!r}; expected the file's own name, {stem!r}")
    return indicator


def read_indicators(folder: Path) -> dict[str, Indicator]:
    """Every indicator defined in a folder, by id, in the order of `by_domain` and then of the files' names."""
    return by_domain([read_indicator(path) for path in sorted(folder.glob("*.toml"))])


def by_domain(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Indicators by id, in the order of the domains, of each those that go on before those that ended, and then as given."""
    return {
        each.id: each for each in sorted(indicators, key=lambda each: (DOMAINS.index(each.domain), each.ended != ""))
    }


def write_indicator(folder: Path, indicator: Indicator) -> None:
    """Write one indicator as the TOML file that `read_indicator` reads back unchanged."""
    told = {
        name: value
        for name, value in asdict(indicator).items()
        if value not in ("", ()) and (name, value) not in _USUAL
    }
    for name in ("targets", "rebases"):
        told |= {name: [_told(each) for each in told[name]]} if name in told else {}
    (folder / f"{indicator.id}.toml").write_bytes(tomli_w.dumps(told).encode("utf-8"))


def _told(table: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in table.items() if value is not None and value != ""}
