"""The annex that boards publish with their annual report: what NHS England's statement asks for, by its groups."""
