"""The Methods page: one file a family with the words of its methods, and one with their worked examples."""
