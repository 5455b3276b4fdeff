"""One reader for each published format, told apart by what the file holds and never by what it is called."""
