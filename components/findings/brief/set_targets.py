"""How far everyone is from each local target of a board's own set."""

from dataclasses import dataclass

from components.findings.everyone_values import EveryoneValue, everyone_values
from components.findings.own_set import OwnSet, definition_of_chosen
from components.findings.question import Question
from components.findings.values import unit_of
from components.style.dates import day_words
from components.style.numbers import Unit, gap, unit_named, with_unit
from data.journal.entry import ChosenIndicator

REACHED, SHORT, MISSED, CLOSE, CANNOT_TELL = "reached", "not yet", "missed", "too close to tell", "cannot tell"

_UNTOLD = {CANNOT_TELL: "cannot tell: no judged figure of everyone here", CLOSE: "too close to tell from a survey"}


@dataclass(frozen=True)
class TargetStanding:
    """One local target beside everyone's newest value in the area in focus.

    `code` is one of the words above: MISSED is said of figures of the day set for it or later. `to_go` is how far the value
    must still move, in displayed units, None where it is reached or nobody can tell.
    """

    chosen: ChosenIndicator
    code: str
    unit: Unit
    value: EveryoneValue | None = None
    to_go: float | None = None

    @property
    def target_words(self) -> str:
        """The target with its day and owner, e.g. '12.0% by 31 March 2028 (tobacco lead)'."""
        if self.chosen.target is None or self.chosen.by_when is None:
            return ""
        level = with_unit(self.chosen.target, self.unit)
        return f"{level} by {day_words(self.chosen.by_when)} ({self.chosen.owner_role})"

    @property
    def distance_words(self) -> str:
        """How far it is, e.g. '3.2 percentage points to go'."""
        if self.to_go is None:
            return _UNTOLD.get(self.code, self.code)
        missed = ": missed" if self.code == MISSED else ""
        return f"{gap(self.to_go, self.unit)} to go{missed}"

    @property
    def aim_words(self) -> str:
        """Target and distance in one sentence, where the value stands beside it."""
        return f"Our target: {self.target_words}; {self.distance_words}."

    @property
    def words(self) -> str:
        """Value, target and distance for a card."""
        now = "" if self.value is None else f"Everyone: {self.value.value_words} in {self.value.period}. "
        return f"{now}{self.aim_words}"


def set_targets(question: Question, own: OwnSet) -> dict[str, TargetStanding]:
    """How each target of the set stands in the area in focus, by indicator, in the set's order."""
    values = {each.indicator.id: each for each in everyone_values(question)} if _any(own) else {}
    return {
        each.indicator_id: _standing(question, each, values.get(each.indicator_id))
        for each in own.chosen
        if each.target is not None
    }


def _any(own: OwnSet) -> bool:
    return any(each.target is not None for each in own.chosen)


def _standing(question: Question, chosen: ChosenIndicator, value: EveryoneValue | None) -> TargetStanding:
    if value is None or chosen.target is None or chosen.by_when is None:
        return TargetStanding(chosen, CANNOT_TELL, _unit(question, chosen.indicator_id, value))
    sign = 1 if value.indicator.higher_is_better else -1
    to_go = sign * (chosen.target - value.value)
    low, high = value.limits
    # Of a survey: who was asked by chance could have made the difference.
    if low <= chosen.target <= high:
        return TargetStanding(chosen, CLOSE, value.unit, value)
    # As it is shown: what rounds to the target has reached it.
    if round(to_go, value.unit.decimals) <= 0:
        return TargetStanding(chosen, REACHED, value.unit, value)
    late = value.until >= chosen.by_when
    return TargetStanding(chosen, MISSED if late else SHORT, value.unit, value, to_go)


def _unit(question: Question, code: str, value: EveryoneValue | None) -> Unit:
    if value is not None:
        return value.unit
    known = definition_of_chosen(question.dataset, code)
    return unit_named("", 1) if known is None else unit_of(known, 0.0)
