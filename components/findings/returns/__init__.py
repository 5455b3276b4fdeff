"""The Returns page: monthly returns, whether they came, agree, and show a change."""
