"""Codes of integrated care boards, and which boards others were made of: six replaced twelve in April 2026."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Former:
    """A board that another was made of, by its ODS and its ONS code, and whether all of it went there."""

    board: str
    ods: str
    code: str
    whole: bool


@cache
def _successions() -> tuple[Former, ...]:
    with (Path(__file__).parent / "board_successions.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Former(row["board"], row["former"], row["former_code"], row["how_much"] == "whole")
            for row in csv.DictReader(stream)
        )


def formers_of(ods: str) -> tuple[Former, ...]:
    """The boards that the board with this ODS code was made of; none for one that was not made of others."""
    return tuple(each for each in _successions() if each.board == ods)


# Boards of 2022 have three letters; those made since look like parts of boards, so each is known by itself.
BOARD_ODS = "|".join(("Q[A-Z0-9]{2}", *sorted({each.board for each in _successions()})))


def is_board_ods(text: str) -> bool:
    """Whether a text is the ODS code of a board, in capitals."""
    return re.fullmatch(BOARD_ODS, text) is not None
