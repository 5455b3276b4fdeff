"""Streamlit widgets: the selection in the address bar, pickers, and how a finding is shown."""
