"""An indicator that a recipe defines: what only a person can say, and the words of the contract made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic_core import to_json

from data.contract.indicator import Indicator

Text = Annotated[str, Field(max_length=400)]


@dataclass(frozen=True)
class Definition:
    """What an indicator of a table is. `better` is 'not said' until somebody says which way is better for people.

    `per` is what a rate or share is of: 100 for shares, 1,000 for a rate per 1,000. `numerator` and `denominator` are
    who or what is counted, of whom, in words ('people seen within four weeks', 'people referred').
    """

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=120)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    domain: Literal["access", "continuity", "outcome", "experience", "need", "resource", "process"] = "need"
    value_type: Literal["proportion", "rate", "standardised_rate", "mean", "survey_share"] = "proportion"
    better: Literal["higher", "lower", "not said"] = "not said"
    per: Annotated[float, Field(gt=0, le=10_000_000)] = 100.0
    population_base: Literal["registered", "resident"] = "registered"
    numerator: Text = ""
    denominator: Text = ""
    population_noun: Text = "people"
    predicate: Text = ""
    event_noun: Text = ""
    unit: Text = ""
    source: Text = ""
    caveat: Text = ""


_CHECKED = TypeAdapter(Definition)


def checked_definition(fields: Mapping[str, object]) -> Definition:
    """A definition of these fields, checked; pydantic's ValidationError for an answer that cannot stand."""
    return _CHECKED.validate_json(to_json(fields))


def indicator_of(definition: Definition) -> Indicator:
    """The contract's indicator. Where nobody has said which way is better it is one of need, which is never judged."""
    said = definition.better != "not said"
    return Indicator(
        id=definition.id,
        name=definition.name,
        short_name=definition.name,
        question=f"{definition.name}: how do people differ?",
        domain=definition.domain if said else "need",
        value_type=definition.value_type,
        higher_is_better=definition.better == "higher",
        population_noun=definition.population_noun or "people",
        predicate=definition.predicate or _predicate(definition),
        event_noun=definition.event_noun or "people counted",
        numerator=definition.numerator or "Those counted",
        denominator=definition.denominator or "Those who could have been counted",
        source=definition.source or "A table of our own",
        population_base=definition.population_base,
        multiplier=definition.per,
        unit=definition.unit,
        caveat=definition.caveat,
    )


def _predicate(definition: Definition) -> str:
    """Words that follow 'of people …' where nobody has given any: by the heading of what is counted, else by the name."""
    counted = definition.numerator or definition.name
    return f"are counted under ‘{counted}’" if definition.value_type == "proportion" else ""
