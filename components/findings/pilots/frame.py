"""What every answer about one pilot's effect has in common, whatever it answers."""

from dataclasses import dataclass

import plotly.graph_objects as go

from components.findings.finding import Finding, nothing_to_show
from components.findings.pilots.view import NEEDS, PilotView
from components.findings.table import Table


@dataclass(frozen=True)
class PilotFrame:
    """One question about a pilot's effect: its id, its words and the method by which it is answered."""

    id: str
    question: str
    method: str

    def no_pilot(self) -> Finding:
        """The finding where the dataset declares no such pilot."""
        return nothing_to_show(self.id, self.question, NEEDS, method=self.method)

    def cannot_tell(self, view: PilotView, why: str) -> Finding:
        """The finding where this pilot's figures cannot answer: says why."""
        said = f"{view.case.name} cannot be judged on this: {why.rstrip('.')}."
        return nothing_to_show(self.id, self.question, said, method=self.method, source=view.source, period=view.period)

    def told(
        self,
        view: PilotView,
        *,
        headline: str,
        sentence: str,
        table: Table,
        how_to_read: str,
        figure: go.Figure | None,
        notice: str = "",
        verdict: str = "",
        names: tuple[str, ...] = (),
    ) -> Finding:
        """The finding with its answer, beside where the figures come from, what is not used of them and what to beware of.

        `names` are phrases of this answer whose numbers need no cell, besides the pilot's own.
        """
        return Finding(
            id=self.id,
            question=self.question,
            headline=headline,
            sentence=sentence,
            table=table,
            how_to_read=how_to_read,
            method=self.method,
            source=view.source,
            period=view.period,
            figure=figure,
            notice=notice,
            hidden=view.left_out,
            caveats=view.caveats,
            verdict=verdict,
            names=(*view.names, *names),
        )
