"""A scenario of need: how need is counted, what is set against it, and how far that may move; to and from a link."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from components.findings.kept import kept_with_dataset
from components.findings.need.predictors import NHS_WEIGHTED, newest, predictor_levels
from components.findings.question import Question
from data.dataset.dataset import Dataset

Answer = TypeVar("Answer")

MOST_WEIGHT = 10
MOST_SAVED = 5
LONGEST_NAME = 40
BASES = {"mix": "Illustrative weights", "nhs": "NHS weighted populations"}
CAPS = {15: "1.5 times", 20: "2 times", 30: "3 times", 0: "no cap"}
# Percentages that the limits of a reallocation may take.
LIMITS = {
    "within": (0, 2, 5, 10, 15, 20),
    "loss": (0, 1, 2, 3, 5, 10, 20, 100),
    "gain": (2, 5, 10, 20, 50, 100),
    "new": (0, 1, 2, 5, 10),
}
PRESETS = {
    "alike": ("Every predictor alike", {}),
    "age": ("Age only, as staffing mostly goes today", {"all": 5, "old": 5}),
    "deprived": (
        "Deprivation and illness first",
        {"all": 3, "old": 2, "dep": 5, "ltc": 5, "men": 3, "lea": 2, "neu": 2},
    ),
    "heads": ("Heads only", {"all": 1}),
}
_ALIKE = 3
_SHORT = {"within": "to", "loss": "out", "gain": "in", "new": "new"}
_TOKEN = re.compile(r"([a-z]+)(\d+)")


@dataclass(frozen=True)
class NeedScenario:
    """One scenario. `weights` are (predictor code, 0 to 10); `cap` is in tenths, 0 for none; limits are in percent.

    `within` is how near to its share every neighbourhood should come; `loss` and `gain` the most any may lose and get in a
    year; `new` the new money, of the whole. `resource` is an indicator of the domain resource, or ''.
    """

    basis: str = "mix"
    weights: tuple[tuple[str, int], ...] = ()
    cap: int = 20
    resource: str = ""
    within: int = 5
    loss: int = 3
    gain: int = 10
    new: int = 0

    def to_code(self) -> str:
        """The scenario in one short word for a link, e.g. 'mix.old3.dep2.cap20.to5.out3.in10.new0.by-staff'."""
        parts = [self.basis, *(f"{code}{weight}" for code, weight in self.weights if weight), f"cap{self.cap}"]
        parts += [f"{short}{getattr(self, name)}" for name, short in _SHORT.items()]
        return ".".join([*parts, *([f"by-{self.resource}"] if self.resource else [])])

    def weight(self, code: str) -> int:
        """The weight of a predictor, 0 where it has none."""
        return dict(self.weights).get(code, 0)

    def with_weight(self, code: str, weight: int) -> "NeedScenario":
        """The scenario with one weight moved."""
        return replace(self, weights=tuple((each, weight if each == code else old) for each, old in self.weights))


@dataclass(frozen=True)
class Under(Generic[Answer]):
    """A question asked under a scenario: callable like any other question, and equal where both are."""

    ask: Callable[[Question, NeedScenario], Answer]
    scenario: NeedScenario

    def __call__(self, question: Question) -> Answer:
        return self.ask(question, self.scenario)


@kept_with_dataset
def resources_offered(dataset: Dataset) -> tuple[str, ...]:
    """Indicators of staff or money that are given for neighbourhoods."""
    return tuple(
        each.id for each in dataset.indicators.values() if each.domain == "resource" and len(newest(dataset, each.id))
    )


@kept_with_dataset
def bases_offered(dataset: Dataset) -> tuple[str, ...]:
    """How need can be counted here: NHS weighted populations first where they are loaded."""
    loaded = NHS_WEIGHTED in dataset.indicators and len(newest(dataset, NHS_WEIGHTED)) > 0
    return ("nhs", "mix") if loaded else ("mix",)


def preset_weights(dataset: Dataset, preset: str) -> tuple[tuple[str, int], ...]:
    """A preset's weights over the predictors this dataset has; alike for all of them where the preset names none."""
    codes = predictor_levels(dataset).codes
    named = PRESETS[preset][1] or dict.fromkeys(codes, _ALIKE)
    return tuple((code, named.get(code, 0)) for code in codes)


def preset_of(dataset: Dataset, scenario: NeedScenario) -> str:
    """The preset that a scenario's weights are, '' where they are nobody's."""
    return next((each for each in PRESETS if preset_weights(dataset, each) == scenario.weights), "")


def scenario_from_code(dataset: Dataset, code: str) -> NeedScenario:
    """The nearest scenario that this dataset can show to what a link asks for; '' gives the default."""
    parts = code.split(".") if code else []
    told = {name: int(size) for name, size in (each.groups() for each in map(_TOKEN.fullmatch, parts) if each)}
    wanted = next((each.removeprefix("by-") for each in parts if each.startswith("by-")), "")
    offered, bases = resources_offered(dataset), bases_offered(dataset)
    codes = predictor_levels(dataset).codes
    weights = tuple((each, min(told.get(each, 0), MOST_WEIGHT)) for each in codes)
    plain = NeedScenario()
    limits = {
        name: told[short] if told.get(short) in LIMITS[name] else getattr(plain, name) for name, short in _SHORT.items()
    }
    limits["gain"] = max(limits["gain"], next(each for each in LIMITS["gain"] if each >= limits["new"]))
    return NeedScenario(
        basis=parts[0] if parts and parts[0] in bases else bases[0],
        weights=weights if any(weight for _, weight in weights) else preset_weights(dataset, "alike"),
        cap=told["cap"] if told.get("cap") in CAPS else plain.cap,
        resource=wanted if wanted in offered else (offered[0] if offered else ""),
        **limits,
    )


def saved_from_link(dataset: Dataset, codes: list[str]) -> dict[str, NeedScenario]:
    """Saved scenarios by name, as a link holds them: 'name~code'."""
    found = {}
    for each in codes[:MOST_SAVED]:
        name, _, code = each.partition("~")
        if name.strip():
            found[name.strip()[:LONGEST_NAME]] = scenario_from_code(dataset, code)
    return found


def saved_to_link(saved: dict[str, NeedScenario]) -> list[str]:
    """Saved scenarios as a link holds them."""
    return [f"{name}~{scenario.to_code()}" for name, scenario in saved.items()]
