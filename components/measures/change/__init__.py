"""Measures of change: control charts, trends of figures and of gaps, and expected signals."""
