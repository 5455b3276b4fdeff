"""Files that people give and take away: opened within limits, in a process that can be ended, and written as text."""
