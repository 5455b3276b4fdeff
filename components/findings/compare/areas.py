"""Which neighbourhoods are compared: those chosen, or, where none is, a few proposed by a stated rule."""

from components.findings.question import Question
from components.findings.ranked_areas import ranked_areas

_SHARE = "share_most_deprived_fifth"


def compared_areas(question: Question) -> tuple[str, ...]:
    """Codes of the neighbourhoods to show side by side: the chosen ones, else the proposed."""
    return question.selection.areas or proposed_areas(question)


def proposed_areas(question: Question) -> tuple[str, ...]:
    """The area in focus, if a neighbourhood; the worst and the best on the indicator; and the one most like the first.

    'Most like' is by the share of residents in the most deprived national fifth. Where the indicator has no values for
    neighbourhoods, the most and the least deprived stand in for the worst and the best.
    """
    neighbourhoods = question.dataset.areas("neighbourhood")
    chosen = [question.selection.area] if question.selection.area in neighbourhoods.index else []
    ranked = ranked_areas(question)
    ranked = ranked[ranked["value"].notna()]
    if ranked.empty and _SHARE in neighbourhoods:
        ranked = neighbourhoods.sort_values([_SHARE, "area_name"], ascending=[False, True])
    order = list(ranked.index) or list(neighbourhoods.index)
    chosen = list(dict.fromkeys([*chosen, order[0], order[-1]])) if order else chosen
    if chosen and _SHARE in neighbourhoods:
        away = (neighbourhoods[_SHARE] - neighbourhoods.at[chosen[0], _SHARE]).abs().drop(chosen).dropna()
        chosen += [away.sort_values(kind="stable").index[0]] if len(away) else []
    return tuple(chosen)


def proposal_words(question: Question) -> str:
    """How the neighbourhoods shown were proposed, in words; '' where they were chosen."""
    if question.selection.areas:
        return ""
    ends = "worst and best" if question.indicator.judged else "highest and lowest"
    focus = question.area_level == "neighbourhood"
    start = f"{question.area_name}, {ends}" if focus else ends
    like = "it" if focus else "the first"
    return f"{start} on {question.indicator.short_name}, and the one most like {like} in deprivation"
