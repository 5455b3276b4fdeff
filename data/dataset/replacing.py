"""Put a new folder in another's place so that whoever looks, at any moment, finds the whole old one or the whole new one.

On Linux the two are exchanged in one step of the file system. Where that cannot be done (another system, some network
drives) the old one is first moved to a name of its own beside it, which `standing` knows: a writer killed between the
two steps leaves a whole dataset, and the next one puts it back.
"""

import ctypes
import errno
import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks: see `_is_dead`.
    fcntl = None  # type: ignore[assignment]  # a module that is not there is asked for nothing

_EXCHANGE = 2  # RENAME_EXCHANGE in <linux/fs.h>
_HERE = -100  # AT_FDCWD: paths are relative to where the process works
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
_DEAD_AFTER_SECONDS = 24 * 3600
_WRITING, _REPLACED = ".writing", ".being-replaced"


def standing(folder: Path) -> Path:
    """The folder, or the one it was about to be replaced by when a writer was killed between two steps."""
    moved = _moved(folder)
    return moved if moved.is_dir() and not folder.exists() else folder


@contextmanager
def fresh_beside(folder: Path) -> Iterator[Path]:
    """An empty folder beside another, to be filled and given to `put_in_place`; what dead writers left is removed first.

    It is locked as long as its writer lives, and the system lets go of the lock however the writer ends.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        _remove_dead(folder)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=_WRITING, dir=folder.parent))
        lock = _locked(work)
    try:
        fresh = work / "fresh"
        fresh.mkdir()
        yield fresh
    finally:
        shutil.rmtree(work, ignore_errors=True)
        _unlock(lock)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Give a folder of `fresh_beside` the name it was made for; an earlier one there goes in the same step."""
    _to_disk(fresh)
    with _alone(folder.parent):
        _restore(folder)
        if not folder.exists():
            fresh.rename(folder)
        elif not _exchanged(fresh, folder):
            folder.rename(_moved(folder))
            fresh.rename(folder)
            shutil.rmtree(_moved(folder))
    _to_disk(folder.parent, deep=False)


def _moved(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{_REPLACED}")


def _restore(folder: Path) -> None:
    """Put back, or clear away, what a writer killed between two steps had moved aside."""
    moved = _moved(folder)
    if moved.is_dir():
        if folder.exists():
            shutil.rmtree(moved)
        else:
            moved.rename(folder)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False, and nothing done, where the system or the drive cannot."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _remove_dead(folder: Path) -> None:
    """Remove the folders of writers that were killed; those of writers still at work are left alone."""
    for path in folder.parent.glob(f".{glob.escape(folder.name)}-????????{_WRITING}"):
        if path.is_dir() and _is_dead(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_dead(work: Path) -> bool:
    if fcntl is None:
        return time.time() - work.stat().st_mtime > _DEAD_AFTER_SECONDS
    lock = _locked(work)
    _unlock(lock)
    return lock is not None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time in a folder, for the moments in which names change."""
    lock = _locked(folder, wait=True)
    try:
        yield
    finally:
        _unlock(lock)


def _locked(folder: Path, *, wait: bool = False) -> int | None:
    """A lock on a folder; None where somebody else has it, or the folder is gone, or its drive knows no such locks."""
    if fcntl is None:
        return None
    try:
        lock = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(lock)
        return None
    return lock


def _unlock(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _to_disk(folder: Path, *, deep: bool = True) -> None:
    """Wait until a folder is on the disk and not only in memory: a machine that loses power keeps what was in place."""
    if os.name != "posix":
        return
    for path in [*(folder.rglob("*") if deep else ()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
