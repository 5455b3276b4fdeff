"""Every indicator of the demo that is drawn from people's behaviour, with the behaviour behind it."""

from dataclasses import replace

from data.contract.indicator import Indicator
from data.demo.generator.access_indicators import ACCESS
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.checking_indicators import CHECKING
from data.demo.generator.continuity_indicators import CONTINUITY
from data.demo.generator.experience_indicators import EXPERIENCE
from data.demo.generator.indicator_targets import NATIONAL_TARGETS
from data.demo.generator.need_indicators import NEED
from data.demo.generator.outcome_indicators import OUTCOME
from data.demo.generator.treatment_indicators import TREATMENT
from data.demo.generator.waiting_indicators import WAITING

_EVERY = (*ACCESS, *WAITING, *CHECKING, *CONTINUITY, *TREATMENT, *OUTCOME, *EXPERIENCE, *NEED)
CATALOGUE: tuple[tuple[Indicator, Behaviour], ...] = tuple(
    (
        replace(
            indicator,
            over_time=behaviour.over_time(indicator.value_type),
            targets=NATIONAL_TARGETS.get(indicator.id, ()),
        ),
        behaviour,
    )
    for indicator, behaviour in _EVERY
)
