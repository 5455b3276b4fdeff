"""What only the Brief page puts on screen."""
