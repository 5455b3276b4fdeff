"""Measures along ordered groups: slope and relative indices, concentration, shape."""
