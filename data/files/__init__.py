"""Opening and writing files, whatever their format."""
