"""The Access page: the cascade of a pathway, who has a service within reach, shared sites, and one more site."""
