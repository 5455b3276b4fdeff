"""What must be read with a pilot's verdict: a gap that narrowed, demand it sent elsewhere, and too little written down."""

from components.findings.pilots.capture import capture_finding, capture_rows, poor_fields
from components.findings.pilots.rows import about_pilot
from components.findings.pilots.story import story_of
from components.findings.question import Question


@about_pilot
def pilot_flags(question: Question, pilot_id: str) -> tuple[tuple[str, str], ...]:
    """Each flag as its mark and its words; none where nothing needs saying."""
    story = story_of(question, pilot_id)
    flags = []
    if story.narrowed:
        flags.append(("▲", story.narrowed))
    if story.sent_elsewhere:
        flags.append(("↑", f"It sent demand elsewhere. {story.sent_elsewhere}"))
    if poor_fields(capture_rows(question.dataset, pilot_id)):
        poor = capture_finding(pilot_id)(question).headline
        flags.append(("▼", f"What is not captured cannot be judged: {poor[0].lower()}{poor[1:]}."))
    return tuple(flags)
