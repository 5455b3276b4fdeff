"""What only the Returns page puts on screen."""
