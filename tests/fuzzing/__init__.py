"""Files made wrong in thousands of ways, each given to the entry point that it would reach: see `python -m tests.fuzzing`."""
