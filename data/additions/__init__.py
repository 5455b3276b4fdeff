"""What is given to be added to a dataset that stands: published files and a team's own tables, each by its own readers."""
