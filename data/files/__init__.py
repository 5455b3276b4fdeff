"""Files that people give: opened within limits, in a process that can be ended, and told apart from what they hold."""
