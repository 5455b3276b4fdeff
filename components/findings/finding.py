"""A Finding: the answer to one question, from which screen, table, alt text and download are all drawn."""

import re
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from components.findings.table import Column, Table

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True)
class Sign:
    """A sign that boards know at a glance, by its name (a file of style/signs), and what it says in words."""

    name: str
    words: str


@dataclass(frozen=True)
class Finding:
    """One question answered, as plain data.

    `figure` is the picture of the table (None where words suffice); `method` is the anchor of its section on the
    Methods page; `notice` must be read with the picture (what is grouped, what is not known); `unknown` and `hidden` say
    in words what the figures cannot show; `signs` stand under the sentence; `verdict` is a short code for the
    direction ('worse', 'better', 'unclear', 'cannot tell', …) that a page may mark with a symbol.
    """

    id: str
    question: str
    headline: str
    sentence: str
    table: Table
    how_to_read: str
    method: str
    source: str
    period: str
    figure: go.Figure | None = None
    notice: str = ""
    unknown: str = ""
    hidden: str = ""
    caveats: tuple[str, ...] = ()
    verdict: str = ""
    signs: tuple[Sign, ...] = ()
    # Numbers that are names and not measurements (years, '95%', 'under 5s'): allowed in sentences without a cell.
    names: tuple[str, ...] = field(default=())

    @property
    def alt(self) -> str:
        """What the picture shows, for people who cannot see it."""
        return " ".join(part for part in (self.headline.rstrip(".") + ".", self.sentence, self.how_to_read) if part)

    def unsupported_numbers(self) -> list[str]:
        """Numbers in the headline or sentence that stand in no cell of the finding's own table (should be none)."""
        allowed = " ".join((*self.names, self.period, *self.table.text.columns, *self.table.text.to_numpy().ravel()))
        known = set(_NUMBER.findall(allowed))
        return [each for each in _NUMBER.findall(f"{self.headline} {self.sentence}") if each not in known]


def nothing_to_show(id: str, question: str, why: str, *, method: str, source: str = "", period: str = "") -> Finding:
    """The finding for a question that this dataset cannot answer: says so, and why, in place of a picture."""
    table = Table((Column("why", "Why there is nothing to show"),), pd.DataFrame({"why": [why]}))
    return Finding(
        id=id,
        question=question,
        headline="We cannot tell from this dataset",
        sentence=why,
        table=table,
        how_to_read="",
        method=method,
        source=source,
        period=period,
        verdict="cannot tell",
        names=(why,),
    )
