"""A figure made for a wide page, in a form for a narrow one: no chart knows of it."""
