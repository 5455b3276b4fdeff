"""Results in, pictures out: plotly figures, and maps as pydeck decks. Knows no dataset."""
