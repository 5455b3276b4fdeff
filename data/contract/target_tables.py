"""The optional table of local targets: what a board, or one of its neighbourhoods, has set itself."""

import pandas as pd
import pandera.pandas as pa

_day = pa.Column("datetime64[ns]", nullable=True, coerce=True)


def _in_order(frame: pd.DataFrame) -> pd.Series:
    return frame["since"].isna() | frame["by"].isna() | (frame["since"] <= frame["by"])


TARGETS = pa.DataFrameSchema(
    {
        "indicator_id": pa.Column(str, coerce=True),
        "area_code": pa.Column(str, coerce=True),
        # As it is read on the page: 80 for 80%.
        "target": pa.Column(float, coerce=True),
        "since": _day,
        "by": _day,
        "source": pa.Column(str, coerce=True),
    },
    checks=[pa.Check(_in_order, name="since is no later than by")],
    unique=["indicator_id", "area_code", "since"],
    strict=True,
    name="targets",
)

TARGET_TABLES = {"targets": TARGETS}
