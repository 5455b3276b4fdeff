"""The house's own scripts in the browser: each a file that this server gives, so that the content policy stays as it is."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_STYLE = Path(__file__).parents[1] / "style"
_PACKAGE = "neighbourhood_equity"


def own_script(name: str, *, has_look: bool = False) -> Callable[..., object]:
    """What puts the script `components/style/<name>.js` on a page, known to whichever server runs the page.

    `has_look`: it draws something, in the look of the page.
    """
    full, known = f"{_PACKAGE}.{name}", get_bidi_component_manager()
    if known.get_component_asset_root(full) is None:
        manifest = ComponentManifest(_PACKAGE, "1", [ComponentConfig(name, _STYLE.name)])
        known.register_from_manifest(manifest, _STYLE.parent)
    return st.components.v2.component(full, js=f"{name}.js", isolate_styles=not has_look)
