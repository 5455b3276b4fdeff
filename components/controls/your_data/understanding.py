"""Tables in no known format: how each is understood, beside its first rows, with what only a person can say of it."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.your_data.upload import Upload
from components.findings.your_data import understood as words
from data.recipes.guessed import NOTHING_SAID, ROLES, ColumnGuess, Question, Said
from data.your_data.strangers import GuessedTable

_MOST_SHOWN, _MOST_ASKED, _MOST_COLUMNS, _SIDE_BY_SIDE = 4, 24, 36, 3
_PERIOD = "period"


def understanding(upload: Upload) -> None:
    """A section for each table that waits to be checked: sentences, first rows, questions, and the button to use it."""
    tables = upload.intake.guesses
    for number, table in enumerate(tables[:_MOST_SHOWN]):
        _one(upload, table, number)
    if len(tables) > _MOST_SHOWN:
        st.html(blocks.note(f"{len(tables) - _MOST_SHOWN} more tables follow once these are settled."))


def _one(upload: Upload, table: GuessedTable, number: int) -> None:
    found = table.guess
    st.html(blocks.question("Is this how the table is meant?", below=True) + blocks.title(words.table_name(table)))
    said, shown = st.columns([5, 6], gap="medium")
    with said:
        st.html(blocks.listed(found.sentences) + blocks.note(words.state_words(found), status=True))
    with shown:
        st.dataframe(
            words.first_rows(table, upload.base.manifest.disclosure), hide_index=True, key=f"guess_rows_{number}"
        )
        st.html(blocks.note("Its first rows, for your eyes only; * is a small number."))
    with st.form(f"guess_form_{number}"):
        _questions(upload, table)
        use, again, anew, _ = st.columns([3, 3, 3, 4], gap="small")
        for place, label, agrees in ((use, "Use this", True), (again, "Look again with these answers", False)):
            place.form_submit_button(
                label,
                type="primary" if agrees else "secondary",
                on_click=_answer,
                args=(upload, table, agrees),
                width="stretch",
            )
        anew.form_submit_button("Forget my answers", on_click=_answer_anew, args=(upload, table), width="stretch")
        with st.expander("Correct what a column is", key=f"guess_columns_{number}"):
            _columns(table)


def _questions(upload: Upload, table: GuessedTable) -> None:
    """A field for each question, in order of need, three side by side."""
    asked = words.questions_in_order(table.guess)[:_MOST_ASKED]
    places: list[DeltaGenerator] = []
    for question in asked:
        if not places:
            places = list(st.columns(_SIDE_BY_SIDE, gap="small"))
        _field(places.pop(0), table, question)
        if words.indicator_of_name(question):
            if not places:
                places = list(st.columns(_SIDE_BY_SIDE, gap="small"))
            _known_indicator(places.pop(0), upload, table, words.indicator_of_name(question))


def _field(place: DeltaGenerator, table: GuessedTable, question: Question) -> None:
    label, key, why = (
        as_text(words.question_label(question)),
        _key(table, question.key),
        as_text(f"Why: {question.why}."),
    )
    labels = {each.value: each.label for each in question.options}
    if not labels:
        place.text_input(label, value=words.suggestion(question), key=key, help=why, max_chars=200)
        return
    options = list(labels)
    place.selectbox(
        label, options, index=options.index(question.suggested) if question.suggested in options else None,
        format_func=lambda value: labels.get(value, value), key=key, help=why, placeholder="Please choose",
        accept_new_options=question.key == _PERIOD,
    )  # fmt: skip


def _known_indicator(place: DeltaGenerator, upload: Upload, table: GuessedTable, code: str) -> None:
    """Whether it is an indicator that the dataset has already."""
    known = {"": words.OWN_INDICATOR.label} | {each.id: each.name for each in upload.base.indicators.values()}
    place.selectbox(
        "Is it one that is here already? (may be left)", list(known), format_func=known.__getitem__,
        key=_key(table, f"indicator:{code}"),
        help=HELP["known_indicator"],
    )  # fmt: skip


def _columns(table: GuessedTable) -> None:
    """What each column is taken for, to be corrected."""
    columns = table.guess.columns[:_MOST_COLUMNS]
    for start in range(0, len(columns), _SIDE_BY_SIDE):
        for place, column in zip(
            st.columns(_SIDE_BY_SIDE, gap="small"), columns[start : start + _SIDE_BY_SIDE], strict=False
        ):
            place.selectbox(
                as_text(f"{column.letter} ‘{column.heading}’"), list(ROLES), index=list(ROLES).index(column.role),
                format_func=ROLES.__getitem__, key=_key(table, _role_key(column)),
                help=as_text(f"{column.sure}: {column.why}."),
            )  # fmt: skip
    if len(table.guess.columns) > _MOST_COLUMNS:
        st.html(
            blocks.note(f"{len(table.guess.columns) - _MOST_COLUMNS} more columns are taken as they are understood.")
        )


def _role_key(column: ColumnGuess) -> str:
    # The role is part of it, so that the field shows a guess that has changed.
    return f"column {column.letter} {column.role}"


def _key(table: GuessedTable, asked: str) -> str:
    return f"guess {table.label} {asked}"


def _answer(upload: Upload, table: GuessedTable, agrees: bool) -> None:
    """Keep what the fields say. Agreed to, it is used as soon as nothing is left to ask."""
    before = upload.said.get(table.label, NOTHING_SAID)
    roles = dict(before.roles)
    for column in table.guess.columns[:_MOST_COLUMNS]:
        if (role := _in_field(table, _role_key(column))) not in ("", column.role):
            roles[column.letter] = role
    upload.said[table.label] = Said(roles, {**before.answers, **_answers(table)})
    upload.agreed = upload.agreed | {table.label} if agrees else upload.agreed - {table.label}


def _answers(table: GuessedTable) -> Mapping[str, str]:
    keys = [each.key for each in table.guess.questions]
    keys += [f"indicator:{code}" for each in table.guess.questions if (code := words.indicator_of_name(each))]
    found = {key: _in_field(table, key) for key in keys}
    return {key: answer for key, answer in found.items() if answer}


def _in_field(table: GuessedTable, asked: str) -> str:
    return str(st.session_state.get(_key(table, asked)) or "").strip()


def _answer_anew(upload: Upload, table: GuessedTable) -> None:
    upload.said.pop(table.label, None)
    upload.agreed -= {table.label}
    for key in [key for key in st.session_state if str(key).startswith(_key(table, ""))]:
        del st.session_state[key]
