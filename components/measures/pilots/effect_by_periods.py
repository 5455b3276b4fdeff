"""How much smaller an effect would show once more periods have come in, and when more periods no longer help.

Source: variance components of a two-period comparison: Bloom, Evaluation Review 1995;19:547; Frison and Pocock, Stat Med
1992;11:1685.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class ChangeVariance:
    """What makes neighbourhoods change by different amounts.

    seen: variance of a neighbourhood's change as it was observed. between: the part that no number of periods takes away
    (τ²). noise: variance of one period's value (σ²). before, after: the periods behind `seen`.
    """

    seen: float
    between: float
    noise: float
    before: int
    after: int

    def with_periods(self, after: float, *, before: int | None = None) -> float:
        """The variance of a change to expect with so many periods after (inf = without end) and before.

        τ² + σ²(1/before + 1/after), scaled so that it is `seen` for the periods there are.
        """
        start = self.before if before is None else before
        model = self.between + self.noise * (1 / start + 1 / after)
        now = self.between + self.noise * (1 / self.before + 1 / self.after)
        return self.seen * (model / now) if now > 0 else self.seen


def change_variance(change: npt.ArrayLike, noise: float, before: int, after: int) -> ChangeVariance:
    """Split the variance of the comparators' changes: Var(d) = τ² + σ²(1/before + 1/after), τ² not below 0.

    change: (comparators,), each one's mean after less mean before; noise: σ² (see `window_change`), NaN = all of the
    variance is taken to be between neighbourhoods. before, after: periods, 1 or more. Taken to hold: noise is as large in
    every neighbourhood and independent from one period to the next. Where good and bad spells last, more periods help less
    than this says.
    Errors: ValueError for fewer than two changes or no periods.
    Example: changes −2, 0, 2 (variance 4), noise 2, 4 before and 4 after: 2(1/4 + 1/4) = 1 is noise, 3 lies between.
    """
    known = np.asarray(change, dtype=float)
    known = known[~np.isnan(known)]
    if known.size < 2 or before < 1 or after < 1:
        raise ValueError(
            f"change: found {known.size}, periods {before} and {after}; expected two changes, one period each"
        )
    seen = float(known.var(ddof=1))
    if np.isnan(noise):
        return ChangeVariance(seen, seen, 0.0, before, after)
    return ChangeVariance(seen, max(0.0, seen - noise * (1 / before + 1 / after)), float(noise), before, after)


def smallest_with(parts: ChangeVariance, smallest: float, after: float, *, before: int | None = None) -> float:
    """The smallest effect that would show with so many periods after (inf = without end), from the one that shows now.

    smallest·√(Var(d) with those periods / Var(d) as seen): the comparison and its degrees of freedom stay as they are.
    smallest: that of the periods behind `parts`. before: periods before, None = those there are. Where nothing varies it
    stays as it is.
    Example: 6 now, 4 periods before and 4 after, noise only: with 12 after 6·√((1/4 + 1/12)/(1/4 + 1/4)) = 4.90.
    """
    return (
        float(smallest * np.sqrt(parts.with_periods(after, before=before) / parts.seen)) if parts.seen > 0 else smallest
    )


def periods_needed(
    parts: ChangeVariance, smallest: float, effect: float, *, before: int | None = None, most: int = 400
) -> int | None:
    """How many periods after would show an effect of this size; None where no number (up to `most`) would.

    Arguments as `smallest_with`. Example: with all of the variance between neighbourhoods more periods change nothing: 1
    where the effect shows already, else None.
    """
    numbers = range(1, most + 1)
    return next((each for each in numbers if smallest_with(parts, smallest, each, before=before) <= effect), None)
