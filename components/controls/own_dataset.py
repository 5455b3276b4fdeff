"""A session's own dataset: kept for that session alone, bounded in number, and gone without a trace afterwards.

Whatever makes a dataset for one person (uploaded tables, redrawn neighbourhoods) writes it to `fresh_folder`, opens it and
calls `start_own`; every page of that session then shows it, because pages only ever ask for the current dataset.
"""

import shutil
import tempfile
import threading
import time
import uuid
import weakref
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.findings.map_words import map_words
from data.dataset.dataset import Dataset
from data.dataset.served_geometry import ServedLevel, serve_level

MOST_HELD = 6
IDLE_HOURS = 4
_HOLD = "own_dataset_hold"
# Of the answers of one session's dataset.
_MOST_BYTES = 40_000_000


class OwnDataset:
    """One session's dataset with what is served of it: both go when it goes.

    `about` says in words where it comes from; `base` is the dataset it was made from, where it can be made from it again.
    Of a `private` one no figure leaves by the geometry route, which anybody who knows a file's name can ask.
    """

    def __init__(self, dataset: Dataset, about: str, *, private: bool, base: Dataset | None):
        self.dataset = dataset
        self.about = about
        self.private = private
        self.base = base
        self.last_used = time.monotonic()
        self._served: dict[str, ServedLevel] = {}
        dataset.memo.keep_at_most(_MOST_BYTES)

    def served_level(self, level: str) -> ServedLevel:
        """The served files of a level of this dataset, made once."""
        if level not in self._served:
            words = {} if self.private else map_words(self.dataset, level)
            self._served[level] = serve_level(self.dataset, level, words)
        return self._served[level]

    def file(self, name: str) -> bytes | None:
        """A geometry file of this dataset by its name, compressed; None when it has no such file."""
        files = (file for served in list(self._served.values()) for file in served.files)
        return next((file.compressed for file in files if file.name == name), None)


class _Hold:
    """What a session keeps: the key of its dataset. Once the session is gone so is this, and the dataset after it."""

    def __init__(self, key: str):
        self.key = key
        weakref.finalize(self, _drop, key)


_held: OrderedDict[str, OwnDataset] = OrderedDict()
_lock = threading.RLock()


@cache
def _space() -> tempfile.TemporaryDirectory[str]:
    """Where sessions' datasets lie: removed when the server stops, if not long before."""
    return tempfile.TemporaryDirectory(prefix="neighbourhood-equity-")


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A folder's path, for a dataset to be written to; removed at the end unless `start_own` has taken it into use."""
    folder = Path(_space().name) / uuid.uuid4().hex / "dataset"
    folder.parent.mkdir()
    try:
        yield folder
    finally:
        with _lock:
            taken = any(each.dataset.folder == folder for each in _held.values())
        if not taken:
            shutil.rmtree(folder.parent, ignore_errors=True)


def start_own(dataset: Dataset, *, about: str, private: bool = True, base: Dataset | None = None) -> None:
    """Make a dataset that was opened in a folder of `fresh_folder` this session's own, in place of any it had.

    `about` finishes the sentence "Your own data, in this session only: …". Give private=False only where every figure
    follows from the shared dataset; `base`, where given, is kept as long as the dataset made from it. ValueError where
    it lies anywhere else: its folder is removed with it.
    """
    folder = dataset.folder
    if not folder.is_relative_to(_space().name):
        raise ValueError(f"{folder}: expected a folder of fresh_folder()")
    # The folder goes when nobody holds the dataset any more, so that a page still being drawn can finish.
    weakref.finalize(dataset, shutil.rmtree, folder.parent, ignore_errors=True)
    stop_own()
    key = uuid.uuid4().hex
    with _lock:
        _held[key] = OwnDataset(dataset, about, private=private, base=base)
        while len(_held) > MOST_HELD:
            _drop(next(iter(_held)))
    st.session_state[_HOLD] = _Hold(key)


def stop_own() -> None:
    """Go back to the shared dataset; nothing happens where the session has none of its own."""
    hold = st.session_state.pop(_HOLD, None)
    if hold is not None:
        _drop(hold.key)


def own_dataset() -> OwnDataset | None:
    """What this session uses in place of the shared dataset; None where it uses that, and outside any session."""
    if get_script_run_ctx(suppress_warning=True) is None or _HOLD not in st.session_state:
        return None
    key = st.session_state[_HOLD].key
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            _held[key].last_used = time.monotonic()
        return _held.get(key)


def own_file(name: str) -> bytes | None:
    """A geometry file of any session's own dataset, compressed; None when none has one of that name."""
    with _lock:
        held = list(_held.values())
    return next((body for each in held if (body := each.file(name)) is not None), None)


def _drop_idle() -> None:
    """Drop what nobody has used for hours: a session that ended without a word may be remembered by the server."""
    with _lock:
        idle = [key for key, each in _held.items() if time.monotonic() - each.last_used > 3600 * IDLE_HOURS]
        for key in idle:
            _drop(key)


def leave_nothing() -> None:
    """Remove every session's dataset and folder, when the server stops."""
    with _lock:
        for key in list(_held):
            _drop(key)
    _space().cleanup()
    _space.cache_clear()


def _drop(key: str) -> None:
    with _lock:
        dropped = _held.pop(key, None)
    if dropped is not None:
        dropped.dataset.memo.let_go()


def own_mark() -> None:
    """The line above every page that says whose data this is, with the way back; nothing on the shared dataset."""
    own = own_dataset()
    _drop_idle()
    if own is None:
        if st.session_state.pop(_HOLD, None) is not None:
            st.warning(
                "Your own data is no longer kept: it lay unused for hours, or has made room for other people's. This is the "
                "shared dataset again; load or draw yours once more to go on.",
                icon=":material/history:",
            )
        return
    words, back = st.columns([11, 2], gap="small", vertical_alignment="center")
    words.html(
        '<p class="ne-mark ne-own"><strong>You are looking at your own data in this session only</strong>: '
        f"{escape(own.about)}. A copied link shows the shared data.</p>"
    )
    back.button("Back to shared data", key="own_back", on_click=stop_own, width="stretch")
