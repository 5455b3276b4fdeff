"""Findings as slides, with charts that can be edited wherever PowerPoint has such a chart."""
