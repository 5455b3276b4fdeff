"""Published files in, one dataset out: a reader for each format and the builder that joins what they read."""
