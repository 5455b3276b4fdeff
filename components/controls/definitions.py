"""Switches of a page that looks at the same people by other definitions: whose fifths, and how finely ethnic groups."""

import streamlit as st

from components.controls.age_switch import age_switch
from components.controls.as_text import as_text
from components.controls.pickers import pick, segmented
from components.findings.fifths_by import NATIONAL, definitions
from components.findings.other_fifths import chosen_definition, left_out_words, why_not
from components.findings.question import Question
from components.findings.selection import Selection, dimensions_offered
from data.contract.vocabulary import TOTAL
from data.dataset.dataset import Dataset

_PUBLISHED = "published"
_ETHNIC_GROUPS = {"ethnic_group": "5 broad groups", "ethnic_group_18": "18 detailed groups"}
_REFERENCES = {"overall": "everyone", "best": "the best-off group", "largest": "the largest group"}
_REFERENCE_WIDTH = 380


def definition_switches(dataset: Dataset, selection: Selection, asked: Question, shown: Question) -> None:
    """The switches that belong to the groups compared, in one row; and why the fifths asked for are not those shown."""
    offered = definitions(dataset, selection.by)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        age_switch(shown.selection)
        if not asked.dimension.ordered and selection.by != TOTAL:
            _unordered(dataset, selection, asked)
        if offered:
            names = {_PUBLISHED: _published(dataset, selection.by), **{each.code: each.name for each in offered}}
            segmented("Fifths", "fifths", names, selection.fifths if selection.fifths in names else _PUBLISHED)
    if offered:
        _say_which(asked, shown)


def _say_which(asked: Question, shown: Question) -> None:
    wanted = chosen_definition(asked)
    if wanted is not None and shown is asked:
        st.caption(as_text(f"{wanted.name} cannot be shown. {why_not(asked, wanted)}"))
    elif shown is not asked:
        st.caption(as_text(left_out_words(shown)))


def _unordered(dataset: Dataset, selection: Selection, asked: Question) -> None:
    """How finely ethnic groups are told apart, and what each group is held against."""
    if set(_ETHNIC_GROUPS) <= set(dimensions_offered(dataset, selection.indicator)) and selection.by in _ETHNIC_GROUPS:
        segmented("Ethnic groups", "by", _ETHNIC_GROUPS, selection.by)
    words = _REFERENCES | {code: asked.dimension.label_of(code) for code in asked.dimension.known_groups}
    if asked.dimension.reference:
        words = {asked.dimension.reference: words[asked.dimension.reference]} | words
        del words["overall"]
    chosen = selection.reference if selection.reference in words else next(iter(words))
    with st.container(width=_REFERENCE_WIDTH):
        pick(
            "Each group against",
            "reference",
            list(words),
            chosen,
            lambda code: f"Each against: {words[code]}",
        )


def _published(dataset: Dataset, by: str) -> str:
    """What the published fifths are called beside the others."""
    if by == NATIONAL:
        return "National fifths"
    return f"{dataset.manifest.imd_version.replace('Index of Multiple Deprivation', 'IMD')} fifths"
