"""The demo with ten of each of its places: python -m tests.benchmark.ten_times FOLDER. Synthetic, for measuring only.

Each copy of a place has its neighbourhoods, practices and small areas with all their figures, under codes and names of its
own; the whole area keeps the figures of the one, so that nothing of it adds up.
"""

import shutil
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.controls.current import DEMO

COPIES = 10
_COPIED = ("place", "neighbourhood", "practice", "lsoa")


def write_ten_times(out: Path) -> None:
    """Write the dataset to a folder that does not exist yet."""
    shutil.copytree(DEMO, out)
    for name in ("areas", "observations"):
        table = pq.read_table(out / f"{name}.parquet")
        many = [table, *(_copied(table, copy) for copy in range(1, COPIES))]
        pq.write_table(pa.concat_tables(many).replace_schema_metadata(table.schema.metadata), out / f"{name}.parquet")


def _copied(table: pa.Table, copy: int) -> pa.Table:
    """The rows of the areas that are copied, their codes and names marked."""
    rows = table.to_pandas(categories=[], ignore_metadata=True)
    rows = rows[rows["level"].astype(str).isin(_COPIED)]
    inner = set(rows["area_code"].astype(str))
    for name in ("area_code", "parent_code"):
        if name in rows:
            codes = rows[name].astype(str)
            rows = rows.assign(**{name: codes.where(~codes.isin(inner), codes + f"x{copy}")})
    if "area_name" in rows:
        rows = rows.assign(area_name=rows["area_name"].astype(str) + f" {copy}")
    return pa.Table.from_pandas(pd.DataFrame(rows), schema=table.schema, preserve_index=False)


if __name__ == "__main__":
    write_ten_times(Path(sys.argv[1]))
