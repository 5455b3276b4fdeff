"""What comes from a file or from somebody's typing is shown as text, held by the shape of the code and not call by call."""

import ast
from pathlib import Path

import pytest

from tests.architecture.project_files import ROOT, product_modules
from tests.architecture.spoken_words import Screen

SCREEN = [
    path
    for path in product_modules()
    if path.parts[0] == "pages" or path.parts[:2] in (("components", "controls"), ("components", "shell.py"))
]
PICTURES = [
    path for path in product_modules() if path.parts[:2] in (("components", "charts"), ("components", "findings"))
]
# Where a table's cells are shown with Markdown read; there they are made text.
SHOWS_CELLS = Path("components/controls/cells_in_view.py")
# Plotly's own templates may break a line; a sentence tells of what is less than something.
MARKUP = ("<b", "</", "<br", "<span", "<i>", "<a ", "<img", "&nbsp;", "&lt;")
MAKES_MARKUP = {Path("components/charts/type_marks.py"), Path("components/charts/dot_strip.py")}


def _read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCREEN, ids=str)
def test_all_that_reaches_markdown_or_html_was_made_text_first(path):
    assert Screen(_read(path)).unsafe() == []


@pytest.mark.parametrize("path", SCREEN, ids=str)
def test_nothing_goes_round_the_rule(path):
    tree = ast.parse(_read(path))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    given = {each.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for each in node.keywords}
    assert not called & {"LinkColumn", "ImageColumn", "MarkdownColumn", "chat_message", "exception", "iframe"}
    assert "unsafe_allow_html" not in given
    assert ("table" in called) == (path == SHOWS_CELLS)
    assert "st.write(" not in _read(path)


@pytest.mark.parametrize("path", [path for path in PICTURES if path not in MAKES_MARKUP], ids=str)
def test_a_picture_marks_its_words_in_one_way(path):
    """Bold, breaks and colours come from type_marks alone: all else of a label is text."""
    texts = [
        node.value
        for node in ast.walk(ast.parse(_read(path)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<extra>" not in node.value
    ]
    assert [text for text in texts if any(sign in text for sign in MARKUP)] == []


@pytest.mark.parametrize(
    "code",
    [
        'def f(name):\n    st.html(f"<p>{name}</p>")',
        'def f(area):\n    st.html("<p>" + area.name + "</p>")',
        'def f(names):\n    lines = "".join(f"<li>{each}</li>" for each in names)\n    st.html(f"<ul>{lines}</ul>")',
        'def f(found):\n    st.html(_card(found))\ndef _card(found):\n    return f"<p>{found.name}</p>"',
        'def f(error):\n    st.error(f"Not read: {error}")',
        'def f(column, name):\n    column.button(f"Show {name}")',
        'def f(name):\n    st.page_link("x", label=name)',
        "def f(names):\n    st.segmented_control('Show', names, format_func=names.get)",
        "def f(name):\n    st.selectbox('Area', [], help=name)",
        'def f(name):\n    st.html(f"<p>{as_text(name)}</p>")',
        'def f(name):\n    st.info(f"{escape(name)}")',
        'def f(parts):\n    for mark, words in parts:\n        st.html(f"<b>{mark}</b>{escape(words)}")',
    ],
)
def test_the_rule_refuses_what_it_should(code):
    assert Screen(code).unsafe()


@pytest.mark.parametrize(
    "code",
    [
        'def f(name):\n    st.html(f"<p>{escape(name)}</p>")',
        'def f(names):\n    lines = "".join(f"<li>{escape(each)}</li>" for each in names)\n    st.html(f"<ul>{lines}</ul>")',
        'def f(found):\n    st.html(_card(found))\ndef _card(found):\n    return f"<p>{escape(found.name)}</p>"',
        'def f(error):\n    st.error(f"Not read: {as_text(str(error))}")',
        'WORDS = {"a": "A"}\ndef f(code):\n    st.button(WORDS[code])',
        'def f(count):\n    st.html(f"<p>{count:,} more</p>")',
        'def f(name):\n    st.selectbox("Area", [name])',
    ],
)
def test_the_rule_lets_pass_what_it_should(code):
    assert Screen(code).unsafe() == []
