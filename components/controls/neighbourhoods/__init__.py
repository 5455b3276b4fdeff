"""What only the drawing page puts on screen."""
