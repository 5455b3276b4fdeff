"""What does this number mean?"""

import streamlit as st

st.title("Methods")
