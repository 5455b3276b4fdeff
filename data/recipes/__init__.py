"""Tables in no known format: what their columns are, guessed by content, kept as a recipe and read by it."""
