"""A table with every cell in view, long ones on several lines: the one place that shows cells where Markdown is read."""

import pandas as pd
import streamlit as st

from components.controls.as_text import as_text


def cells_in_view(table: pd.DataFrame, *, alt: str) -> None:
    """Show a table of words; headings and cells stand there as they are, whatever was typed into them."""
    shown = table.astype(str).map(as_text).rename(columns=as_text)
    st.table(shown, border="horizontal", hide_index=True, alt=alt)
