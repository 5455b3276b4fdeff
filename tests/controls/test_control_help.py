"""Each control of the pages has a sentence that helps, whether it is drawn at once or only when a form is opened."""

import ast
from pathlib import Path

import pytest

from components.controls.control_help import HELP
from tests.architecture.project_files import product_modules

ROOT = Path(__file__).parents[2]
CHOICES = {"selectbox", "radio", "segmented_control", "multiselect", "toggle", "checkbox", "slider", "number_input"}


def test_no_control_leaves_out_the_label_that_its_help_stands_beside():
    hidden = [
        str(path)
        for path in product_modules()
        for call in _calls(path)
        if call.func.attr in CHOICES and "label_visibility" in {each.arg for each in call.keywords}
    ]
    assert hidden == []


def _calls(path: Path) -> list[ast.Call]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [each for each in ast.walk(tree) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]


def test_every_control_asks_for_its_help():
    drawn, bare = 0, set()
    for path in product_modules():
        for call in _calls(path):
            if call.func.attr in CHOICES:
                drawn += 1
                if "help" not in {each.arg for each in call.keywords}:
                    bare.add((str(path), call.func.attr))
    assert drawn > 25
    assert bare == set()


@pytest.mark.parametrize("control", HELP)
def test_a_sentence_is_short_and_whole(control):
    words = HELP[control]
    assert words[0].isupper() or words.startswith("‘")
    assert words.endswith(".")
    assert max(len(each.split()) for each in words.split(". ")) <= 22
