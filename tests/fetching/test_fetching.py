"""A whole fetch: every part of an invented board, into a folder that a build reads."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.fetching import fingertips
from data.fetching.client import Client
from data.fetching.errors import FetchError
from data.fetching.fetching import Outcome, fetch
from data.fetching.parts import Part, chosen_parts, read_services
from data.fetching.record import FetchedFile, digest, read_record
from data.sources.building import build
from data.sources.neighbourhoods import PCN
from tests.fetching.serving import Answer, Server
from tests.fetching.testshire import serve
from tests.small_dataset import RULE
from tests.sources.published_folder import write_folder


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "published")


@pytest.fixture
def parts(server: Server, published: Path, monkeypatch) -> dict[str, Part]:
    """The project's own parts, at addresses on this computer."""
    monkeypatch.setattr(fingertips, "indicator_ids", lambda: ["91547"])
    addresses = serve(server, published)
    ours = {name: replace(read_services()[1][name], address=address) for name, address in addresses.items()}
    for name in ("practice_map", "registrations"):
        asked = {"editions": r"/patients/[a-z]+-20\d\d$", "host": "127.0.0.1"}
        ours[name] = replace(ours[name], ask=ours[name].ask | asked)
    return ours


@pytest.fixture
def run(client: Client, parts: dict[str, Part], tmp_path: Path):
    def fetched(area: str = "QAA", **more: object) -> Outcome:
        return fetch(area, tmp_path / "fetched", parts, client, **more)

    return fetched


def _observations(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "observations.parquet")


def test_what_is_fetched_builds_the_same_dataset_as_the_files_themselves(run, published, tmp_path):
    outcome = run()
    assert outcome.failed == []
    assert Counter(each.part for each in outcome.fetched) == Counter(
        ["boards", "places", "changes", "boundaries", "deprivation", "census", "practices", "practice_map",
         "registrations", "fingertips"]
    )  # fmt: skip
    report = build(tmp_path / "fetched", "QAA", PCN, tmp_path / "one", rule=RULE)
    build(published, "QAA", PCN, tmp_path / "two", rule=RULE)
    pd.testing.assert_frame_equal(_observations(tmp_path / "one"), _observations(tmp_path / "two"))
    assert (tmp_path / "one" / "build_report.md").read_text().count("Fingertips indicator extract") == 1
    assert report.unrecognised == ["fetched.json"]
    assert not (tmp_path / "fetched" / ".fetching").exists()


def test_the_record_says_what_came_from_where(run, server, tmp_path):
    run("e54000090")
    record = json.loads((tmp_path / "fetched" / "fetched.json").read_text())
    assert record["area"] == "E54000090"
    by_file = {each["file"]: each for each in record["files"]}
    assert list(by_file) == sorted(by_file)
    deprivation = by_file["deprivation_2025.xlsx"]
    path = tmp_path / "fetched" / "deprivation_2025.xlsx"
    assert deprivation == {
        "file": "deprivation_2025.xlsx",
        "part": "deprivation",
        "title": "English Indices of Deprivation 2025, file 1",
        "service": "file",
        "publisher": "Ministry of Housing, Communities and Local Government",
        "licence": "Open Government Licence v3.0",
        "address": f"{server.address}/e.xlsx",
        "when": "2026-11-02T09:00:00Z",
        "bytes": path.stat().st_size,
        "sha256": digest(path),
        "etag": '"e"',
        "last_modified": "",
        "edition": "",
        "asked": deprivation["asked"],
    }
    assert by_file["patients_by_small_area.csv"]["edition"] == f"{server.address}/patients/july-2026"


def test_a_second_run_asks_little_and_changes_nothing(run, server, tmp_path):
    run()
    before = (tmp_path / "fetched" / "fetched.json").read_bytes()
    server.asked.clear()
    outcome = run()
    assert (outcome.fetched, outcome.failed, len(outcome.unchanged)) == ([], [], 10)
    # One question a part; two for each file behind a publication's page.
    assert server.paths == [
        "/boards", "/places", "/changes", "/boundaries", "/e.xlsx", "/report",
        "/patients", "/patients/july-2026", "/patients", "/patients/july-2026", "/csv",
    ]  # fmt: skip
    assert (tmp_path / "fetched" / "fetched.json").read_bytes() == before
    server.asked.clear()
    assert len(run(again=True).fetched) == 10
    assert len(server.asked) > 11


def test_only_what_is_named_is_fetched_after_the_list_of_small_areas(run, server, tmp_path):
    outcome = run(only=["deprivation"])
    assert [each.part for each in outcome.fetched] == ["boards", "deprivation"]
    # Six small areas, four at a time.
    assert server.paths == ["/boards", "/boards/query", "/boards/query", "/e.xlsx"]
    assert sorted(each.name for each in (tmp_path / "fetched").iterdir()) == [
        "deprivation_2025.xlsx",
        "fetched.json",
        "small_areas_to_boards.csv",
    ]


def test_one_fault_does_not_stop_the_rest_and_the_next_run_mends_it(run, server, tmp_path):
    server.queue("/e.xlsx", *[Answer(status=503)] * 4)
    server.queue("/places", Answer(status=404))
    outcome = run()
    assert [str(each).split(" (asked")[0] for each in outcome.failed] == [
        "ONS lookup: 2021 small areas to wards and local authorities: answered 404 Not Found",
        "English Indices of Deprivation 2025, file 1: answered 503 Service Unavailable (tried 4 times)",
    ]
    assert len(outcome.fetched) == 8
    assert "deprivation_2025.xlsx" not in read_record(tmp_path / "fetched")
    outcome = run()
    assert [each.part for each in outcome.fetched] == ["places", "deprivation"]
    assert (len(outcome.unchanged), outcome.failed) == (8, [])


