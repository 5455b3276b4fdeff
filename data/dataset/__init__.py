"""Open a dataset folder and answer questions from it; write one."""
