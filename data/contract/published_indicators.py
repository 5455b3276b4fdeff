"""The indicators this builder knows: one TOML file each, and which published series each is made from."""

import tomllib
from functools import cache
from pathlib import Path

from data.contract.indicator import Indicator, read_indicators

_HERE = Path(__file__).parent


@cache
def indicators() -> dict[str, Indicator]:
    """Every definition, by id."""
    return read_indicators(_HERE / "published")


@cache
def _series() -> dict[str, dict[str, str]]:
    return tomllib.loads((_HERE / "series.toml").read_text(encoding="utf-8"))


def indicator_of_series() -> dict[str, str]:
    """The indicator each published series belongs to: 'fingertips:91547' → 'smoking'.

    To add an indicator, add its file to `data/contract/published/` and a line at the end of `series.toml`.
    """
    return _series()["indicators"]


def attribute_of_series() -> dict[str, str]:
    """The column of a practice that a published series fills: 'fingertips:93553' → 'imd_score_published'."""
    return _series()["attributes"]
