"""The file: every finding with its drawn picture and its whole table, readable on a telephone, on paper and aloud."""

from collections.abc import Sequence
from html import escape

from components.findings.table import Table
from components.pack.exhibit import Exhibit
from components.pack.forms import Progress
from components.pack.picture.drawing import drawing, element
from components.style.colours import ACCENT, INK, LINE, MISSING, PAPER, QUIET_INK

_FIGURE = 1080.0
_STYLE = f"""
body {{ margin: 0 auto; max-width: 70rem; padding: 1rem 1.5rem 4rem; background: {PAPER}; color: {INK};
  font: 1.05rem/1.5 "Source Sans 3", "Source Sans Pro", Arial, sans-serif; }}
h1, h2 {{ line-height: 1.2; }} h1 {{ font-size: 1.8rem; }} h2 {{ font-size: 1.5rem; margin: .2rem 0 .5rem; }}
section {{ border-top: 3px solid {ACCENT}; margin-top: 2.5rem; padding-top: 1rem; }}
a {{ color: {ACCENT}; }} .mark {{ color: {ACCENT}; font-weight: 700; }} .quiet {{ color: {QUIET_INK}; }}
.picture {{ overflow-x: auto; }} .picture svg {{ max-width: 100%; height: auto; min-width: 40rem; display: block; }}
.table {{ overflow-x: auto; }} table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid {LINE}; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }}
th {{ background: {MISSING}; }} summary {{ cursor: pointer; padding: .5rem 0; min-height: 1.5rem; }}
@media print {{ section {{ break-before: page; }} details:not([open]) {{ display: none; }} .picture svg {{ min-width: 0; }} }}
"""


def document(exhibits: Sequence[Exhibit], *, progress: Progress | None = None) -> bytes:
    """The findings as one file of HTML. Errors: ValueError for no findings."""
    if not exhibits:
        raise ValueError("exhibits: found none, expected one or more")
    origin = exhibits[0].origin
    listed = "".join(
        f'<li><a href="#finding-{number}">{escape(exhibit.finding.headline)}</a></li>'
        for number, exhibit in enumerate(exhibits, start=1)
    )
    sections = []
    for number, exhibit in enumerate(exhibits, start=1):
        sections.append(_section(exhibit, number))
        if progress:
            progress(number, len(exhibits))
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(origin.title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(origin.title)}</h1>{_part('p', origin.mark, 'mark')}{_part('p', origin.words, 'quiet')}"
        f"<ol>{listed}</ol>{''.join(sections)}</main></body></html>"
    ).encode()


def _part(element: str, words: str, look: str = "") -> str:
    """An element of words; nothing for none."""
    kind = f' class="{look}"' if look else ""
    return f"<{element}{kind}>{escape(words)}</{element}>" if words else ""


def _section(exhibit: Exhibit, number: int) -> str:
    found = exhibit.finding
    picture = ""
    if (figure := drawing(exhibit, _FIGURE)) is not None:
        drawn = element(figure, label=exhibit.alt)
        # Names within one drawing must not be those of another in the same file.
        for name in ("panel", "hatch", "map"):
            drawn = drawn.replace(f'id="{name}', f'id="f{number}-{name}').replace(
                f"url(#{name}", f"url(#f{number}-{name}"
            )
        picture = f'{_part("h3", exhibit.picture_title)}<div class="picture">{drawn}</div>'
    shown = "" if picture else " open"
    reading = f"How to read it. {found.how_to_read}" if found.how_to_read else ""
    parts = [
        _part("p", found.question, "quiet"),
        _part("h2", found.headline),
        _part("p", exhibit.origin.mark, "mark"),
        _part("p", found.sentence),
        _part("p", exhibit.spoken_by, "quiet"),
        _part("p", exhibit.note, "quiet"),
        picture,
        *(_part("p", words) for words in (*exhibit.cautions, reading, *found.caveats)),
        f'<details{shown}><summary>The table</summary><div class="table">{_table(found.table)}</div></details>',
        _part("p", exhibit.source, "quiet"),
        _part("p", exhibit.origin.words, "quiet"),
    ]
    return f'<section id="finding-{number}">{"".join(parts)}</section>'


def _table(table: Table) -> str:
    text = table.text
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in text.columns)
    rows = (
        "".join(f"<td>{escape(str(words))}</td>" for words in row) for row in text.itertuples(index=False, name=None)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
