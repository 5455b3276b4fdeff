"""Under every finding: put it on the meeting's list, or take it away as a picture, a slide or a sheet."""

from collections.abc import Callable

import streamlit as st

from components.controls.as_text import as_text
from components.controls.copy_picture import copy_as_picture
from components.controls.current import current_dataset
from components.controls.journal import today
from components.controls.meeting_list import MOST_ITEMS, ONLY, add, here, items, remove
from components.controls.own_dataset import own_dataset
from components.controls.page_links import page_shown, room
from components.controls.slide_master import slide_master
from components.findings.finding import Finding
from components.pack.exhibit import SYNTHETIC, SYNTHETIC_WITH_YOURS, Exhibit, MapPicture, Origin
from components.pack.forms import OF_ONE, PNG, Form


def origin() -> Origin:
    """Where the findings on screen come from, for a file that leaves it."""
    manifest, own = current_dataset().manifest, own_dataset()
    if not manifest.synthetic:
        return Origin(manifest.title, "", today(), manifest.released)
    mark = SYNTHETIC_WITH_YOURS if own is not None and own.private else SYNTHETIC
    return Origin(manifest.title, mark, today())


def take_away(finding: Finding, *, key: str, drawn: Callable[[], MapPicture] | None = None) -> None:
    """The row under a finding. What makes a file is loaded, and the file made, when it is clicked.

    `drawn` gives the map that stands in place of the finding's figure, under a map.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_away", gap="small"):
        _add_button(key, of_map=drawn is not None)
        more = st.popover(
            "Take the map away" if drawn else "Take this away",
            icon=":material/download:",
            type="tertiary",
            key=f"{key}_take",
            on_change="rerun",
        )
        if more.open:
            with more:
                for form in OF_ONE:
                    st.download_button(
                        as_text(form.label),
                        data=_made(form, finding, origin(), drawn),
                        file_name=f"{finding.id}{'_map' if drawn else ''}.{form.ending}",
                        mime=form.mime,
                        key=f"{key}_{form.ending}",
                        on_click="ignore",
                        width="stretch",
                    )
                copy_as_picture(_made(PNG, finding, origin(), drawn), key=f"{key}_copy")
        _present_this(key)


def _made(form: Form, finding: Finding, origin: Origin, drawn: Callable[[], MapPicture] | None) -> Callable[[], bytes]:
    return lambda: form.make([Exhibit(finding, origin, map=drawn() if drawn else None)], master=slide_master())


def _present_this(key: str) -> None:
    """The way to this finding alone on a shared screen; the meeting's list stays as it is."""
    item = here(page_shown(), key)
    if item is not None:
        only = {ONLY: item.to_link(), "present": "1"}
        st.page_link(room("meeting"), label="Present this", query_params=only, icon=":material/slideshow:")


def _add_button(key: str, *, of_map: bool) -> None:
    item = here(page_shown(), key)
    if item is None:
        return
    listed = items()
    if any(each.same == item.same for each in listed):
        st.button(
            "On the meeting's list: take off", icon=":material/check:", type="tertiary", key=f"{key}_meet",
            on_click=remove, args=(item,),
        )  # fmt: skip
        return
    words = "Add the map to meeting" if of_map else "Add to meeting"
    st.button(
        words, icon=":material/playlist_add:", type="tertiary", key=f"{key}_meet", disabled=len(listed) >= MOST_ITEMS,
        on_click=add, args=(item,),
    )  # fmt: skip
