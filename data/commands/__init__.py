"""The analyst's command line, one command a module: each adds its words to the parser and says what it found."""
