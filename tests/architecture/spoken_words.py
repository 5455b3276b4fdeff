"""Reading the code of the screen: which expressions reach Streamlit's Markdown or HTML, and which of them are safe there.

Safe is what the code itself wrote, what was passed through one of the escapes, and what is put together from safe parts.
Anything else (a name from a dataset, a parameter, an attribute) may hold what a file or a person says.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# The module whose functions make the elements of a page, and make text of whatever is put into them.
BLOCKS = "blocks"
# A strip of dots is a picture in the address of an image, with its words escaped within.
ESCAPES = {"html": {"escape", "card_strip"}, "markdown": {"as_text"}}
# It changes colours and leaves all else as it is: safe where what it is given is.
RECOLOURS = "html_on_screen"
# These give digits, or words of the project's own, whatever they are given.
HARMLESS = {"number", "of", "len", "str.upper", "day_words"}
MARKDOWN_FIRST = {
    "info", "warning", "error", "success", "markdown", "caption", "title", "header", "subheader", "toast", "spinner",
    "metric", "button", "download_button", "form_submit_button", "link_button", "selectbox", "multiselect", "radio",
    "checkbox", "toggle", "text_input", "text_area", "number_input", "slider", "select_slider", "segmented_control", "pills",
    "file_uploader", "expander", "popover", "tabs", "status", "badge", "date_input", "time_input",
}  # fmt: skip
# Their options are read as Markdown too; those of a selectbox and a multiselect are not.
MARKDOWN_OPTIONS = {"segmented_control", "pills", "radio"}


@dataclass(frozen=True)
class Spoken:
    """One expression that reaches the screen where `kind` ('html' or 'markdown') is read."""

    kind: str
    words: ast.expr
    function: ast.AST

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.words.lineno


class Screen:
    """One file of the screen, read."""

    def __init__(self, source: str):
        self.tree = ast.parse(source)

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """The file's own functions by name."""
        return {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}

    @cached_property
    def constants(self) -> set[str]:
        """Names in capitals: made by the code when it is loaded, or imported from where they were."""
        names = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name)}
        return {name for name in names if name.isupper()}

    def spoken(self) -> Iterator[Spoken]:
        """Everything that reaches the screen as Markdown or HTML."""
        for place in (self.tree, *self.functions.values()):
            for call in _own_calls(place):
                yield from _of_call(call, place)

    def unsafe(self) -> list[str]:
        """What reaches the screen without having been made text, as 'line: code'."""
        return [f"{each.line}: {ast.unparse(each.words)}" for each in self.spoken() if not self._safe(each.words, each)]

    def _safe(self, words: ast.expr, at: Spoken, seen: frozenset[str] = frozenset()) -> bool:
        def every(parts) -> bool:
            return all(self._safe(part, at, seen) for part in parts)

        match words:
            case ast.Constant():
                return True
            case ast.JoinedStr():
                return every(
                    part.value for part in words.values if isinstance(part, ast.FormattedValue) and not _digits(part)
                )
            case ast.BinOp(op=ast.Add() | ast.Mult() | ast.Div()):
                return every((words.left, words.right))
            case ast.IfExp():
                return every((words.body, words.orelse))
            case ast.BoolOp():
                return every(words.values)
            case ast.List() | ast.Tuple() | ast.Set():
                return every(words.elts)
            case ast.Starred():
                return self._safe(words.value, at, seen)
            case ast.GeneratorExp() | ast.ListComp():
                return self._safe(words.elt, at, seen)
            case ast.Lambda():
                return self._safe(words.body, at, seen)
            case ast.Dict():
                return every(words.values)
            case ast.Subscript():
                return self._safe(words.value, at, seen)
            case ast.Name():
                return words.id in self.constants or self._safe_name(words.id, at, seen)
            case ast.Attribute():
                return words.attr.isupper() or (
                    words.attr in ("__getitem__", "get") and self._safe(words.value, at, seen)
                )
            case ast.Call():
                return self._safe_call(words, at, seen)
        return False

    def _safe_call(self, call: ast.Call, at: Spoken, seen: frozenset[str]) -> bool:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in ESCAPES[at.kind] | HARMLESS:
            return True
        if name == RECOLOURS:
            return all(self._safe(each, at, seen) for each in call.args)
        if isinstance(call.func, ast.Attribute):
            if ast.unparse(call.func.value) == BLOCKS:
                # A block's own HTML is only as safe as what it is made of; all else is escaped within.
                return call.func.attr != "Html" or all(self._safe(part, at, seen) for part in call.args)
            if call.func.attr == "join":
                return self._safe(call.func.value, at, seen) and all(self._safe(each, at, seen) for each in call.args)
            if call.func.attr == "get":
                return self._safe(call.func.value, at, seen) and all(
                    self._safe(each, at, seen) for each in call.args[1:]
                )
            return False
        made = self.functions.get(name)
        if made is None or name in seen:
            return False
        inside = Spoken(at.kind, call, made)
        returned = [node.value for node in ast.walk(made) if isinstance(node, ast.Return) and node.value is not None]
        return bool(returned) and all(self._safe(each, inside, seen | {name}) for each in returned)

    def _safe_name(self, name: str, at: Spoken, seen: frozenset[str]) -> bool:
        """Whether everything that a local name is ever given is safe."""
        if name in seen:
            return True
        given = list(_given(at.function, name))
        return bool(given) and all(self._safe(each, at, seen | {name}) for each in given)


