"""What makes files is loaded when a file is asked for: no page waits for PowerPoint's library."""

from tests.architecture.project_files import imported, product_modules

# What the screen may know of the pack at once: plain data, and the names of what makes it.
AT_ONCE = ("components.pack.exhibit", "components.pack.forms", "components.pack.presented")
HEAVY = ("pptx", "docx", "lxml", "resvg_py", "font_source_sans_pro")


def _names(path) -> list[str]:
    return [name for name in imported(path) if name.startswith("components.pack")]


def test_the_screen_knows_only_plain_data_of_the_pack():
    screen = [
        path for path in product_modules() if path.parts[0] == "pages" or path.parts[:2] == ("components", "controls")
    ]
    found = {str(path): [name for name in _names(path) if not name.startswith(AT_ONCE)] for path in screen}
    assert {path: names for path, names in found.items() if names} == {}


def test_plain_data_of_the_pack_loads_none_of_the_libraries_that_make_files():
    light = {path for path in product_modules() if ".".join(path.with_suffix("").parts) in AT_ONCE}
    assert len(light) == len(AT_ONCE)
    for path in light:
        assert all(name.startswith(AT_ONCE) for name in _names(path)), path
        assert not {name.split(".")[0] for name in imported(path)} & set(HEAVY), path
