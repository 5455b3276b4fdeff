"""A session's own dataset: seen by that session alone, bounded, and gone without a trace."""

import gc
import gzip
import json
import weakref
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.controls import own_dataset as seam
from components.controls.cached_findings import answer
from components.controls.current import current_dataset, served_file, shared_dataset
from components.findings.where.areas import ranking_finding
from data.contract.errors import ContractError
from data.dataset.dataset import Dataset
from tests.small_dataset import small_manifest, small_observations, write_small


@pytest.fixture(autouse=True)
def nothing_held():
    seam.leave_nothing()
    yield
    seam.leave_nothing()


def _page() -> None:
    """A page that starts, stops and looks at its own dataset as the test tells it to."""
    import streamlit as st

    from components.controls import own_dataset as seam
    from components.controls.cached_findings import answer
    from components.controls.current import current_dataset, figures_served, served_level
    from components.findings.selection import from_link
    from components.findings.where.areas import ranking_finding
    from data.dataset.dataset import Dataset
    from tests.controls.test_own_dataset import written

    match st.session_state.get("do"):
        case "start":
            with seam.fresh_folder() as folder:
                written(folder, st.session_state["title"])
                private = st.session_state.get("private", True)
                seam.start_own(Dataset.open(folder), about="a file of mine", private=private)
        case "stop":
            seam.stop_own()
    st.session_state["do"] = None
    seam.own_mark()
    dataset = current_dataset()
    st.session_state["shown"] = dataset.manifest.title
    st.session_state["folder"] = dataset.folder
    st.session_state["figures"] = figures_served()
    st.session_state["files"] = [each.name for each in served_level("lsoa").files]
    st.session_state["found"] = answer(ranking_finding, from_link(dataset, {"indicator": ["smoking"]})).headline


def written(folder: Path, title: str) -> Path:
    """The small dataset under another title, with N2 worst on smoking."""
    frame = small_observations()
    worst = (frame["area_code"] == "N2") & (frame["dimension"] == "total")
    frame.loc[worst, "numerator"] = 900
    return write_small(folder, manifest=small_manifest(title=title), observations=frame)


def _run(page: AppTest, **told: object) -> AppTest:
    for name, value in told.items():
        page.session_state[name] = value
    page.run()
    assert not page.exception
    return page


def _session() -> AppTest:
    return AppTest.from_function(_page, default_timeout=120)


def test_outside_a_session_the_dataset_is_the_shared_one():
    assert seam.own_dataset() is None
    assert current_dataset() is shared_dataset()


def test_a_session_sees_its_own_data_and_another_does_not():
    mine, other = _run(_session(), do="start", title="Mine"), _run(_session())
    assert mine.session_state["shown"] == "Mine"
    assert "Birchwood" in mine.session_state["found"]
    assert "You are looking at your own data in this session only" in mine.get("html")[0].proto.body
    assert "a file of mine" in mine.get("html")[0].proto.body
    assert other.session_state["shown"] == shared_dataset().manifest.title
    assert not other.get("html")
    assert "Birchwood" not in other.session_state["found"]
    assert current_dataset() is shared_dataset()


def test_the_way_back_is_a_button_on_the_line():
    page = _run(_session(), do="start", title="Mine")
    folder = page.session_state["folder"]
    page.button(key="own_back").click()
    _run(page)
    assert page.session_state["shown"] == shared_dataset().manifest.title
    gc.collect()
    assert not folder.parent.exists()


def test_nothing_of_a_dropped_dataset_lives_on():
    page = _run(_session(), do="start", title="Mine")
    (held,) = seam._held.values()
    gone, folder, names = weakref.ref(held.dataset), held.dataset.folder, page.session_state["files"]
    del held
    assert folder.is_dir()
    _run(page, do="stop")
    gc.collect()
    assert gone() is None
    assert not folder.parent.exists()
    assert [served_file(name) for name in names] == [None, None, None]


def test_a_new_dataset_takes_the_place_of_the_last():
    page = _run(_session(), do="start", title="First")
    folder = page.session_state["folder"]
    _run(page, do="start", title="Second")
    gc.collect()
    assert page.session_state["shown"] == "Second"
    assert [each.dataset.manifest.title for each in seam._held.values()] == ["Second"]
    assert not folder.parent.exists()


def test_when_the_session_ends_its_dataset_goes():
    page = _run(_session(), do="start", title="Mine")
    folder = page.session_state["folder"]
    del page
    gc.collect()
    assert not seam._held
    assert not folder.parent.exists()


def test_only_so_many_are_kept_and_who_loses_theirs_is_told(monkeypatch):
    monkeypatch.setattr(seam, "MOST_HELD", 2)
    pages = [_run(_session(), do="start", title=title) for title in ("A", "B")]
    _run(pages[0])
    pages.append(_run(_session(), do="start", title="C"))
    assert [each.dataset.manifest.title for each in seam._held.values()] == ["A", "C"]
    lost = _run(pages[1])
    assert lost.session_state["shown"] == shared_dataset().manifest.title
    assert "no longer kept" in lost.warning[0].value
    assert not _run(lost).warning


def test_what_nobody_has_used_for_hours_goes_when_anybody_comes():
    idle, used = _run(_session(), do="start", title="Idle"), _run(_session(), do="start", title="Used")
    (first, _) = seam._held.values()
    first.last_used -= 3600 * seam.IDLE_HOURS + 1
    _run(_session())
    assert [each.dataset.manifest.title for each in seam._held.values()] == ["Used"]
    assert _run(idle).session_state["shown"] == shared_dataset().manifest.title
    assert _run(used).session_state["shown"] == "Used"


def test_a_fault_leaves_the_dataset_in_use_and_no_folder_behind():
    made = []

    def upload() -> None:
        with seam.fresh_folder() as folder:
            made.append(written(folder, "Mine"))
            (folder / "areas.parquet").unlink()
            seam.start_own(Dataset.open(folder), about="a broken file")

    with pytest.raises(ContractError, match=r"areas\.parquet is missing"):
        upload()
    assert not made[0].parent.exists()
    assert not seam._held


def test_a_dataset_of_any_other_folder_is_refused_since_its_folder_would_go_with_it(small):
    with pytest.raises(ValueError, match="expected a folder of fresh_folder"):
        seam.start_own(small, about="the shared one")
    assert small.folder.is_dir()
    assert not seam._held


@pytest.mark.parametrize("private", [True, False])
def test_of_a_private_dataset_no_figure_leaves_by_the_geometry_route(private):
    page = _run(_session(), do="start", title="Mine", private=private)
    assert page.session_state["figures"] is not private
    (shapes,) = [name for name in page.session_state["files"] if name.startswith("lsoa-") and name.count("-") == 1]
    features = json.loads(gzip.decompress(served_file(shapes)))["features"]
    kept = set().union(*(each["properties"] for each in features))
    assert {"i", "code", "name"} <= kept
    assert (kept == {"i", "code", "name"}) is private


def test_answers_of_the_shared_dataset_are_its_own():
    from components.findings.selection import from_link

    _run(_session(), do="start", title="Mine")
    found = answer(ranking_finding, from_link(shared_dataset(), {"indicator": ["smoking"]}))
    assert "Birchwood" not in found.headline
