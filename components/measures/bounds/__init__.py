"""What a measure can be at least and at most where figures are hidden."""
