"""What only the Evidence page puts on screen."""
