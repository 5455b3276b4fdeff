"""What only the Need page puts on screen."""
