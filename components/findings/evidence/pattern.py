"""What fits a gap like this? The shape of the selected gradient, and the kinds of action that fit such a shape."""

from components.findings.evidence.use import EvidenceInUse, evidence_in_use
from components.findings.finding import Finding, nothing_to_show
from components.findings.gradient_pattern import Pattern, pattern_of
from components.findings.question import Question
from components.findings.recording_rows import listed
from components.findings.table import Column, Table, with_row
from components.findings.who.gradient import slope_finding
from components.findings.wording import ends, unordered_words
from components.style.numbers import number
from data.contract.evidence_tables import CERTAINTIES
from data.evidence.certainty import WHOLE_CAVEAT, certainty_words

QUESTION = "What fits a gap like this?"
OWN_REASONING = "Which kind of action fits a pattern is reasoning of this project, and not graded evidence."
_SHAPES = {
    "bottom": "the most deprived group stands apart",
    "linear": "the whole slope",
    "top": "the best-off group stands apart",
}
_FIT_KINDS = ("pattern", "recommendation", "local")


def fitting(question: Question) -> tuple[EvidenceInUse, ...]:
    """The entries that fit the pattern of the selected gap, the kind of action first; () where none can be pointed to."""
    found = pattern_of(question)
    if not (question.indicator.judged and found.worse):
        return ()
    fits = [each for each in evidence_in_use(question) if found.label in each.entry.fits_shapes]
    return tuple(
        sorted(
            (each for each in fits if each.entry.kind in _FIT_KINDS or each.entry.local),
            key=lambda each: each.entry.kind != "pattern",
        )
    )


def pattern_finding(question: Question) -> Finding:
    """Which kinds of action fit the shape of the selected gradient, and how sure the evidence for them is."""
    found = pattern_of(question)
    why = _cannot_point(question, found)
    if why:
        return _pointing_nowhere(question, found, *why)
    fits = fitting(question)
    action = fits[0].entry
    slope = slope_finding(question)
    return Finding(
        id="evidence_pattern",
        question=QUESTION,
        headline=f"{question.subject}, {_SHAPES[found.label]}: {action.title[0].lower()}{action.title[1:]}",
        sentence=_sentence(fits),
        table=_table(slope.table, fits),
        how_to_read=(
            f"{slope.how_to_read} Where one group stands apart, help aimed at it fits; where every step down fares worse, "
            "help for all that grows with need; where the best-off stand apart, opening to all what they alone pass."
        ),
        method="shape",
        source=question.source,
        period=question.period,
        figure=slope.figure,
        notice=WHOLE_CAVEAT,
        unknown=slope.unknown,
        hidden=slope.hidden,
        caveats=slope.caveats,
        verdict=found.label,
        names=question.names,
    )


def _cannot_point(question: Question, found: Pattern) -> tuple[str, str] | None:
    """Headline and reason where the pattern points nowhere; None where it points to a kind of action."""
    subject = question.subject
    if not question.indicator.judged:
        why = "More or less of it is neither better nor worse in itself; whether it follows need is asked on the Need page"
        return f"{subject}: its pattern points to no kind of action", why
    if not question.dimension.ordered:
        why = "A pattern is read from groups in an order, such as deprivation fifths"
        return f"{subject}: {unordered_words(question.dimension)}, so no pattern can be read", why
    if found.reason:
        return f"{subject}: no pattern can be read", f"{found.reason[0].upper()}{found.reason[1:]}"
    if found.label == "none":
        return (
            f"{subject}: no clear gap, so there is none to fit an action to",
            "No group clearly differs",
        )
    if found.label == "unclear":
        why = "The groups differ, or may differ, in a way that is clearly none of the three patterns"
        return f"{subject}: no clear pattern, so it cannot point to a kind of action", why
    if not found.worse:
        most = ends(question.dimension)[0]
        return (
            f"{subject}: {most} fares better, so this pattern points to no action",
            "The slope runs the other way round",
        )
    if not fitting(question):
        return f"{subject}: no entry of the evidence fits this pattern", "No entry names this pattern"
    return None


