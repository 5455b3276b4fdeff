"""Counts of a neighbourhood split by age band and by sex, so that the parts add up to the whole exactly."""

from collections.abc import Iterator

import numpy as np

from data.demo.generator.ages import people_by_age
from data.demo.generator.behaviour import Behaviour
from data.demo.generator.cells import Split
from data.demo.generator.people import People
from data.demo.generator.randomness import stream

_OLDER_TILT = {"0-17": -0.35, "18-39": -0.45, "40-64": 0.05, "65-79": 0.5, "80+": 0.6}


def shared_out(totals: np.ndarray, weights: np.ndarray, most: np.ndarray | None = None) -> np.ndarray:
    """Whole numbers in proportion to `weights` (…, parts) that sum to `totals` (…), none above `most` (…, parts).

    `totals` may not exceed the sum of `most`. What does not fit in one part goes to the parts that have room.
    """
    exact = totals[..., None] * weights / weights.sum(axis=-1, keepdims=True)
    if most is not None:
        exact = np.minimum(exact, most)
        room = most - exact
        left = totals[..., None] - exact.sum(axis=-1, keepdims=True)
        exact = np.minimum(exact + left * room / np.maximum(room.sum(axis=-1, keepdims=True), 1e-9), most)
    whole = np.floor(exact + 1e-9)
    short = np.rint(totals - whole.sum(axis=-1))
    room_left = np.full(whole.shape, np.inf) if most is None else most - whole
    order = np.argsort(np.where(room_left >= 1, whole - exact, np.inf), axis=-1, kind="stable")
    place = np.argsort(order, axis=-1, kind="stable")
    return np.asarray((whole + (place < short[..., None])).astype(int))


def parted(
    events: np.ndarray,
    people: np.ndarray,
    shares: np.ndarray,
    tilt: np.ndarray,
    purpose: str,
    *,
    capped: bool,
    parts: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Events and people (periods, areas …) split into parts: shares of the people, events by tilt and a little chance.

    `parts` (periods, areas, parts) are the people's where they are known already.
    """
    rng = stream(purpose)
    jitter = rng.lognormal(0, 0.02, (1, *people.shape[1:], shares.shape[-1]))
    split_people = shared_out(people, shares * jitter) if parts is None else parts
    base = np.clip(events / np.maximum(people, 1), 1e-6, None)[..., None]
    chance = base * np.exp(tilt) / (1 - base + base * np.exp(tilt)) if capped else base * np.exp(tilt)
    expected = np.maximum(split_people * chance, 1e-6)
    spread = np.sqrt(expected * (1 - np.minimum(chance, 1)) if capped else expected)
    wanted = np.maximum(expected + spread * rng.normal(size=expected.shape), 0.05 * expected)
    return shared_out(events, wanted, split_people if capped else None), split_people


def age_and_sex(
    events: np.ndarray, counted: np.ndarray, behaviour: Behaviour, everyone: People, purpose: str, *, capped: bool
) -> Iterator[tuple[Split, np.ndarray, np.ndarray]]:
    """Each split by age and sex that an indicator has, with its events and people (periods, neighbourhoods, groups).

    `events` are by neighbourhood, `counted` the people by neighbourhood, fifth and ethnic group. `capped` when events are
    people, so that no part has more events than people.
    """
    people = counted.sum(axis=(2, 3))
    if behaviour.ages:
        size = everyone.counts[0].sum(axis=1)
        older = np.bincount(everyone.neighbourhood, everyone.older * size) / np.bincount(everyone.neighbourhood, size)
        lean = np.array([_OLDER_TILT[band] for band in behaviour.ages])
        shares = np.array(list(behaviour.ages.values())) * np.exp(lean * older[:, None])
        tilt = np.array([behaviour.age_tilt.get(band, 0.0) for band in behaviour.ages])
        known = None
        if behaviour.younger_deprived:
            known = people_by_age(counted, behaviour, everyone, purpose).sum(axis=(2, 3))
        found = parted(events, people, shares, tilt, f"age {purpose}", capped=capped, parts=known)
        yield Split("age", tuple(behaviour.ages)), *found
    if behaviour.female is not None:
        shares = np.array([behaviour.female, 1 - behaviour.female])
        tilt = np.array([behaviour.female_tilt, -behaviour.female_tilt]) / 2
        found = parted(events, people, shares, tilt, f"sex {purpose}", capped=capped)
        yield Split("sex", ("female", "male")), *found
