"""What comes from a file or from somebody's typing is shown as text, held by the shape of the code and not call by call."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from components.controls import html_blocks
from tests.architecture.project_files import ROOT, parsed, product_modules
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
HOSTILE = "<img src=x>"
MARKUP = ("<b", "</", "<br", "<span", "<i>", "<a ", "<img", "&nbsp;", "&lt;")
MAKES_MARKUP = {Path("components/charts/type_marks.py"), Path("components/charts/dot_strip.py")}


# Where elements of a page are made; `blocks` is its name wherever it is used.
BLOCKS = Path("components/controls/html_blocks.py")


def _read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCREEN, ids=str)
def test_all_that_reaches_markdown_or_html_was_made_text_first(path):
    assert Screen(_read(path)).unsafe() == []


@pytest.mark.parametrize("path", SCREEN, ids=str)
def test_nothing_goes_round_the_rule(path):
    tree = parsed(path)
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    given = {each.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for each in node.keywords}
    assert not called & {"LinkColumn", "ImageColumn", "MarkdownColumn", "chat_message", "exception", "iframe"}
    assert "unsafe_allow_html" not in given
    assert ("table" in called) == (path == SHOWS_CELLS)
    assert "st.write(" not in _read(path)


def test_blocks_are_what_they_are_called():
    """The rule trusts a function of `blocks`, so that name is given to nothing else."""
    for path in SCREEN:
        tree = parsed(path)
        stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        named = {
            each.asname: each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names
        }
        assert "blocks" not in stored, path
        assert named.get("blocks", BLOCKS.stem) == BLOCKS.stem, path


def test_every_block_makes_text_of_what_is_put_into_it():
    made = [node for node in parsed(BLOCKS).body if isinstance(node, ast.FunctionDef)]
    public = [getattr(html_blocks, node.name) for node in made if not node.name.startswith("_")]
    assert len(public) > 10
    signs = html_blocks.signs([("usual", HOSTILE)])
    assert signs.count("<img") == signs.count('<img class="ne-sign" alt="" src="data:image/svg+xml;base64,') == 1
    assert "&lt;" in signs
    for block in public:
        if block is html_blocks.signs:
            continue
        named = inspect.signature(block).parameters.values()
        given = [HOSTILE for each in named if each.kind is each.POSITIONAL_OR_KEYWORD]
        found = block(*given) if given else block(HOSTILE, HOSTILE)
        assert "<img" not in found, block
        assert "&lt;" in found, block


def test_a_block_in_a_block_stays_what_it_is_and_a_string_of_one_does_not():
    bold = html_blocks.strong("a < b")
    assert html_blocks.note(bold, "c & d") == '<p class="ne-note"><strong>a &lt; b</strong> c &amp; d</p>'
    assert "&lt;strong&gt;" in html_blocks.note(f"{bold}")
    assert html_blocks.listed([("a", bold), "c"]) == (
        '<ul class="ne-lead"><li>a <strong>a &lt; b</strong></li><li>c</li></ul>'
    )


def test_no_page_writes_an_element_of_words_by_hand():
    written = {
        str(path)
        for path in SCREEN
        if re.search(r'class="ne-(?:note|lead|card|title|question|terms|problems)', _read(path))
    }
    assert written <= {str(BLOCKS)}


@pytest.mark.parametrize("path", [path for path in PICTURES if path not in MAKES_MARKUP], ids=str)
def test_a_picture_marks_its_words_in_one_way(path):
    """Bold, breaks and colours come from type_marks alone: all else of a label is text."""
    texts = [
        node.value
        for node in ast.walk(parsed(path))
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
        "def f(name):\n    st.html(blocks.Html(name))",
        'def f(name):\n    st.html(blocks.note("a") + name)',
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
        "def f(name):\n    st.html(blocks.note(name) + blocks.lead(name))",
    ],
)
def test_the_rule_lets_pass_what_it_should(code):
    assert Screen(code).unsafe() == []
