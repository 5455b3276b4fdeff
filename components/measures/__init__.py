"""The statistics of the dashboard: numbers in, numbers out.

Each file holds one family of measures and is imported by name, for example
``from components.measures.gradient.slope_index import slope_index``. Functions take numpy arrays whose last axis is the group
axis (index 0 = most disadvantaged where groups are ordered) and any number of leading axes, and answer for all of them
at once. A result that is not defined says why in words. Nothing here knows a table, a file or a screen.
"""
