"""Files that a session gives to a page: kept for that session only, refused where they are too much, and forgotten."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

Made = TypeVar("Made")


@dataclass(frozen=True)
class GivenFiles(Generic[Made]):
    """Where a page keeps what it made of the files given to it. `page` sets its entries apart from those of other pages."""

    page: str

    @property
    def widget_key(self) -> str:
        """The file widget's key: another one after forgetting, so that it begins empty."""
        return f"{self.page}_files_{st.session_state.get(self._round, 0)}"

    def in_widget(self) -> list[UploadedFile]:
        """What stands in the file widget now."""
        files: list[UploadedFile] = st.session_state[self.widget_key]
        return files

    def kept(self) -> Made | None:
        """What was made of the files; None before anything is given."""
        return st.session_state.get(self._kept)

    def keep(self, made: Made) -> None:
        """Keep this in place of what there was, and no refusal."""
        st.session_state.pop(self._fault, None)
        st.session_state[self._kept] = made

    def drop(self) -> None:
        """Keep nothing more, for the last file was taken out of the widget."""
        st.session_state.pop(self._kept, None)

    def refuse(self, fault: str) -> None:
        """Tell why files are not taken; what was there before stays."""
        st.session_state[self._fault] = fault

    @property
    def fault(self) -> str:
        """Why the last files were not taken; '' where they were."""
        found: str = st.session_state.get(self._fault, "")
        return found

    def forget(self) -> None:
        """Forget the files and what was made of them, and empty the widget."""
        for name in (self._kept, self._fault):
            st.session_state.pop(name, None)
        st.session_state[self._round] = st.session_state.get(self._round, 0) + 1

    @property
    def _kept(self) -> str:
        return f"{self.page}_kept"

    @property
    def _fault(self) -> str:
        return f"{self.page}_fault"

    @property
    def _round(self) -> str:
        return f"{self.page}_round"