def test_a_page_of_apologies_never_replaces_a_file(run, server, tmp_path):
    run()
    path = tmp_path / "fetched" / "deprivation_2025.xlsx"
    before = path.read_bytes()
    server.queue("/e.xlsx", Answer(b"<html>Sorry</html>", headers={"ETag": '"new"'}))
    outcome = run()
    assert [str(each) for each in outcome.failed] == [
        "English Indices of Deprivation 2025, file 1: what it sent cannot be opened: deprivation_2025.xlsx: not an Excel "
        f"workbook, or a damaged one. To mend it: save it as .xlsx again (asked: {server.address}/e.xlsx)"
    ]
    assert path.read_bytes() == before
    assert read_record(tmp_path / "fetched")["deprivation_2025.xlsx"].etag == '"e"'


def test_a_file_of_another_kind_is_told_apart(run, server, published):
    server.queue("/csv", Answer((published / "b.csv").read_bytes()))
    (fault,) = run(only=["fingertips"]).failed
    assert "sent a file of another kind (ONS lookup: 2021 small areas to integrated care boards)" in str(fault)
    server.queue("/csv", Answer(b"<html>Sorry</html>"))
    (fault,) = run(only=["fingertips"]).failed
    assert "sent something that begins '<html>Sorry</html>', not what a build can read as this" in str(fault)


@pytest.mark.parametrize("area", ["QAAA", "E92000001", "QAA'; --", "", "Testshire"])
def test_what_is_not_a_code_is_never_sent(run, server, area):
    with pytest.raises(FetchError, match="is not the code of a board"):
        run(area)
    assert server.asked == []


def test_a_board_the_lookup_does_not_know_stops_it(run, server):
    with pytest.raises(FetchError, match="holds nothing for this area.*asked QYY"):
        run("QYY")
    assert server.paths == ["/boards", "/boards/query"]


def test_a_folder_holds_one_board(run, server):
    run(only=["boards"])
    before = len(server.asked)
    with pytest.raises(
        FetchError, match=r"holds files of NHS Testshire Integrated Care Board \(QAA, E54000090\), not of QZZ"
    ):
        run("QZZ")
    assert len(server.asked) == before
    assert len(run("E54000090", only=["boards"]).failed) == 0


def test_a_name_that_is_no_part(run):
    with pytest.raises(FetchError, match="no part called 'smoking'.*use one of: boards, places"):
        run(only=["smoking"])


def test_a_record_that_cannot_be_read_is_named(run, tmp_path):
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / "fetched.json").write_text('{"files": [{}]}')
    with pytest.raises(FetchError, match=r"fetched.json: is not a record of what was fetched"):
        run()


def test_the_projects_own_services_are_whole():
    limits, parts = read_services()
    assert limits.attempts == 5
    assert {each.service for each in parts.values()} == {
        "arcgis", "fingertips", "fingertips_metadata", "nomis", "cvdprevent", "organisations", "publication", "file",
    }  # fmt: skip
    assert all(each.address.startswith("https://") for each in parts.values())
    # Without these no dataset can be built.
    needed = {"boundaries", "lsoa_to_icb", "lsoa_to_place", "lsoa_changes", "deprivation", "census_ethnic_group"}
    known = {"practices", "registrations", "counts", "survey", "indicator_metadata", "list_by_age"}
    assert needed | known == {each.kind for each in parts.values()}
    assert [each.name for each in chosen_parts(parts, ["census", "boards"])] == ["boards", "census"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[limits]\nattempts = 3\n", r"no \[\[part\]\] in it"),
        ("[limits]\npatience = 3\n[[part]]\nname = 'a'\n", r"\[limits\]: .*patience.*use only: attempts, connect"),
        ("[[part]]\nname = 'a'\n", "part 'a': .*missing"),
        ("not toml", "cannot be read"),
    ],
)
def test_a_file_of_services_is_checked(tmp_path, text, words):
    path = tmp_path / "services.toml"
    path.write_text(text)
    with pytest.raises(FetchError, match=words):
        read_services(path)


def test_a_service_nobody_can_ask_is_named(tmp_path):
    words = ["title", "publisher", "licence", "kind", "address", "file"]
    entry = "\n".join(f"{word} = 'x'" for word in words)
    path = tmp_path / "services.toml"
    path.write_text(f"[[part]]\nname = 'a'\nservice = 'carrier pigeon'\n{entry}\n")
    with pytest.raises(FetchError, match="service is 'carrier pigeon'.*use one of arcgis, fingertips"):
        read_services(path)
    path.write_text(f"[[part]]\nname = 'a'\nservice = 'file'\n{entry}\n" * 2)
    with pytest.raises(FetchError, match="part 'a' is there twice"):
        read_services(path)


def test_an_entry_is_written_back_as_it_was(run, tmp_path):
    run(only=["boards"])
    (entry,) = read_record(tmp_path / "fetched").values()
    assert isinstance(entry, FetchedFile)
    assert entry.edition == "1"
