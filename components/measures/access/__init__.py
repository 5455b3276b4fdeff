"""Measures of reach: pathways, catchments, shared sites and where one more would serve most."""
