"""Neighbourhoods drawn again from small areas: the drawing, its lookup, what each footprint holds, and a dataset of them."""
