"""What only the Decisions page puts on screen."""
