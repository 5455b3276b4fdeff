"""What people in each neighbourhood's team said of working together, in waves: an invented table.

Planted: the team of Merrow Fords grows together over three waves in the six themes of the national guide; at Sallow
Southbank fewer find their terms fair while the rest stays; Osmer Levels has a team so small that no wave can be shown, and
Osmerhythe's shrank below that; at Sallowmouth North most did not answer; Tarnhaven asked once; at Quillmarket all but one or
two answered. Three teams were never asked.
"""

import pandas as pd

from data.contract.pilot_tables import STAFF_THEMES
from data.contract.team_tables import TEAM_THEMES
from data.demo.generator.names import NEIGHBOURHOOD_CODE
from data.demo.generator.randomness import stream

_DAYS = ("2025-05-31", "2025-11-30", "2026-05-31")
# Of each wave, in the order of the days: how many were in the team and how many answered; () where it was not asked.
_WAVES: dict[str, tuple[tuple[int, ...], ...]] = {
    "Merrowbridge West": ((62, 49), (64, 51), (63, 52)),
    "Quillmarket": ((), (22, 21), (22, 20)),
    "Merrowbridge Central": ((71, 54), (70, 50), (72, 55)),
    "Merrow Fords": ((46, 36), (47, 38), (47, 40)),
    "Merrowbridge North": ((), (38, 30), (39, 33)),
    "Sallow Southbank": ((55, 44), (56, 45), (58, 47)),
    "Southbank Docks": ((34, 27), (33, 28), (35, 29)),
    "Osmer Levels": ((), (11, 8), (12, 9)),
    "Osmerhythe": ((), (18, 14), (13, 9)),
    "Tarnhaven": ((), (), (41, 31)),
    "Sallowmouth West": ((), (52, 40), (53, 38)),
    "Sallowmouth Quays": ((48, 38), (49, 36), (50, 39)),
    "Sallowmouth North": ((), (36, 15), (37, 14)),
    "Elverstrand North": ((), (29, 23), (30, 25)),
    "Elverstrand South": ((), (33, 24), (33, 26)),
}
# The true share in favour of each theme, everywhere and always but for what is planted.
_FAVOUR = dict(zip(TEAM_THEMES, (0.76, 0.80, 0.72, 0.66, 0.70, 0.78, 0.58, 0.68, 0.52, 0.62), strict=True))
_PLANTED = {
    ("Sallow Southbank", "Fair terms and conditions"): (0.66, 0.42, 0.26),
    **{("Merrow Fords", theme): (0.42, 0.60, 0.84) for theme in STAFF_THEMES},
}


def team_survey_table() -> pd.DataFrame:
    """Every wave of every team: true counts."""
    rows = []
    for name, waves in _WAVES.items():
        for theme in TEAM_THEMES:
            steady = (_FAVOUR[theme],) * len(_DAYS)
            favour = _PLANTED.get((name, theme), steady)
            rng = stream(f"team survey {name} {theme}")
            for day, wave, share in zip(_DAYS, waves, favour, strict=True):
                if wave:
                    rows.append(_row(name, day, theme, (*wave, rng.binomial(wave[1], share))))
    table = pd.DataFrame(rows)
    table["wave_date"] = pd.to_datetime(table["wave_date"])
    return table.sort_values(["area_code", "wave_date"], kind="stable", ignore_index=True)


def _row(name: str, day: str, theme: str, counts: tuple[int, ...]) -> dict[str, object]:
    asked, answered, favourable = (float(each) for each in counts)
    about = {"area_code": NEIGHBOURHOOD_CODE[name], "wave_date": day, "theme": theme, "status": "ok"}
    return about | {"asked": asked, "answered": answered, "favourable": favourable}
