"""What only the Trust page puts on screen."""
