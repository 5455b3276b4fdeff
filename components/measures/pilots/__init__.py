"""The effect of a pilot: difference in differences, event studies, power, regression to the mean."""
