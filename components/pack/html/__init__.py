"""Findings as one file of HTML that opens anywhere, without a network and without a script."""
