"""No message of an error reaches the log: a value planted in cells is nowhere in it, on any way it could take."""

import io
import logging
import sys
import threading
from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.controls.log_without_contents import in_places, keep_contents_out_of_log
from components.controls.your_data.upload import Upload
from data.dataset.dataset import Dataset
from data.your_data.validate import take

CANARY = "canary4417"
HEADINGS = "indicator,area_code,period,dimension,group,numerator,denominator,value,note"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The log as the server keeps it, and as it was afterwards."""
    before = logging.getLogRecordFactory(), sys.excepthook, threading.excepthook
    keep_contents_out_of_log()
    yield
    logging.setLogRecordFactory(before[0])
    sys.excepthook, threading.excepthook = before[1:]


def _logged(act) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    # A server started by another test keeps its loggers to itself.
    servers = {name: logging.getLogger(name).propagate for name in ("uvicorn", "streamlit")}
    for name in servers:
        logging.getLogger(name).propagate = True
    logging.getLogger().addHandler(handler)
    try:
        act()
    finally:
        logging.getLogger().removeHandler(handler)
        for name, propagates in servers.items():
            logging.getLogger(name).propagate = propagates
    return stream.getvalue()


def _fails() -> None:
    try:
        pd.to_numeric(pd.Series([CANARY]))
    except ValueError as error:
        raise KeyError(CANARY) from error


def _logs_its_failure() -> None:
    try:
        _fails()
    except KeyError as error:
        logging.getLogger("streamlit.made_up").error("Uncaught app execution", exc_info=error)
        logging.getLogger("uvicorn.made_up").exception("it failed: %s", error)
        logging.getLogger("made_up").error(error)


def test_an_error_is_logged_by_its_kind_and_place():
    text = _logged(_logs_its_failure)
    assert CANARY not in text
    assert "builtins.KeyError (its message is not logged)" in text
    assert "builtins.ValueError (its message is not logged)" in text
    assert "in _fails" in text
    assert "it failed: KeyError" in text


def test_the_usual_words_of_a_log_are_as_they_were():
    assert _logged(lambda: logging.getLogger("made_up").warning("%s of %d", "three", 5)) == "three of 5\n"


def test_threads_and_the_interpreter_keep_it_too(capfd):
    def fails_in_a_thread() -> None:
        thread = threading.Thread(target=_fails)
        thread.start()
        thread.join()

    text = _logged(fails_in_a_thread)
    out, err = capfd.readouterr()
    assert "builtins.KeyError" in text
    assert CANARY not in text + out + err


def test_an_error_that_leads_to_itself_is_told_once():
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert in_places(first).count("its message is not logged") == 2


def test_an_uncaught_error_of_a_page_does_not_tell_its_message(capfd):
    def page() -> None:
        raise ValueError("canary" + str(4400 + 17))

    text = _logged(lambda: AppTest.from_function(page).run())
    out, err = capfd.readouterr()
    assert CANARY not in text + out + err


@pytest.mark.parametrize("column", HEADINGS.split(","))
def test_what_stands_in_any_cell_of_an_upload_is_in_no_log(column, small, capfd):
    cells = dict(
        zip(HEADINGS.split(","), ["smoking", "I1", "2025", "total", "All", "40", "100", "40", ""], strict=True)
    )
    rows = [HEADINGS, ",".join((cells | {column: CANARY}).values()), f'"{CANARY}']
    given = {
        "t.csv": "\n".join(rows[:2]).encode(),
        "open.csv": "\n".join(rows).encode(),
        f"{CANARY}.xlsx": b"PK\x03\x04",
    }

    text = _logged(lambda: _checked(given, small))
    out, err = capfd.readouterr()
    assert CANARY not in text + out + err


def _checked(given: dict[str, bytes], base: Dataset) -> None:
    upload = Upload(given, "a file", base)
    upload.check()
    assert upload.marked_copy()[:2] == b"PK"
    assert take(given, base=base).problems
