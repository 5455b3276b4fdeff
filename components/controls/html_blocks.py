"""Blocks of words on a page, as HTML: questions, titles, sentences, notes, lists and cards.

Whatever is put into a block is made text there, unless it is a block already. So no page writes these elements by hand,
and none can forget to escape what a file or a person says.
"""

from collections.abc import Iterable
from html import escape
from typing import Literal

from components.style.signs import sign_image


class Html(str):
    """HTML as a function of this file made it. Put into a longer string it is plain text again, and escaped as such."""

    __slots__ = ()


def strong(words: str) -> Html:
    """Words in bold."""
    return Html(f"<strong>{escape(words)}</strong>")


def question(words: str, *, below: bool = False) -> Html:
    """The small line over a title that asks what is answered; `below` one further down the page, with room above it."""
    return Html(f'<p class="ne-question{" ne-section" if below else ""}">{_inside((words,))}</p>')


def title(words: str, *, level: int = 2, below: bool = False) -> Html:
    """A title of the page (level 1, one a page) or of a section of it; `below` one that has no question above it."""
    return Html(f'<h{level:d} class="ne-title{" ne-section" if below else ""}">{escape(words)}</h{level:d}>')


def waiting(words: str) -> Html:
    """The question of a part of the page that is not drawn yet, with room for it."""
    return Html(f'<div class="ne-waiting" aria-busy="true">{title(words, below=True)}</div>')


def lead(*parts: str) -> Html:
    """A sentence that is read first, under a title."""
    return Html(f'<p class="ne-lead">{_inside(parts)}</p>')


def note(*parts: str, status: bool = False) -> Html:
    """A quieter line beside what it is about; `status` one that a screen reader tells when it changes."""
    role = ' role="status"' if status else ""
    return Html(f'<p class="ne-note"{role}>{_inside(parts)}</p>')


def opened(summary: str, inside: Iterable[Html]) -> Html:
    """A line that is opened, by a click or by keys, to show what is inside."""
    return Html(
        f'<details class="ne-opened"><summary>{escape(summary)}</summary><div>{_inside(tuple(inside))}</div></details>'
    )


def on_paper(words: str) -> Html:
    """A line that stands on paper only, where nothing can be opened."""
    return Html(f'<p class="ne-note ne-on-paper">{_inside((words,))}</p>')


def mark(words: str) -> Html:
    """The line that says that figures are invented."""
    return Html(f'<p class="ne-mark ne-synthetic">{escape(words)}</p>')


def term(name: str, words: str) -> Html:
    """A line of small print that opens with what it is about."""
    return Html(f'<p class="ne-terms">{_inside((strong(name), words))}</p>')


def code(words: str) -> Html:
    """What is typed into a terminal."""
    return Html(f"<code>{escape(words)}</code>")


def listed(lines: Iterable[str | tuple[str, ...]], *, kind: Literal["lead", "problems"] = "lead") -> Html:
    """A list, read like a lead or as what is wrong with a file; a line of several parts has spaces between them."""
    items = "".join(f"<li>{_inside((line,) if isinstance(line, str) else line)}</li>" for line in lines)
    return Html(f'<ul class="ne-{kind}">{items}</ul>')


def card(*parts: Html) -> Html:
    """What stands on a card, from top to bottom."""
    return Html(f'<div class="ne-card">{"".join(_part(part) for part in parts)}</div>')


def signs(named: Iterable[tuple[str, str]]) -> Html:
    """Signs in one line, each by its name (of style.signs) and with its words."""
    images = ((f'<img class="ne-sign" alt="" src="{sign_image(name)}">', escape(words)) for name, words in named)
    return Html(f'<p class="ne-signs">{"".join(f"<span>{image}{words}</span>" for image, words in images)}</p>')


def heading(words: str, *, level: int = 3) -> Html:
    """The heading of a card; `level` 2 for one that stands right under the page's title."""
    return Html(f"<h{level:d}>{escape(words)}</h{level:d}>")


def size(words: str, *, colour: str = "") -> Html:
    """The one thing on a card that is read from afar; `colour` as a style sheet says it."""
    style = f' style="color:{escape(colour)}"' if colour else ""
    return Html(f'<p class="ne-card-size"{style}>{escape(words)}</p>')


def said(*parts: str) -> Html:
    """A plain paragraph of a card."""
    return Html(f"<p>{_inside(parts)}</p>")


def marks(words: str) -> Html:
    """The small line at the foot of a card."""
    return Html(f'<p class="ne-card-marks">{_part(words)}</p>')


def apart(words: Iterable[str]) -> Html:
    """Several marks in one line, each kept whole."""
    return Html("".join(f"<span>{escape(each)}</span>" for each in words))


def on_lines(*lines: str) -> Html:
    """Each on a line of its own."""
    return Html("<br>".join(escape(line) for line in lines))


def _inside(parts: Iterable[str]) -> str:
    return " ".join(_part(part) for part in parts)


def _part(part: str) -> str:
    return part if isinstance(part, Html) else escape(part)
