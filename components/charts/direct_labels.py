"""Labels at the ends of lines in place of a legend, moved apart just enough that none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import bold


@dataclass(frozen=True)
class EndLabel:
    """Words beside a line's end at height `at` (in the axis' units)."""

    at: float
    words: str
    colour: str
    strong: bool = False


def moved_apart(positions: Sequence[float], least: float, within: tuple[float, float]) -> list[float]:
    """The positions nearest to those given, all `within` two bounds, no two closer than `least`; their order is kept.

    Neighbours that are too close are pooled and set out evenly about their middle, which moves them least in all. Where
    there is not room for all of them, they are set out evenly between the bounds.
    """
    low, high = within
    least = min(least, (high - low) / max(len(positions) - 1, 1))
    order = sorted(range(len(positions)), key=lambda place: positions[place])
    pools: list[list[float]] = []
    for rank, place in enumerate(order):
        pools.append([positions[place] - rank * least, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, n_first), (second, n_second) = pools[-2:]
            pools[-2:] = [[(first * n_first + second * n_second) / (n_first + n_second), n_first + n_second]]
    top = high - (len(positions) - 1) * least
    levels = [min(max(level, low), top) for level, count in pools for _ in range(int(count))]
    moved = [0.0] * len(positions)
    for rank, place in enumerate(order):
        moved[place] = levels[rank] + rank * least
    return moved


def end_labels(
    sketch: Sketch, labels: Sequence[EndLabel], *, yref: str, across: tuple[float, float], pixels: float, x: float = 1
) -> None:
    """Write each label to the right of the plot, as near its height as the others allow.

    `across` is the range of the axis `yref` and `pixels` its length: plotly leaves out what lies beyond the range. `x` is
    where the plot ends, as a share of the figure's width.
    """
    line_height = (SMALL_TEXT_SIZE + 4) * (across[1] - across[0]) / pixels
    # The lowest keeps some way above the end of the axis, under which the dates stand.
    heights = moved_apart([label.at for label in labels], line_height, (across[0] + 0.6 * line_height, across[1]))
    for label, height in zip(labels, heights, strict=True):
        sketch.annotate(
            x=x,
            xref="paper",
            y=height,
            yref=yref,
            text=bold(label.words) if label.strong else label.words,
            xanchor="left",
            yanchor="middle",
            xshift=8,
            font={"color": label.colour, "size": SMALL_TEXT_SIZE},
        )
