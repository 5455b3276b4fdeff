"""The Trend page: is the gap closing, in the whole area and in its neighbourhoods."""
