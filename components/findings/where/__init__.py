"""The Where page: areas ranked with their intervals, and need beside results."""
