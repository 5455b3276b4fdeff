"""The pages, each declared once: the navigation, `describe`, the README, screenshots and tests all read this list.

To add a page, declare it here, write `pages/<name>.py`, and say in `data/commands/page_needs.py` what it takes of a dataset.
"""

from dataclasses import dataclass

SECTIONS = ("Inequalities", "Acting on gaps", "Pilots and decisions", "Data")


@dataclass(frozen=True)
class Page:
    """One page. `name` is its file and its address; `question` is what it answers, as the README says it.

    `lead` is the finding it begins with, by its full name, where that follows from the selection alone; '' for a page that
    begins otherwise. `example` is the end of the address that shows it well on the demo, for its screenshot.
    """

    name: str
    title: str
    icon: str
    section: str
    question: str
    lead: str = ""
    example: str = ""

    @property
    def address(self) -> str:
        """The address of its example."""
        return f"/{self.name}{self.example}"


_BY_SMOKING = "?indicator=smoking"
_FINDINGS = "components.findings"

PAGES = (
    Page(
        "brief", "Brief", "summarize", "Inequalities",
        "What are our biggest gaps, are they closing, and how sure are we?",
        lead=f"{_FINDINGS}.brief.brief.brief_finding",
    ),
    Page(
        "where", "Where", "map", "Inequalities",
        "Where is it worst, and where do need and poor results meet?",
        lead=f"{_FINDINGS}.where.areas.ranking_finding", example=_BY_SMOKING,
    ),
    Page(
        "who", "Who", "groups", "Inequalities",
        "Who fares worst: the bottom group or the whole slope?",
        lead=f"{_FINDINGS}.who.groups.groups_finding", example=_BY_SMOKING,
    ),
    Page(
        "trend", "Trend", "show_chart", "Inequalities",
        "Is the gap closing, and who moved?",
        lead=f"{_FINDINGS}.trend.trend.trend_finding", example="?indicator=phone_access",
    ),
    Page(
        "compare", "Compare", "compare_arrows", "Inequalities",
        "How do these neighbourhoods differ, beyond chance?",
        lead=f"{_FINDINGS}.compare.matrix.compare_finding", example=_BY_SMOKING,
    ),
    Page(
        "profile", "Profile", "location_home", "Inequalities",
        "What is this neighbourhood like, where does it differ from others like it, and what stands there?",
        lead=f"{_FINDINGS}.profile.overview.profile_lead",
    ),
    Page(
        "need", "Need", "balance", "Acting on gaps",
        "Is resource proportionate to need, and what is the least that would have to move?",
    ),
    Page(
        "trust", "Trust", "handshake", "Acting on gaps",
        "Whom do we hear, who trusts us, and what was done about what communities said?",
        lead=f"{_FINDINGS}.trust.lead.trust_lead",
    ),
    Page(
        "access", "Access", "location_on", "Acting on gaps",
        "Where is each group lost, who can reach what, and where would one more site help most?",
        lead=f"{_FINDINGS}.access.lead.access_lead",
    ),
    Page(
        "records", "Records", "fact_check", "Acting on gaps",
        "Who is missing from our records, and what would completing them change?",
        lead=f"{_FINDINGS}.records.fields.records_finding",
    ),
    Page(
        "pilots", "Pilots", "science", "Pilots and decisions",
        "Did it work, for whom, and at what cost elsewhere? Or can these figures not tell?",
    ),
    Page(
        "returns", "Returns", "event_note", "Pilots and decisions",
        "Are our monthly returns to the national neighbourhood programme complete, and what do they say?",
    ),
    Page(
        "evidence", "Evidence", "lightbulb", "Pilots and decisions",
        "What fits a gap like this, what works, and how sure is that?",
        lead=f"{_FINDINGS}.evidence.pattern.pattern_finding", example=_BY_SMOKING,
    ),
    Page(
        "decisions", "Decisions", "gavel", "Pilots and decisions",
        "What did we decide, and did it show? Each held against the newest figures: as expected, no signal yet, opposite",
        example=_BY_SMOKING,
    ),
    Page(
        "meeting", "Meeting", "co_present", "Pilots and decisions",
        "What will this meeting look at, who speaks, and what does it leave with?",
        example="?item=who.groups%3Findicator%3Dsmoking&item=trend.trend%3Findicator%3Dphone_access",
    ),
    Page(
        "your_data", "Your data", "upload_file", "Data",
        "Can your own table be used here, and what must be mended first?",
    ),
    Page(
        "neighbourhoods", "Draw areas", "draw", "Data",
        "Which small areas make up each neighbourhood? Drawn on the map, kept as a lookup, used on every page of the session",
    ),
    Page(
        "methods", "Methods", "menu_book", "Data",
        "What does this number mean, and what does this dataset lack?",
        example="?method=slope",
    ),
)  # fmt: skip
BY_NAME = {page.name: page for page in PAGES}
