"""Optional tables as a team gives them: read, checked against the dataset, and joined to it."""
