"""Who writes in the journal: a role and never a name, remembered for the session."""

import streamlit as st

_ROLE = "journal_role"


def role_field(key: str) -> str:
    """Ask for the writer's role; the last one given in this session is offered."""
    st.session_state.setdefault(key, st.session_state.get(_ROLE, ""))
    return st.text_input("Your own role (never a name)", key=key, placeholder="for example: board secretary").strip()


def remember_role(role: str) -> None:
    """Offer this role again in the next form."""
    st.session_state[_ROLE] = role
