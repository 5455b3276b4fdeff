"""The Compare page: many indicators by area in one matrix, the funnel, and where a gap lies."""
