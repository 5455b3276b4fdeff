"""What is made anew of files that were given, beside checking them: done in a process of its own, as checking is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from data.files.errors import SourceError
from data.files.limits import Limits
from data.files.sandbox import run
from data.files.sheets import Sheet
from data.your_data.annotated_copy import marked_up
from data.your_data.intake import Intake
from data.your_data.mask_small_counts import NumberCells, protected_sheet

# A marked copy writes each cell, which takes longer than reading it; it is made only when somebody asks for it.
_COPYING = Limits(seconds=120.0, processor_seconds=120, memory=2_000_000_000)


def marked_copy(intake: Intake, cells: NumberCells | None = None) -> bytes:
    """What was given as one workbook with faulty cells marked; with `cells`, showing no more than a dataset would.

    Where the tables cannot be copied within the limits, the workbook holds the list of problems alone.
    """
    try:
        return run(copy_tables, intake, cells, name=", ".join(intake.given)[:200], limits=_COPYING)
    except SourceError:
        # The list names what is wrong in words, so that nothing is lost but the colours.
        return marked_up(replace(intake, given={}))


def copy_tables(intake: Intake, cells: NumberCells | None) -> bytes:
    """All that is done of `marked_copy` in a process of its own."""
    if cells is None:
        return marked_up(intake)
    shown: Callable[[Sheet], Sheet] = partial(protected_sheet, cells=cells)
    return marked_up(intake, shown)
