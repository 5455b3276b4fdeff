"""The Evidence page: what the literature says that fits the gaps seen here."""
