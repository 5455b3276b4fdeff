"""Every indicator of the demo that is drawn from people's behaviour, with the behaviour behind it."""

from dataclasses import replace

from data.contract.indicator import Indicator
from data.demo.access_indicators import ACCESS
from data.demo.behaviour import Behaviour
from data.demo.checking_indicators import CHECKING
from data.demo.continuity_indicators import CONTINUITY
from data.demo.experience_indicators import EXPERIENCE
from data.demo.need_indicators import NEED
from data.demo.outcome_indicators import OUTCOME
from data.demo.treatment_indicators import TREATMENT
from data.demo.waiting_indicators import WAITING

_EVERY = (*ACCESS, *WAITING, *CHECKING, *CONTINUITY, *TREATMENT, *OUTCOME, *EXPERIENCE, *NEED)
CATALOGUE: tuple[tuple[Indicator, Behaviour], ...] = tuple(
    (replace(indicator, over_time=behaviour.over_time(indicator.value_type)), behaviour)
    for indicator, behaviour in _EVERY
)
