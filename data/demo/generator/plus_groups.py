"""PLUS groups of the demo: unpaid carers and people who need an interpreter, and how each indicator differs by them.

Carers are asked by the survey, and few leave it out. Whether an interpreter is needed stands in practices' records, where it
is most often not: the table of recording says so too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.contract.ready_dimensions import READY
from data.contract.vocabulary import Dimension
from data.demo.generator.breakdowns import FIFTHS, level_sums
from data.demo.generator.cells import Split
from data.demo.generator.people import People
from data.demo.generator.randomness import stream
from data.demo.generator.splitting import parted

_UNKNOWN_OF = 2
# People of no known fifth are too few to be shown by a PLUS group as well.
_KNOWN = 5


@dataclass(frozen=True)
class PlusGroup:
    """One PLUS group and everyone else, by fifth (1 to 5, then of no known fifth).

    `share` is the part of people whose answer is known that is in the group, `unknown` the part of all whose is not.
    `shift` is how far the group lies from others in each indicator, `deprived` how much further in the most deprived fifth,
    both on the scale of log odds; `unknown_shift` is that of people of whom it is not known.
    """

    dimension: Dimension
    share: tuple[float, ...]
    unknown: tuple[float, ...]
    shift: Mapping[str, float]
    deprived: float = 0.0
    unknown_shift: float = 0.0


PLUS_GROUPS = (
    PlusGroup(
        dimension=READY["carers"],
        share=(0.19, 0.18, 0.17, 0.165, 0.155, 0.17),
        unknown=(0.06, 0.055, 0.05, 0.045, 0.04, 0.07),
        # Story: carers get through as well as others of their fifth: where more of them live is what sets them apart.
        shift={"phone_access": 0.0},
    ),
    PlusGroup(
        dimension=READY["interpreter_need"],
        share=(0.085, 0.06, 0.045, 0.035, 0.028, 0.06),
        unknown=(0.53, 0.50, 0.47, 0.45, 0.43, 0.60),
        # Story: who needs an interpreter misses out, most of all in the most deprived fifth; of half nobody knows.
        shift={"cervical_screening": -0.55},
        deprived=0.3,
        unknown_shift=0.08,
    ),
)
OWN_DIMENSIONS = tuple(each.dimension for each in PLUS_GROUPS)


def plus_splits(
    events: np.ndarray, people: np.ndarray, indicator: str, of: People, *, capped: bool
) -> Iterator[tuple[str, Split, np.ndarray, np.ndarray]]:
    """Each level with each way of dividing an indicator by PLUS groups, and its events and people (periods, areas, groups …).

    `events` and `people` are by neighbourhood and fifth (periods, neighbourhoods, 6). Neighbourhoods are too small for PLUS
    groups by fifth: only places and the whole area have those, of people whose fifth is known.
    """
    for group in PLUS_GROUPS:
        if indicator not in group.shift:
            continue
        code = group.dimension.code
        jitter = stream(f"{code} people {indicator}").lognormal(0, 0.12, (1, people.shape[1], 1, 1))
        known = 1 - np.array(group.unknown)
        shares = np.stack([np.array(group.share) * known, (1 - np.array(group.share)) * known, 1 - known], axis=-1)
        shares = shares * np.concatenate([jitter, np.ones_like(jitter), np.ones_like(jitter)], axis=-1)
        tilt = np.zeros((len(FIFTHS), len(group.dimension.groups)))
        tilt[:, 0] = group.shift[indicator]
        tilt[0, 0] += np.sign(group.shift[indicator]) * group.deprived
        tilt[:, _UNKNOWN_OF] = np.sign(group.shift[indicator]) * group.unknown_shift
        numerator, denominator = parted(events, people, shares, tilt, f"{code} {indicator}", capped=capped)
        groups = tuple(group.dimension.groups)
        single, pair = Split(code, groups), Split("deprivation_quintile", FIFTHS[:_KNOWN], code, groups)
        for (level, n), (_, d) in zip(level_sums(numerator, of), level_sums(denominator, of), strict=True):
            yield level, single, n.sum(axis=2), d.sum(axis=2)
            if level != "neighbourhood":
                yield level, pair, n[:, :, :_KNOWN], d[:, :, :_KNOWN]
