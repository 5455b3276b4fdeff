"""What is known to work: recommendations, principles and patterns, as tables that a team can extend."""