def _pointing_nowhere(question: Question, found: Pattern, headline: str, why: str) -> Finding:
    """The finding where no action can be pointed to: says why, and what still holds."""
    sentence = f"{why}. What is recommended below does not depend on a pattern."
    empty = nothing_to_show("evidence_pattern", QUESTION, sentence, method="shape", source=question.source)
    slope = slope_finding(question) if question.dimension.ordered and question.indicator.judged else None
    drawn = slope if slope is not None and slope.figure is not None else None
    return Finding(
        id="evidence_pattern",
        question=QUESTION,
        headline=headline,
        sentence=sentence,
        table=drawn.table if drawn is not None else empty.table,
        how_to_read=drawn.how_to_read if drawn is not None else "",
        method="shape",
        source=question.source,
        period=question.period,
        figure=drawn.figure if drawn is not None else None,
        notice=question.notice,
        unknown=drawn.unknown if drawn is not None else "",
        hidden=drawn.hidden if drawn is not None else "",
        verdict=found.label if found.label in ("none", "unclear") else "cannot tell",
        names=(*question.names, sentence),
    )


def grade_counts(entries: tuple[EvidenceInUse, ...]) -> str:
    """How many entries carry each grade, e.g. 'moderate (⊕⊕⊕) for 4, low (⊕⊕) for 1'."""
    counts = {grade: sum(each.entry.certainty == grade for each in entries) for grade in CERTAINTIES}
    found = {grade: many for grade, many in counts.items() if many}
    if len(found) == 1:
        return certainty_words(next(iter(found)))
    return listed([f"{certainty_words(grade)} for {number(many)}" for grade, many in found.items()])


def _sentence(fits: tuple[EvidenceInUse, ...]) -> str:
    acted = _acted(fits)
    if not acted:
        return f"No recommendation names this pattern. {OWN_REASONING}"
    return f"{_counted(acted)} it; the evidence for them is {grade_counts(acted)}. {OWN_REASONING}"


def _acted(fits: tuple[EvidenceInUse, ...]) -> tuple[EvidenceInUse, ...]:
    """What fits besides the kind of action itself."""
    return tuple(each for each in fits if each.entry.kind != "pattern")


def _counted(acted: tuple[EvidenceInUse, ...]) -> str:
    """How many recommendations, and entries of the team's own, fit: '2 recommendations and 1 local entry fit'."""
    own = sum(each.entry.local for each in acted)
    parts = [(len(acted) - own, "recommendation", "recommendations"), (own, "local entry", "local entries")]
    told = [f"{number(many)} {one if many == 1 else more}" for many, one, more in parts if many]
    return f"{listed(told)} {'fits' if len(acted) == 1 else 'fit'}"


def _table(slope: Table, fits: tuple[EvidenceInUse, ...]) -> Table:
    """The figures behind the picture, then what fits."""
    frame = slope.frame.assign(**dict.fromkeys(("kind", "certainty", "audience", "cited"), ""))
    for each in fits:
        frame = with_row(
            frame,
            label=each.entry.title,
            kind="local" if each.entry.local else each.entry.kind,
            certainty=each.certainty,
            audience=", ".join(each.entry.audience),
            cited=each.entry.source,
            note="",
            reason="–",
        )
    acted = _acted(fits)
    if acted:
        frame = with_row(frame, label=f"{_counted(acted)} the pattern", certainty=grade_counts(acted), reason="–")
    columns = (
        *(column for column in slope.columns if column.key != "note"),
        Column("kind", "Kind of entry"),
        Column("certainty", "How sure"),
        Column("audience", "Who acts"),
        Column("cited", "Who says so"),
        Column("note", "Note"),
    )
    return Table(columns, frame.fillna(dict.fromkeys(("kind", "certainty", "audience", "cited", "note"), "")))
