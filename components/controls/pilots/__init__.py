"""What only the Pilots page puts on screen."""
