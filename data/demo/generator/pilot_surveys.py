"""What teams and the people they serve said of each pilot, in waves.

Planted: the team of case_finding grows together over three waves; in home_reviews 'Communication' falls while the rest
stays; digital_confidence asked its team once only, so that nothing can be told of change; in screening_hosts fewer
than ten of the team answered the second time, so that the wave is hidden.
"""

import pandas as pd

from data.contract.pilot_tables import STAFF_THEMES
from data.demo.generator.randomness import stream

FEWEST_ANSWERS = 10
STATEMENTS = ("I did not have to repeat my story", "I was listened to", "I knew whom to contact next")

# By pilot and respondents: each wave's date, how many were asked and how many answered.
_WAVES = {
    ("digital_confidence", "staff"): (("2025-11-30", 34, 27),),
    ("digital_confidence", "people"): (("2026-03-31", 420, 148),),
    ("screening_hosts", "staff"): (("2024-11-30", 19, 15), ("2025-11-30", 17, 8)),
    ("screening_hosts", "people"): (("2025-03-31", 310, 164), ("2026-03-31", 520, 261)),
    ("home_reviews", "staff"): (("2025-02-28", 46, 38), ("2025-09-30", 48, 37), ("2026-05-31", 47, 39)),
    ("home_reviews", "people"): (("2025-09-30", 150, 92), ("2026-05-31", 210, 121)),
    ("case_finding", "staff"): (("2025-04-30", 74, 58), ("2025-11-30", 76, 61), ("2026-06-30", 76, 63)),
    ("case_finding", "people"): (("2025-11-30", 260, 117), ("2026-06-30", 390, 168)),
}
_STEADY = (0.72, 0.72, 0.72)
# The true share in favour in each wave: of every theme, and of single ones where it is another.
_FAVOUR = {
    ("digital_confidence", "staff"): (0.66,),
    ("digital_confidence", "people"): (0.71,),
    ("screening_hosts", "staff"): _STEADY,
    ("screening_hosts", "people"): (0.80, 0.82),
    ("home_reviews", "staff"): _STEADY,
    ("home_reviews", "people"): (0.84, 0.86),
    ("case_finding", "staff"): (0.50, 0.66, 0.82),
    ("case_finding", "people"): (0.62, 0.63),
}
_APART = {
    ("home_reviews", "staff", "Communication"): (0.78, 0.58, 0.40),
    ("home_reviews", "people", STATEMENTS[0]): (0.70, 0.88),
    ("digital_confidence", "people", STATEMENTS[0]): (0.44,),
}


def survey_table() -> pd.DataFrame:
    """Every wave of every pilot's surveys: true counts."""
    rows = []
    for (pilot_id, respondents), waves in _WAVES.items():
        for theme in STAFF_THEMES if respondents == "staff" else STATEMENTS:
            favour = _APART.get((pilot_id, respondents, theme), _FAVOUR[pilot_id, respondents])
            rng = stream(f"pilot survey {pilot_id} {respondents} {theme}")
            for (date, asked, answered), share in zip(waves, favour, strict=False):
                favourable = rng.binomial(answered, share)
                rows.append(
                    {
                        "pilot_id": pilot_id,
                        "respondents": respondents,
                        "wave_date": pd.Timestamp(date),
                        "theme": theme,
                        "status": "ok",
                        "asked": float(asked),
                        "answered": float(answered),
                        "favourable": float(favourable),
                    }
                )
    return pd.DataFrame(rows).sort_values(["pilot_id", "respondents", "wave_date"], kind="stable", ignore_index=True)
