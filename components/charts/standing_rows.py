"""Things down, how each stands at their right: by shape, by shade and in words, under headings of the kinds they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from components.charts.layout import SMALL_TEXT_SIZE
from components.charts.sketch import Sketch
from components.charts.type_marks import BREAK, bold, coloured
from components.style.colours import INK, LINE, PAPER, QUIET_INK, STANDING

_ROW, _LINE, _HEAD, _FOOT = 30, 19, 30, 8
# Letters of a name and of the words beside it that fit in a line at a laptop's width; what is longer takes more lines.
_NAME_LETTERS, _WORD_LETTERS, _MOST_LINES = 32, 88, 3
# Where marks and words stand, as shares of the plot's width: apart from one another on half a screen too.
_MARK, _WORDS = 0.022, 0.052
_LEFT = 250
_CHARACTER = SMALL_TEXT_SIZE + 4
_APART = 3 * "\N{NO-BREAK SPACE}"
# How a mark is drawn: plotly's symbol ('' for the character itself), its fill, and the character that it has in the key.
MARKS = {
    "full": ("square", STANDING["in place"], "■"),
    "half": ("diamond", STANDING["being built"], "◆"),
    "none": ("circle-open", INK, "○"),
    "blank": ("", QUIET_INK, "–"),
    "counted": ("circle", QUIET_INK, "●"),
}


@dataclass(frozen=True)
class StandingRow:
    """One thing: its name, a mark (a key of MARKS) and the words beside it; `mark` '' makes it a heading."""

    label: str
    mark: str = ""
    words: str = ""

    @property
    def lines(self) -> list[str]:
        """The words, in as many lines as they take."""
        found = wrap(self.words, _WORD_LETTERS)
        return found if len(found) <= _MOST_LINES else [*found[: _MOST_LINES - 1], f"{found[_MOST_LINES - 1]} …"]

    @property
    def names(self) -> list[str]:
        """The name, in as many lines as it takes."""
        return wrap(self.label, _NAME_LETTERS) or [""]

    @property
    def height(self) -> int:
        """How many pixels high the row is."""
        return _ROW + _LINE * (max(len(self.lines), len(self.names), 1) - 1)


def standing_rows(rows: Sequence[StandingRow], key: Mapping[str, str], *, name: str) -> go.Figure:
    """Draw the rows from top to bottom; `key` says what each mark means, and `name` what is shown. ValueError for no rows."""
    if not rows:
        raise ValueError("rows: found none, expected one or more")
    foot = sum(row.height for row in rows)
    sketch = Sketch(height=foot + _HEAD + _FOOT, left=_LEFT, right=8, top=_HEAD, bottom=_FOOT)
    places, at = [], 0.0
    for row in rows:
        places.append(at + row.height / 2)
        at += row.height
        under = {"y0": at, "y1": at, "line": {"color": LINE, "width": 0.6}}
        sketch.shape(type="line", x0=-0.8, x1=1, xref="paper", layer="below", **under)
    _labels(sketch, rows, places)
    _marks(sketch, rows, places)
    _words(sketch, rows, places, name)
    _key(sketch, rows, key)
    sketch.axis("xaxis", range=[0, 1], showticklabels=False, showgrid=False, showline=False)
    # Names are no tick labels: words in columns keep their form on a phone, and are scrolled.
    sketch.axis("yaxis", range=[foot, 0], showticklabels=False, showgrid=False, showline=False)
    return sketch.drawn()


def _labels(sketch: Sketch, rows: Sequence[StandingRow], places: Sequence[float]) -> None:
    """The names of things and headings, from the figure's left edge."""
    for place, row in zip(places, rows, strict=True):
        words = BREAK.join(row.names) if row.mark else bold(coloured(row.label.upper(), QUIET_INK))
        sketch.annotate(
            x=0, xref="paper", xanchor="left", xshift=2 - _LEFT, y=place, yanchor="middle", text=words, align="left",
            font={"size": SMALL_TEXT_SIZE + 1, "color": INK},
        )  # fmt: skip


def _marks(sketch: Sketch, rows: Sequence[StandingRow], places: Sequence[float]) -> None:
    for mark, (symbol, fill, character) in MARKS.items():
        here = [place for place, row in zip(places, rows, strict=True) if row.mark == mark]
        if not here:
            continue
        look = (
            {
                "mode": "markers",
                "marker": {"symbol": symbol, "size": 14, "color": fill, "line": {"color": INK, "width": 1.5}},
            }
            if symbol
            else {
                "mode": "text",
                "text": [bold(character)] * len(here),
                "textfont": {"size": _CHARACTER, "color": fill},
            }
        )
        sketch.scatter(x=[_MARK] * len(here), y=here, name=mark, hoverinfo="skip", cliponaxis=False, **look)


def _words(sketch: Sketch, rows: Sequence[StandingRow], places: Sequence[float], name: str) -> None:
    told = [(place, row) for place, row in zip(places, rows, strict=True) if row.mark]
    sketch.scatter(
        x=[_WORDS] * len(told),
        y=[place for place, _ in told],
        mode="text",
        name=name,
        text=[BREAK.join(row.lines) for _, row in told],
        textposition="middle right",
        textfont={"size": SMALL_TEXT_SIZE + 1, "color": INK},
        customdata=[f"{row.label}: {row.words}" for _, row in told],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _key(sketch: Sketch, rows: Sequence[StandingRow], key: Mapping[str, str]) -> None:
    used = [mark for mark in MARKS if any(row.mark == mark for row in rows)]
    sketch.annotate(
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=4, bgcolor=PAPER,
        text=_APART.join(f"{bold(MARKS[mark][2])} {key[mark]}" for mark in used),
        font={"size": SMALL_TEXT_SIZE, "color": QUIET_INK},
    )  # fmt: skip
