"""What python-pptx has no call for: alt text, where a chart's panel stands in its frame, intervals, marks that decorate."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

# The extension by which Office knows what a screen reader should pass over.
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def describe(shape: Any, name: str, words: str) -> None:
    """Give a shape, picture or chart its name and its alt text."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("name", name)
    told.set("descr", words)


def decorate(shape: Any) -> None:
    """Have screen readers pass over a shape that says nothing by itself."""
    shape._element.xpath(".//p:cNvPr")[0].append(etree.fromstring(_DECORATIVE))


def place_panel(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Let the chart's panel stand at these shares of its frame, so that what is drawn over it fits."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    parts = "".join(
        f'<c:{name} val="{value:.6f}"/>' for name, value in zip("xywh", (left, top, width, height), strict=True)
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{parts}</c:manualLayout></c:layout>"))


def add_intervals(
    series: Any, more: Sequence[float], less: Sequence[float], *, colour: str, points: float, upright: bool
) -> None:
    """Give a series of points its intervals, so much more and less than each."""
    ends = "".join(
        f'<c:{name}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
        + "".join(f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values))
        + f"</c:numLit></c:{name}>"
        for name, values in (("plus", more), ("minus", less))
    )
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="{"y" if upright else "x"}"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="1"/>{ends}<c:spPr><a:ln w="{round(points * 12700)}"><a:solidFill>'
        f'<a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    element = series._element
    element.insert(list(element).index(element.find(qn("c:xVal"))), bars)


def cross_at_far_end(axis: Any) -> None:
    """Keep a scale at the chart's foot where its categories run from the top down."""
    crosses = axis._element.find(qn("c:crosses"))
    crosses.set("val", "max")
