"""What a request goes through before Streamlit sees it, outermost first."""

from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.middleware import Middleware

from components.server.browser_key import BrowserKey
from components.server.closed_doors import ClosedDoors
from components.server.compressed_scripts import CompressedScripts
from components.server.security_headers import SecurityHeaders
from components.server.upload_budget import UploadBudget
from components.server.upload_gate import UploadGate


def layers(
    headers: dict[str, str],
    budget: UploadBudget,
    *,
    ready: Callable[[], bool],
    browser_of: Callable[[str], str | None],
    metrics_open: bool,
    same_site: str,
    scripts: Path,
    identity: Sequence[Middleware] = (),
) -> list[Middleware]:
    """The layers in order. `identity` is the place for sign-in: it sees every request of a page, a websocket or an upload
    before anything of it is taken, and whatever it answers carries the headers. `scripts` is the folder of Streamlit's
    own scripts and styles, which are everybody's."""
    return [
        Middleware(SecurityHeaders, headers=headers),
        Middleware(ClosedDoors, ready=ready, metrics_open=metrics_open),
        Middleware(CompressedScripts, folder=scripts),
        *identity,
        Middleware(BrowserKey, same_site=same_site),
        Middleware(UploadGate, budget=budget, browser_of=browser_of),
    ]
