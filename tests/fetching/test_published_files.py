"""Files at a fixed address, behind a publication's page, and the reports of the Organisation Data Service."""

import csv
import io
import zipfile

import pytest

from data.fetching import organisations, publications, single_files
from data.fetching.errors import FetchError
from data.fetching.record import FetchedFile, digest
from data.files.opening import open_file
from data.sources.readers import reader_of
from tests.fetching.serving import Answer, Server

SERIES = "/patients-registered"
LINKS = {
    "editions": r"patients-registered/[a-z]+-20\d\d/?$",
    "link": r"gp-reg-pat-prac-lsoa[^/]*\.(?:csv|zip)$",
    "member": r"lsoa-all[^/]*\.csv$",
    "host": "127.0.0.1",
    "look_back": 3,
}


def _page(*links: str) -> Answer:
    return Answer("".join(f'<p><a class="x" href="{link}">A &amp; B</a></p>' for link in links).encode())


def _zip(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "-") + ".csv", text)
    return held.getvalue()


def test_a_single_file_is_asked_for_by_its_marks_the_second_time(server: Server, ask):
    address = server.queue("/f.csv", Answer(b"a,b\r\n", headers={"ETag": '"1"'}), Answer(status=304))
    first = ask(address=address)
    (found,) = single_files.fetch(first)
    place = found.path.replace(first.folder / "thing.csv")
    entry = FetchedFile(
        "thing.csv", "", "", "", "", "", address, "", place.stat().st_size, digest(place), found.etag, asked=found.asked
    )
    assert single_files.fetch(ask(address=address, earlier={"thing.csv": entry}))[0].path is None
    assert server.asked[1].headers["If-None-Match"] == '"1"'


def test_the_newest_edition_that_has_the_file_is_followed(server: Server, ask):
    address = server.by(
        SERIES, lambda _asked: _page(f"{SERIES}/july-2026", f"{SERIES}/october-2025", f"{SERIES}/august-2026/", "/x")
    )
    server.by(f"{SERIES}/august-2026/", lambda _asked: _page("/other.csv"))
    archive = _zip(lsoa_all="everyone", lsoa_male="men", lsoa_female="women")
    server.by(
        f"{SERIES}/july-2026",
        lambda _asked: _page(
            "https://elsewhere.example/gp-reg-pat-prac-lsoa.zip", "/A1/gp-reg-pat-prac-lsoa-jul-26.zip"
        ),
    )
    server.queue("/A1/gp-reg-pat-prac-lsoa-jul-26.zip", Answer(archive, headers={"ETag": '"z"'}))
    first = ask(address=address, ask=LINKS)
    (found,) = publications.fetch(first)
    assert found.path.read_text() == "everyone"
    assert found.address == f"{server.address}/A1/gp-reg-pat-prac-lsoa-jul-26.zip"
    assert found.edition == f"{server.address}{SERIES}/july-2026"
    assert server.paths == [
        SERIES,
        f"{SERIES}/august-2026/",
        f"{SERIES}/july-2026",
        "/A1/gp-reg-pat-prac-lsoa-jul-26.zip",
    ]
    assert sorted(each.name for each in first.waiting.iterdir()) == ["thing.csv"]
    # The same link again: the file does not change under its address.
    place = found.path.replace(first.folder / "thing.csv")
    entry = FetchedFile(
        "thing.csv",
        "",
        "",
        "",
        "",
        "",
        found.address,
        "",
        place.stat().st_size,
        digest(place),
        found.etag,
        asked=found.asked,
    )
    assert publications.fetch(ask(address=address, ask=LINKS, earlier={"thing.csv": entry}))[0].path is None
    assert server.paths[4:] == [SERIES, f"{SERIES}/august-2026/", f"{SERIES}/july-2026"]


