"""The meeting: what was put on its list, in the order it is to be spoken to."""
