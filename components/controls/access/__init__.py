"""What only the Access page puts on screen."""
