"""The meeting's page: its list in the address, its findings worked out again, its order, and the files it leaves with."""