def _own_calls(place: ast.AST) -> Iterator[ast.Call]:
    """Calls in a function or at the top of a file, leaving out functions within."""
    waiting = list(ast.iter_child_nodes(place))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting += ast.iter_child_nodes(node)


def _of_call(call: ast.Call, place: ast.AST) -> Iterator[Spoken]:
    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) == BLOCKS:
        return
    what = call.func.attr
    named = {each.arg: each.value for each in call.keywords}
    if what == "html":
        yield from (Spoken("html", each, place) for each in [*call.args[:1], *_some(named, "body")])
    if what in MARKDOWN_FIRST:
        yield from (Spoken("markdown", each, place) for each in [*call.args[:1], *_some(named, "label", "body")])
    if what in MARKDOWN_FIRST | {"page_link"}:
        yield from (Spoken("markdown", each, place) for each in _some(named, "label", "help") if what != "html")
    if what in MARKDOWN_OPTIONS:
        shown = _some(named, "format_func") or call.args[1:2]
        yield from (Spoken("markdown", each, place) for each in [*shown, *_some(named, "captions")])


def _digits(part: ast.FormattedValue) -> bool:
    """Whether it is written in a format of numbers, which text does not take: only digits can come of it."""
    return part.format_spec is not None and ast.unparse(part.format_spec).strip("f'\"").endswith((",", "d", "f"))


def _some(named: dict[str | None, ast.expr], *names: str) -> list[ast.expr]:
    return [named[name] for name in names if name in named]


def _given(function: ast.AST, name: str) -> Iterator[ast.expr]:
    """Every value that a name is given within a function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _unpacked(target, node.value, name)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
            if isinstance(node.target, ast.Name) and node.target.id == name and node.value is not None:
                yield node.value
        elif isinstance(node, ast.For | ast.comprehension):
            yield from _looped(node.target, node.iter, name)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            yield from node.args if ast.unparse(node.func.value) == name else ()


def _unpacked(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple):
        places = [place for place, each in enumerate(target.elts) if isinstance(each, ast.Name) and each.id == name]
        if isinstance(value, ast.Tuple):
            yield from (value.elts[place] for place in places)
        elif isinstance(value, ast.GeneratorExp):
            yield from (value.elt for _ in places)
        else:
            yield from (value for _ in places)


def _looped(target: ast.expr, over: ast.expr, name: str) -> Iterator[ast.expr]:
    """What a loop gives a name: the parts of a literal's rows, else what is looped over."""
    if not any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(target)):
        return
    rows = over.elts if isinstance(over, ast.Tuple | ast.List) else []
    if rows and isinstance(target, ast.Tuple) and all(isinstance(row, ast.Tuple) for row in rows):
        for row in rows:
            yield from _unpacked(target, row, name)
    elif isinstance(over, ast.Call) and isinstance(over.func, ast.Attribute) and over.func.attr == "items":
        yield over.func.value
    else:
        yield over
