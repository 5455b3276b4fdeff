"""One finding a screen, to be read across a room: the pack's own pictures with type as large as their room bears."""
