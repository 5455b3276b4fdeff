"""The Trust page: who takes part, who is missing, what was heard and what came of it."""
