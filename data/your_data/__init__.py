"""A table an analyst already holds, checked row by row and turned into observations of the contract."""
