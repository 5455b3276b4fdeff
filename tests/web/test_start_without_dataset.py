"""A server whose dataset cannot be opened starts, says why in its log in a sentence, and shows nothing."""

import shutil
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.server import running
from tests.small_dataset import write_small
from tests.web.person import Person


def _cut(folder: Path) -> str:
    path = folder / "observations.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    return "observations.parquet: it cannot be read, as if damaged or copied in part; copy or build it again"


def _without_areas(folder: Path) -> str:
    (folder / "areas.parquet").unlink()
    return "areas.parquet is missing; build the dataset again"


def _none(folder: Path) -> str:
    shutil.rmtree(folder)
    return "dataset.toml: not found; a dataset is a folder with dataset.toml in it"


@pytest.mark.parametrize("spoil", [_cut, _without_areas, _none], ids=lambda each: each.__name__)
def test_it_is_told_in_the_log_and_shown_to_nobody(tmp_path, spoil):
    folder = write_small(tmp_path / "dataset")
    said = spoil(folder)
    log = tmp_path / "log.txt"
    with running(log, health=503, NEIGHBOURHOOD_EQUITY_DATASET=str(folder)) as server:
        assert (
            httpx.get(f"{server.address}/_stcore/health").text == "the dataset cannot be opened: see the server's log"
        )
        page = httpx.get(f"{server.address}/where")
        assert page.status_code == 503
        assert "Whoever runs this server finds the reason in its log." in page.text
        assert str(tmp_path) not in page.text
        assert page.headers["x-content-type-options"] == "nosniff"
        with pytest.raises(InvalidStatus, match="403"), Person(server.address).session():
            pass
    told = log.read_text(encoding="utf-8")
    assert f"The dataset cannot be opened. {'' if spoil is _cut else folder}" in told
    assert said in told
    assert "Traceback" not in told
