"""Questions: a dataset and a selection in, Findings out. Knows no Streamlit."""
