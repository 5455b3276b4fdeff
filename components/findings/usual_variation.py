"""What is said of the limits within which a series moves by itself, wherever they are drawn."""

from components.measures.change.control_chart import ControlChart

# NHS England, Making Data Count: limits on fewer points move too much to say what is usual.
FEWEST_FOR_LIMITS = 12
ALLOWS_FOR_MEMORY = "Where neighbouring points resemble one another, limits are wider for it and runs are not marked."


def memory_words(chart: ControlChart | None) -> str:
    """What is done where neighbouring points of the only series resemble one another; '' where they do not."""
    if chart is None or not bool(chart.memory.max() > 0):
        return ""
    return (
        "Neighbouring points resemble one another more than chance makes them: limits are wider for it, and runs of points "
        "are not taken for news. If something changed on a known day, give that day as the start of a new series."
    )
