"""The five goals of the neighbourhood health framework, and which indicators show each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.contract.indicator import Indicator


@dataclass(frozen=True)
class FrameworkGoal:
    """One goal. Indicators of its `domains` show it, and those named; `note` says of whom they are, where that is not all."""

    code: str
    title: str
    domains: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    note: str = ""

    def shown_by(self, indicator: Indicator) -> bool:
        """Whether an indicator is one of those that show the goal."""
        return indicator.domain in self.domains or indicator.id in self.indicators


@cache
def framework_goals() -> tuple[FrameworkGoal, ...]:
    """The goals in the framework's order."""
    text = Path(__file__).with_name("framework_goals.toml").read_text(encoding="utf-8")
    return tuple(
        FrameworkGoal(
            code=each["code"],
            title=each["title"],
            domains=tuple(each.get("domains", ())),
            indicators=tuple(each.get("indicators", ())),
            note=each.get("note", ""),
        )
        for each in tomllib.loads(text)["goals"]
    )
