"""The panels of a figure: found, and set one below the other, each as high as its rows and words need."""

from dataclasses import dataclass
from typing import Any

from components.charts.type_marks import NEW_LINE

Layout = dict[str, Any]
# Room under a panel for its axis: the figures, and the axis' title.
_TICKS, _TITLE, _BARE = 30.0, 26.0, 10.0
_LOWEST = 230.0


@dataclass
class Panel:
    """One pair of axes by their full names; how high it is drawn, and the words above it and below, in pixels."""

    x: str
    y: str
    across: tuple[float, float]
    up: tuple[float, float]
    height: float
    head: float = 0.0
    foot: float = 0.0

    @property
    def x_words(self) -> str:
        """What a mark calls the panel's width."""
        return f"{self.x[0]}{self.x[5:]} domain"

    @property
    def y_words(self) -> str:
        """What a mark calls the panel's height."""
        return f"{self.y[0]}{self.y[5:]} domain"


def panels_of(traces: list[dict[str, Any]], layout: Layout) -> list[Panel]:
    """The panels that hold traces, from the upper left."""
    margin = layout["margin"]
    plot = float(layout["height"]) - margin["t"] - margin["b"]
    found: list[Panel] = []
    for x, y in dict.fromkeys((_full(each.get("xaxis", "x")), _full(each.get("yaxis", "y"))) for each in traces):
        low, high = layout[y].get("domain", (0.0, 1.0))
        across = layout[x].get("domain", (0.0, 1.0))
        found.append(Panel(x, y, (across[0], across[1]), (low, high), max((high - low) * plot, 1.0)))
    return sorted(found, key=lambda panel: (-panel.up[1], panel.across[0]))


def _full(reference: str) -> str:
    return f"{reference[0]}axis{reference[1:]}"


def placed_in_panels(panels: list[Panel], layout: Layout) -> None:
    """Say of every mark that is placed on the figure where it stands in its panel: panels will move."""
    for mark in layout.get("annotations", []):
        mark["xref"], mark["yref"] = mark.get("xref", "x"), mark.get("yref", "y")
        panel = _panel_of(mark, float(mark.get("x", 0)) if mark.get("xref") == "paper" else None, panels)
        mark["_panel"] = (panel.x, panel.y)
        if mark.get("xref") == "paper":
            low, high = panel.across
            inside = (float(mark["x"]) - low) / (high - low)
            mark["x"] = max(inside, 0.0) if mark.get("xanchor") == "left" else inside
            mark["xref"] = panel.x_words
        if mark.get("yref") == "paper":
            low, high = panel.up
            mark["y"] = (float(mark["y"]) - low) / (high - low)
            mark["yref"] = panel.y_words
    for shape in layout.get("shapes", []):
        named = [panel for panel in panels if _short(panel.x) == shape.get("xref", "x")]
        # One that goes through all panels of its axis stays as it is.
        if shape.get("yref") == "paper" and len(named) == 1:
            low, high = named[0].up
            shape |= {end: (float(shape[end]) - low) / (high - low) for end in ("y0", "y1")}
            shape["yref"] = named[0].y_words
        across = [panel for panel in panels if _short(panel.y) == shape.get("yref", "y")]
        if shape.get("xref") == "paper" and len(across) == 1:
            low, high = across[0].across
            shape |= {end: (float(shape[end]) - low) / (high - low) for end in ("x0", "x1")}
            shape["xref"] = across[0].x_words


def _short(axis: str) -> str:
    return f"{axis[0]}{axis[5:]}"


def _panel_of(mark: dict[str, Any], x: float | None, panels: list[Panel]) -> Panel:
    """The panel a mark belongs to: by the axis it is placed on, else the nearest."""

    def far(panel: Panel) -> float:
        distance = 0.0
        if mark.get("xref", "x") != "paper":
            distance += 0.0 if _short(panel.x) == mark.get("xref", "x") else 10.0
        elif x is not None:
            distance += max(panel.across[0] - x, x - panel.across[1], 0.0)
        if mark.get("yref", "y") != "paper":
            return distance + (0.0 if _short(panel.y) == mark.get("yref", "y") else 10.0)
        y = float(mark["y"])
        # Words that stand on a panel's upper edge are its heading; words that hang from its lower edge are below it.
        edge = panel.up[1] if mark.get("yanchor") == "bottom" else panel.up[0] if mark.get("yanchor") == "top" else None
        return distance + (abs(edge - y) if edge is not None else max(panel.up[0] - y, y - panel.up[1], 0.0))

    return min(panels, key=far)


def marks_of(panel: Panel, layout: Layout) -> list[dict[str, Any]]:
    """The words placed in a panel."""
    return [each for each in layout.get("annotations", []) if each["_panel"] == (panel.x, panel.y)]


def stacked(panels: list[Panel], layout: Layout) -> None:
    """Set the panels one below the other over the whole width, and the figure as high as they need."""
    last_of = {panel.x: place for place, panel in enumerate(panels)}
    for place, panel in enumerate(panels):
        axis = layout[panel.x]
        shows = axis.get("showticklabels", True) and last_of[panel.x] == place
        title = axis.get("title", {}).get("text", "") if shows else ""
        panel.foot += (_TICKS if shows else _BARE) + (_TITLE + 18 * title.count(NEW_LINE) if title else 0.0)
    total = sum(panel.head + panel.height + panel.foot for panel in panels)
    top, bottom = panels[0].head + 8, panels[-1].foot
    plot = total - panels[0].head - bottom
    below = plot
    for place, panel in enumerate(panels):
        below -= panel.head if place else 0.0
        layout[panel.y]["domain"] = [max(0.0, (below - panel.height) / plot), min(1.0, below / plot)]
        layout[panel.x]["domain"] = [0.0, 1.0]
        below -= panel.height + panel.foot
        if last_of[panel.x] == place:
            layout[panel.x]["anchor"] = _short(panel.y)
    layout["margin"] |= {"t": top, "b": bottom}
    layout["height"] = top + plot + bottom
    for mark in layout.get("annotations", []):
        del mark["_panel"]
