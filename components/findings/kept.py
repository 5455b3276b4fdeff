"""Keep what several pages ask of a dataset with that dataset."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

from data.dataset.dataset import Dataset

Given = ParamSpec("Given")
Found = TypeVar("Found")


def kept_with_dataset(find: Callable[Given, Found]) -> Callable[Given, Found]:
    """Work out once for each dataset and whatever else is given, all of it hashable: the result is shared, never change it.

    The dataset is among the arguments, by itself or as that of a question.
    """

    @wraps(find)
    def asked(*given: Given.args, **named: Given.kwargs) -> Found:
        memo = _dataset_among(given).memo
        return memo.once(_key(find, given, named), lambda: find(*given, **named))

    return asked


def keep_later(asked: Callable[..., Found], *given: object, find: Callable[[], Found], size: int) -> None:
    """Keep what a function `kept_with_dataset` would find, where that is at hand from something else.

    It is put together by `find` when it is first asked for, and takes about `size` bytes.
    """
    key = _key(asked.__wrapped__, given, {})  # type: ignore[attr-defined]  # `wraps` sets it
    _dataset_among(given).memo.keep_later(key, find, size)


def kept(asked: Callable[..., object], *given: object) -> bool:
    """Whether a function `kept_with_dataset` has been asked for this."""
    return _key(asked.__wrapped__, given, {}) in _dataset_among(given).memo  # type: ignore[attr-defined]  # `wraps` sets it


def _key(find: Callable[..., object], given: tuple[object, ...], named: dict[str, object]) -> Hashable:
    return (find, given, tuple(sorted(named.items())))


def _dataset_among(given: tuple[object, ...]) -> Dataset:
    for each in given:
        found = getattr(each, "dataset", each)
        if isinstance(found, Dataset):
            return found
    raise TypeError(f"found {given!r}; expected a dataset or a question about one")
