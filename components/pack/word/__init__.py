"""Findings as a Word document to print: a page that sums up, then a page a finding."""
