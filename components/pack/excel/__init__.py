"""Findings as a workbook in the pattern of public-sector spreadsheets: a cover, contents, notes, and a table a sheet."""
