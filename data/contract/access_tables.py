"""Optional tables about access: how far people got on the way into care, and how long it takes to reach a site."""

import pandera.pandas as pa

from data.contract.record_tables import ABOUT, ABOUT_KEY, at_most

_text = pa.Column(str, coerce=True)
_count = pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True)

CASCADE_STEPS = ("registered", "contacted", "booked", "seen", "followed_up")
TRAVEL_MODES = ("walk", "public_transport")

# Each step's people are among those of the step before. `registered` are those who should all get to the end.
CASCADE = pa.DataFrameSchema(
    ABOUT | {"pathway": _text} | dict.fromkeys(CASCADE_STEPS, _count),
    checks=[
        *(at_most(later, earlier) for earlier, later in zip(CASCADE_STEPS, CASCADE_STEPS[1:], strict=False)),
    ],
    unique=["pathway", *ABOUT_KEY],
    strict=True,
    name="cascade",
)

# From a small area to a site, door to door. A pair that is not listed is further than the table goes.
TRAVEL_TIMES = pa.DataFrameSchema(
    {
        "area_code": _text,
        "site_code": _text,
        "mode": pa.Column(str, pa.Check.isin(TRAVEL_MODES), coerce=True),
        "minutes": pa.Column(float, pa.Check.ge(0), coerce=True),
    },
    unique=["area_code", "site_code", "mode"],
    strict=True,
    name="travel_times",
)

ACCESS_TABLES = {"cascade": CASCADE, "travel_times": TRAVEL_TIMES}
