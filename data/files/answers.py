"""Unpack what a worker gives back, and nothing but that: results of our own, tables, arrays, dates and plain values.

A worker runs our code only and packs what our code made; what a file holds is never more than a text or a number in it.
Yet a library's own fault in reading hostile bytes could, at worst, let a file speak in the worker's name. So the server
does not call whatever a pickle names: dataclasses of this project that are loaded already, and the names below, are all
there is. None of them opens a file, starts a process or looks anything up by name.
"""

import dataclasses
import io
import pickle
import sys

_KNOWN = {
    "builtins": {"set", "frozenset", "slice", "complex", "bytearray", "range"},
    "collections": {"OrderedDict"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "numpy": {"dtype", "ndarray"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.numeric": {"_frombuffer"},
    "pandas": {"DataFrame", "Series", "Index", "RangeIndex", "MultiIndex", "DatetimeIndex", "StringDtype", "Timestamp"},
    "pandas.arrays": {"ArrowStringArray", "DatetimeArray", "StringArray"},
    "pandas._libs.arrays": {"__pyx_unpickle_NDArrayBacked"},
    "pandas._libs.internals": {"_unpickle_block"},
    "pandas._libs.tslibs.nattype": {"_nat_unpickle"},
    "pandas._libs.tslibs.timestamps": {"_unpickle_timestamp"},
    "pandas.core.indexes.base": {"_new_Index"},
    "pandas.core.indexes.datetimes": {"_new_DatetimeIndex"},
    "pandas.core.internals.managers": {"BlockManager", "SingleBlockManager"},
    "pyarrow.lib": {"_restore_array", "py_buffer", "type_for_alias"},
}
_PROJECT = "data."


class StrangeAnswerError(Exception):
    """The answer names something that no answer of ours does."""


class _Answer(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """What a pickle names, where an answer of ours may name it."""
        if name in _KNOWN.get(module, ()):
            return super().find_class(module, name)
        found = vars(sys.modules[module]).get(name) if module.startswith(_PROJECT) and module in sys.modules else None
        if isinstance(found, type) and dataclasses.is_dataclass(found) and found.__module__ == module:
            return found
        raise StrangeAnswerError(f"{module}.{name}"[:200])


def unpacked(answer: bytes) -> object:
    """What a worker gave back; StrangeAnswerError where it names anything else."""
    try:
        return _Answer(io.BytesIO(answer)).load()
    except Exception as error:
        # An answer of ours unpacks; of one that does not, whatever it raises, nothing is used.
        raise StrangeAnswerError(type(error).__name__) from error
