"""Fetch the open parts of a dataset's sources over the network, into a folder that `python -m data build` reads."""
