"""Continuity of care: how far a patient sees the same clinician.

Sources: Sidaway-Lee et al., BJGP 2023;73:279 (UPC, COC, SLICC); Bice & Boxerman, Med Care 1977;15:347; Steinwachs, Med
Care 1979;17:551 (SECON). None of the patient-level indices has an interval; average them with `mean.mean_of`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from components.measures.result import Measure, explain, measure, positions
from components.measures.values.proportion import proportion

BARE = "{}, no interval"
HIDDEN = "a number of contacts is hidden or missing"


def contacts_by_clinician(sequence: npt.ArrayLike, clinicians: int) -> np.ndarray:
    """Contacts of each patient with each clinician, from the order in which clinicians were seen.

    sequence: (..., contacts) clinician numbers 0 upwards, NaN or -1 = no contact. Returns int (..., clinicians).
    Errors: ValueError for a clinician number outside 0 to clinicians - 1 or not whole.
    Example: [0, 0, 1, -1] with 3 clinicians gives [2, 1, 0].
    """
    seen = _sequence(sequence)
    if (seen >= clinicians).any():
        raise ValueError(f"sequence: found a clinician at {positions(seen >= clinicians)}, expected below {clinicians}")
    return np.asarray((seen[..., None] == np.arange(clinicians)).sum(axis=-2))


def upc(contacts: npt.ArrayLike, *, minimum_contacts: int = 2) -> Measure:
    """Usual provider of care: largest number with one clinician / all contacts, 0 to 1.

    contacts: (..., clinicians) numbers of contacts; NaN = hidden. Under `minimum_contacts` (2; 3 is usual): a reason.
    groups_used = contacts. Errors: ValueError for negative numbers or a minimum below 1.
    Example: [2, 1, 0] gives 0.6667.
    """
    count, total, reason = _receive(contacts, minimum_contacts)
    return _plain(count.max(axis=-1), total, "usual provider of care", total, reason)


def bice_boxerman(contacts: npt.ArrayLike, *, minimum_contacts: int = 2) -> Measure:
    """Bice-Boxerman continuity of care: (sum n_j^2 - n) / (n(n - 1)), 0 to 1. Arguments and errors as `upc`, minimum 2.

    Example: [2, 1, 0] gives (5 - 3) / 6 = 0.3333.
    """
    if minimum_contacts < 2:
        raise ValueError(f"minimum_contacts: found {minimum_contacts}, expected 2 or more")
    count, total, reason = _receive(contacts, minimum_contacts)
    return _plain((count**2).sum(axis=-1) - total, total * (total - 1), "Bice-Boxerman", total, reason)


def herfindahl(contacts: npt.ArrayLike, *, minimum_contacts: int = 1) -> Measure:
    """Herfindahl index of concentration: sum (n_j / n)^2, 0 to 1. Arguments and errors as `upc`.

    Example: [2, 1, 0] gives 0.5556.
    """
    count, total, reason = _receive(contacts, minimum_contacts)
    return _plain((count**2).sum(axis=-1), total**2, "Herfindahl", total, reason)


def secon(sequence: npt.ArrayLike, *, minimum_contacts: int = 2) -> Measure:
    """Sequential continuity: share of consecutive pairs of contacts that are with the same clinician, 0 to 1.

    sequence: (..., contacts) clinician numbers in the order seen, NaN or -1 = no contact (skipped).
    Errors: ValueError for numbers that are not whole or a minimum below 2.
    Example: [0, 0, 1] gives 0.5; [0, 1, 0, 1] gives 0.
    """
    if minimum_contacts < 2:
        raise ValueError(f"minimum_contacts: found {minimum_contacts}, expected 2 or more")
    seen = _sequence(sequence)
    packed = np.take_along_axis(seen, np.argsort(seen < 0, axis=-1, kind="stable"), axis=-1)
    pairs = packed[..., 1:] >= 0
    same = (pairs & (packed[..., 1:] == packed[..., :-1])).sum(axis=-1)
    total = (seen >= 0).sum(axis=-1)
    reason = explain(total.shape, (total < minimum_contacts, _too_few(minimum_contacts)))
    return _plain(same, total - 1, "sequential continuity", total, reason)


def slicc(contacts_with_named: npt.ArrayLike, contacts: npt.ArrayLike, *, confidence: float = 0.95) -> Measure:
    """Share of a list's contacts that are with its named clinician (St Leonard's index), with a Wilson interval.

    contacts_with_named, contacts: numbers for the whole list; shapes broadcast. Contacts of one patient are alike, so
    the interval is somewhat too narrow. Errors: ValueError as in `proportion`. Example: 22 of 41 is 0.5366.
    """
    return proportion(contacts_with_named, contacts, confidence=confidence)


def own_patient_ratio(
    contacts_with_own_list: npt.ArrayLike, contacts_of_clinician: npt.ArrayLike, *, confidence: float = 0.95
) -> Measure:
    """Share of a clinician's contacts that are with patients of their own list, with a Wilson interval.

    Arguments and errors as `slicc`. Example: 22 of 35 is 0.6286.
    """
    return proportion(contacts_with_own_list, contacts_of_clinician, confidence=confidence)


def _receive(contacts: npt.ArrayLike, minimum_contacts: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if minimum_contacts < 1:
        raise ValueError(f"minimum_contacts: found {minimum_contacts}, expected 1 or more")
    count = np.asarray(contacts, dtype=float)
    wrong = (count < 0) | np.isinf(count)
    if count.ndim == 0 or wrong.any():
        raise ValueError(
            f"contacts: found shape {count.shape} or negative numbers, expected (..., clinicians) of 0 or more"
        )
    hidden = np.isnan(count).any(axis=-1)
    count = np.where(np.isnan(count), 0.0, count)
    total = count.sum(axis=-1)
    reason = explain(total.shape, (hidden, HIDDEN), (total < minimum_contacts, _too_few(minimum_contacts)))
    return count, total, reason


def _too_few(minimum_contacts: int) -> str:
    return f"fewer than {minimum_contacts} contacts"


def _sequence(sequence: npt.ArrayLike) -> np.ndarray:
    given = np.asarray(sequence, dtype=float)
    seen = np.where(np.isnan(given), -1, given)
    wrong = (seen < -1) | (seen != np.floor(seen)) | np.isinf(seen)
    if seen.ndim == 0 or wrong.any():
        raise ValueError(
            f"sequence: found shape {seen.shape} or numbers that are not clinicians, expected -1, 0, 1, ..."
        )
    return seen.astype(int)


def _plain(above: np.ndarray, below: np.ndarray, name: str, total: np.ndarray, reason: np.ndarray) -> Measure:
    estimate = above / np.where(below > 0, below, 1)
    used = np.where(reason == "", total, 0)
    return measure(estimate, np.nan, np.nan, confidence=0.95, method=BARE.format(name), groups_used=used, reason=reason)
