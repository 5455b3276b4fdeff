"""What stands around every request before Streamlit sees it: headers, sign-in, budgets, doors that stay shut."""
