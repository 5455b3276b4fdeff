"""What tests of counting from records share: one extract of invented people, counted once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from data.aggregate.counting import Counts
    from data.aggregate.spec import Spec

PEOPLE = 2_000


@pytest.fixture(scope="session")
def spec() -> Spec:
    """The example of the documentation: every kind of indicator, by four quarters."""
    from data.aggregate.spec import read_spec
    from tests.architecture.project_files import ROOT

    return read_spec(ROOT / "docs" / "aggregate_example.toml")


@pytest.fixture(scope="session")
def short_spec(spec: Spec) -> Spec:
    """The same of its last quarter, before which people have died, moved away and been referred."""
    from dataclasses import replace

    return replace(spec, periods=spec.periods[-1:])


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory, small_folder: Path) -> Path:
    """An extract of people who live in the small dataset's small areas, with faults."""
    from data.aggregate.synthetic_records import write_synthetic_records

    folder = tmp_path_factory.mktemp("extract") / "records"
    write_synthetic_records(folder, PEOPLE, areas=small_folder / "areas.parquet", contacts_each=16)
    return folder


@pytest.fixture(scope="session")
def counts(extract: Path, short_spec: Spec) -> Counts:
    """What DuckDB counts of it."""
    from data.aggregate.counting import count_records
    from data.aggregate.engines import duckdb_extract

    with duckdb_extract(extract, short_spec) as opened:
        return count_records(opened, short_spec, lambda _: None)
