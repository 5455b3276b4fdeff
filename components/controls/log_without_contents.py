"""What goes wrong is logged by its kind and its place in the code, never by its message: that may quote somebody's cell."""

import logging
import sys
import threading
import traceback

from streamlit import config

_usual = logging.getLogRecordFactory()


def keep_contents_out_of_log() -> None:
    """From now on no error's message reaches a log or standard error; its type and the lines of code do.

    Called once the server has opened its dataset, so that whatever keeps it from starting is told in full.
    """
    logging.setLogRecordFactory(_record)
    # Where the library Rich is installed Streamlit prints errors by it, messages and all, and past the log.
    config.set_option("logger.enableRich", False)
    sys.excepthook = _hook
    threading.excepthook = lambda given: _hook(given.exc_type, given.exc_value, given.exc_traceback)


def _record(*given: object, **more: object) -> logging.LogRecord:
    record = _usual(*given, **more)
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if error is not None:
        record.exc_info, record.exc_text = None, in_places(error)
    if isinstance(record.args, tuple):
        record.args = tuple(type(each).__name__ if isinstance(each, BaseException) else each for each in record.args)
    if isinstance(record.msg, BaseException):
        record.msg = type(record.msg).__name__
    return record


def _hook(kind: type[BaseException], error: BaseException | None, _: object) -> None:
    logging.getLogger(__name__).error("uncaught", exc_info=error or kind())


def in_places(error: BaseException) -> str:
    """The traceback of an error and of those it came from, without their messages."""
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines = "".join(traceback.format_tb(current.__traceback__))
        told.append(f"{lines}{type(current).__module__}.{type(current).__qualname__} (its message is not logged)")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\nwhich came after:\n".join(told)
