"""The Decisions page: what was decided on which gap, what was expected, and what came of it."""
