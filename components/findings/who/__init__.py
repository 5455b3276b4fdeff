"""The Who page: groups side by side, the slope across fifths, and gaps that totals hide."""
