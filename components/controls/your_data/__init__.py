"""What only the Your data page puts on screen."""
