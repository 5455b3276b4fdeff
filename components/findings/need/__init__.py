"""The Need page: need-proportionate resources, and what it would take to come nearer."""
