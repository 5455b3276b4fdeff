"""The concentration curve of a resource against need: the share of it that the neediest share of people have.

Source: Wagstaff, Paci & van Doorslaer, Soc Sci Med 1991;33:545; the index beside it is `concentration.rci`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def concentration_curve(
    resource: npt.ArrayLike, size: npt.ArrayLike, order: npt.ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Cumulative shares of size and of resource, from the first in order to the last; both start at 0 and end at 1.

    resource, size: (neighbourhoods,), 0 or more, with totals above 0; order: (neighbourhoods,), lowest first (for the
    neediest first, minus the need index); ties keep the order given. Returns two arrays of neighbourhoods + 1.
    Errors: ValueError for shapes that differ or numbers that are not finite and 0 or more.
    Example: resource [30, 70], size [50, 50], order [1, 2]: ([0, 0.5, 1], [0, 0.3, 1]).
    """
    resource, size, order = (np.asarray(each, dtype=float) for each in (resource, size, order))
    if not (resource.ndim == 1 and resource.shape == size.shape == order.shape):
        raise ValueError(f"found shapes {resource.shape}, {size.shape}, {order.shape}; expected three of one length")
    for name, array in (("resource", resource), ("size", size)):
        if not (np.isfinite(array) & (array >= 0)).all() or not array.sum() > 0:
            raise ValueError(f"{name}: found {array}; expected numbers of 0 or more, some above 0")
    turn = np.argsort(order, kind="stable")
    shares = [np.concatenate([[0.0], np.cumsum(each[turn]) / each.sum()]) for each in (size, resource)]
    return shares[0], shares[1]