def test_it_looks_back_only_so_far(server: Server, ask):
    months = ("may", "june", "july", "august")
    address = server.by(SERIES, lambda _asked: _page(*[f"{SERIES}/{month}-2026" for month in months]))
    for month in months:
        server.by(f"{SERIES}/{month}-2026", lambda _asked: _page("/nothing.pdf"))
    with pytest.raises(FetchError, match="no link to such a file in the newest 3 editions"):
        publications.fetch(ask(address=address, ask=LINKS))
    assert server.paths[1:] == [f"{SERIES}/{month}-2026" for month in ("august", "july", "june")]


def test_a_page_without_editions(server: Server, ask):
    address = server.by(SERIES, lambda _asked: _page("/somewhere"))
    with pytest.raises(FetchError, match="lists no editions"):
        publications.fetch(ask(address=address, ask=LINKS))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"not a zip", "is not a zip, or a damaged one"),
        (_zip(lsoa_male="men"), "its zip has 0 files like"),
        (_zip(lsoa_all="one", lsoa_all_again="two"), "its zip has 2 files like"),
    ],
)
def test_a_zip_that_is_not_as_it_should_be(server: Server, ask, body, words):
    address = server.by(SERIES, lambda _asked: _page(f"{SERIES}/july-2026"))
    server.by(f"{SERIES}/july-2026", lambda _asked: _page("/gp-reg-pat-prac-lsoa.zip"))
    server.by("/gp-reg-pat-prac-lsoa.zip", lambda _asked: Answer(body))
    with pytest.raises(FetchError, match=words):
        publications.fetch(ask(address=address, ask=LINKS))


def _practice(code: str, status: str, setting: str) -> list[str]:
    row = [""] * 27
    row[0], row[1], row[3], row[9], row[12], row[14], row[25] = (
        code,
        "NAME, THE",
        "QAA",
        "AA1 1AA",
        status,
        "99X",
        setting,
    )
    return row


def _csv(*rows: list[str]) -> bytes:
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows(rows)
    return held.getvalue().encode()


def test_practices_read_alike_in_their_old_words_and_their_new(server: Server, ask):
    rows = [
        ("A10001", "ACTIVE", "RO177|RO76"),
        ("A10002", "INACTIVE", "RO76"),
        ("A10003", "A", "4"),
        ("A10004", "ACTIVE", "RO177|RO80"),
    ]
    address = server.queue("/report", Answer(_csv(*[_practice(*row) for row in rows])))
    (found,) = organisations.fetch(ask(address=address, file="practices.csv", ask={"fields": 27}))
    (table,) = open_file(found.path, "practices.csv")
    read = reader_of(table).read(table)
    assert list(zip(read.frame["practice_code"], read.frame["status"], strict=True)) == [
        ("A10001", "active"),
        ("A10002", "closed"),
        ("A10003", "active"),
    ]
    assert read.dropped == {"not general practices (another prescribing setting)": 1}


def test_networks_are_given_the_header_they_lack(server: Server, ask):
    from data.fetching.parts import read_services

    columns = read_services()[1]["networks"].ask["columns"]
    rows = [
        ["A10001", "ALPHA", "99X", "PART", "U00001", "ONE PCN", "99X", "PART", "20200101", "", "Yes"],
        ["A10001", "ALPHA", "99X", "PART", "U00009", "OLD PCN", "99X", "PART", "20190701", "20191231", "Yes"],
    ]
    address = server.queue("/report", Answer(_csv(*rows)), Answer(_csv(columns, *rows)))
    for _ in range(2):
        (found,) = organisations.fetch(ask(address=address, file="networks.csv", ask={"columns": columns}))
        (table,) = open_file(found.path, "networks.csv")
        read = reader_of(table).read(table)
        assert read.frame[["practice_code", "pcn_code", "pcn_name", "last_pcn_code"]].to_numpy().tolist() == [
            ["A10001", "U00001", "ONE PCN", ""],
            ["A10001", "", "", "U00009"],
        ]


def test_a_report_of_another_layout_is_refused(server: Server, ask):
    address = server.queue("/report", Answer(_csv(_practice("A10001", "A", "4"), ["A10002", "short"])))
    with pytest.raises(FetchError, match="row 2 of its report has 2 fields, not 27"):
        organisations.fetch(ask(address=address, ask={"fields": 27}))
