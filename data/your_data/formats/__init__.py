"""One reader for each format of table people hold, told apart by what the table holds."""
