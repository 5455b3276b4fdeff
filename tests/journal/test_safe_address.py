"""A password stands in no text, wherever in the address it was written and whatever goes wrong."""

import logging
import traceback

import pytest

from data.__main__ import main
from data.journal.errors import JournalError
from data.journal.opening import open_journal
from data.journal.places import VARIABLE, address
from data.journal.safe_address import shown_address, without_secrets
from tests.browser.server import free_port
from tests.pages.conftest import open_page, told

SECRET = "s3cret/w0rd"
QUOTED = "s3cret%2Fw0rd"
FORMS = {
    "before the host": "postgresql://ann:{secret}@{host}/board{rest}",
    "behind the question mark": "postgresql://ann@{host}/board?password={secret}{more}",
    "in both": "postgresql://ann:{secret}@{host}/board?password={secret}{more}",
}


def _given(form: str, host: str, option: str = "") -> str:
    rest, more = (f"?{option}", f"&{option}") if option else ("", "")
    return FORMS[form].format(secret=QUOTED, host=host, rest=rest, more=more)


def _assert_told_without(error: BaseException) -> str:
    """No part of the password is in the error, in what it is said to have come from, or in its trace as it is printed."""
    said = "".join(traceback.format_exception(error)) + repr(error) + repr(error.__cause__)
    for each in (SECRET, QUOTED, "s3cret", "w0rd"):
        assert each not in said
    return str(error)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("host", "option", "says"),
    [
        ("127.0.0.1:{port}", "", "To mend it: start the database server"),
        ("no-such-host.invalid", "", "To mend it: mend the host"),
        ("127.0.0.1:{port}", "passwrd=s3cret%2Fw0rd", "invalid connection option.*To mend it: take that option out"),
        ("127.0.0.1:{port}", "sslmode=s3cret%2Fw0rd", "invalid sslmode value"),
        ("127.0.0.1:{port}", "connect_timeout=s3cret", "connect_timeout"),
        ("127.0.0.1:{port}", "sslkey=%2Fs3cret%2Fw0rd.pem&sslcert=%2Fs3cret", "To mend it: start"),
    ],
)
def test_what_goes_wrong_with_a_database_is_told_without_the_password(form, host, option, says, caplog):
    caplog.set_level(logging.DEBUG)
    given = _given(form, host.format(port=free_port()), option)
    with pytest.raises(JournalError, match=says) as caught:
        open_journal(given)
    assert _assert_told_without(caught.value).startswith("postgresql+psycopg://ann")
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize(
    "given",
    [
        "mysql://ann:s3cret%2Fw0rd@host/board",
        "mysql://ann@host/board?password=s3cret%2Fw0rd",
        "postgresql+asyncpg://ann@host/board?password=s3cret/w0rd",
        "postgresql://ann:s3cret/w0rd@host:54x32/board",
        "postgresql://ann:s3cret@w0rd@host/board",
        "postgresql://ann:s3cret@w0rd/x@host/board",
        "postgresql:ann:s3cret@host/board",
        "ann:s3cret@host/board",
        "host=db user=ann password=s3cret/w0rd",
        "://s3cret",
    ],
)
def test_what_is_no_address_is_not_repeated_and_no_file_is_made_of_it(given, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(JournalError, match="^the journal's address: found ") as caught:
        open_journal(given)
    _assert_told_without(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://ann:s3cret@db:5433/board", "postgresql+psycopg://ann:***@db:5433/board"),
        ("postgresql://ann@db/board?password=s3cret", "postgresql+psycopg://ann@db/board?…"),
        ("postgresql://ann:s3cret@db/board?sslmode=require", "postgresql+psycopg://ann:***@db/board?…"),
        ("postgresql://db/board", "postgresql+psycopg://db/board"),
    ],
)
def test_an_address_is_shown_by_who_where_and_which(given, shown):
    assert shown_address(address(given)) == shown


def test_a_text_loses_every_form_of_the_password():
    url = address(_given("in both", "db"))
    assert without_secrets(url, f"no {SECRET} and {QUOTED}, on db") == "no *** and ***, on db"
    short = address("postgresql://ann:pw@db/board")
    assert "pw" not in without_secrets(short, "the pw is wrong")
    assert without_secrets(short, "connection refused") == "connection refused"


@pytest.mark.parametrize("form", FORMS)
def test_the_decisions_page_and_the_command_show_no_password(form, monkeypatch, capsys):
    given = _given(form, f"127.0.0.1:{free_port()}")
    monkeypatch.setenv(VARIABLE, given)
    page = open_page("decisions")
    said = told(page) + " ".join(each.value for each in (*page.error, *page.warning, *page.info))
    assert "127.0.0.1" in said
    assert "s3cret" not in said
    assert main(["journal", "export"]) == 2
    printed = capsys.readouterr()
    assert "127.0.0.1" in printed.err
    assert "s3cret" not in printed.out + printed.err


@pytest.mark.parametrize("form", FORMS)
def test_a_journal_that_answers_shows_no_password_where_it_says_where_it_is(form, postgres_server, monkeypatch):
    with postgres_server.database() as given:
        at = given.partition("@")[2]
        secret = postgres_server.password
        written = FORMS[form].format(secret=secret, host=at.partition("/")[0], rest="", more="")
        written = written.replace("ann", "journal").replace("/board", f"/{at.partition('/')[2]}")
        monkeypatch.setenv(VARIABLE, written)
        page = open_page("decisions")
        page.session_state["journal_export_import"] = True
        page.run()
        said = told(page)
        assert [each.value for each in page.exception] == []
        assert secret not in said + repr(page)
        with open_journal() as journal:
            assert secret not in journal.where
