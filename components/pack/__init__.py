"""Findings → files a team takes away: slides, sheets, a page of Word or HTML, one picture. Knows no dataset and no screen."""
