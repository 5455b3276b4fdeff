"""What can be found by a word: indicators, pages, places, groups, methods and pilots, and where each of them is."""
