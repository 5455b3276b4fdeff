"""Recipes on the page: what they have read, taking one away as a file, and having a layout remembered on this server."""

from functools import lru_cache

import streamlit as st

from components.controls import html_blocks as blocks
from components.controls.as_text import as_text
from components.controls.control_help import HELP
from components.controls.journal import refusal, say_refused, shared_journal
from components.controls.writer_role import remember_role, role_field
from components.controls.your_data.upload import Upload
from components.findings.your_data.understood import read_words
from components.style.dates import day_words
from data.files.errors import SourceError
from data.journal.errors import JournalError
from data.journal.recipes import KeptRecipe
from data.recipes.recipe import Recipe
from data.recipes.recipe_file import ENDING, recipe_from_toml, recipe_toml
from data.your_data.strangers import RecipeTable

_SAID = "recipes_said"
REMEMBERED = (
    "Everybody who uses this server shares what is remembered: the headings of the table and what they mean, never a figure. "
    "The next table of the same layout is then read at once."
)


@lru_cache(maxsize=500)
def _recipe(text: str, name: str) -> Recipe | SourceError:
    """A recipe kept as text; a refusal where a later or earlier release wrote what this one cannot read."""
    try:
        return recipe_from_toml(text, name)
    except SourceError as error:
        return error


def remembered() -> list[KeptRecipe]:
    """The layouts remembered on this server, as they stand now; [], told on the page, where the journal cannot be read."""
    journal = shared_journal()
    if journal is None:
        return []
    try:
        return journal.recipes()
    except JournalError as error:
        say_refused(refusal(error))
        return []


def read_by_remembered(upload: Upload) -> None:
    """Check again with the layouts remembered here, where a table is in no known format; once for each upload."""
    if upload.looked_up or not upload.intake.guesses:
        return
    upload.looked_up = True
    recipes = [found for each in remembered() if isinstance(found := _recipe(each.text, each.name), Recipe)]
    if recipes:
        upload.recipes = (*upload.recipes, *recipes)
        upload.check()


def read_by_recipe(upload: Upload) -> None:
    """What recipes have read, in sentences, each to be taken away, remembered or understood anew."""
    tables = upload.intake.by_recipe
    if said := st.session_state.pop(_SAID, ""):
        st.success(as_text(said))
    if not tables:
        return
    standing = {each.fingerprint: each for each in remembered()}
    by_layout = {each.recipe.fingerprint: each for each in tables}
    section = st.expander(as_text(read_words(len(tables))), expanded=True, key="recipes_read", icon=":material/schema:")
    with section:
        for number, table in enumerate(by_layout.values()):
            _one(upload, table, number, standing.get(table.recipe.fingerprint))


def _one(upload: Upload, table: RecipeTable, number: int, kept: KeptRecipe | None) -> None:
    recipe, text = table.recipe, recipe_toml(table.recipe)
    said, acts = st.columns([8, 4], gap="medium")
    said.html(
        blocks.lead(blocks.strong(f"{recipe.name}."), f"The first table it reads is ‘{table.label}’.")
        + blocks.listed(table.sentences)
    )
    with acts:
        same = kept is not None and kept.text == text
        if kept is not None and same:
            when = day_words(kept.written_at.date())
            st.html(blocks.note(f"Remembered on this server since {when} ({kept.by_role})."))
        else:
            with st.popover("Remember this layout", width="stretch"):
                st.html(blocks.note(REMEMBERED))
                role = role_field(f"recipe_role_{number}")
                st.button("Remember it", key=f"recipe_keep_{number}", on_click=_keep, args=(recipe, text, role))
        st.download_button(
            "Take it as a file", data=text, file_name=file_name(recipe), mime="application/toml", on_click="ignore",
            width="stretch", key=f"recipe_take_{number}", help="Given with a table of this layout, here or in the "
            "folder of a build, it reads the table.",
        )  # fmt: skip
        st.button(
            "Understand it anew", on_click=_anew, args=(upload, table), width="stretch", key=f"recipe_anew_{number}"
        )


def file_name(recipe: Recipe) -> str:
    """A name for the recipe's file: letters, digits and dashes of its own name."""
    letters = "".join(each if each.isalnum() else "-" for each in recipe.name.casefold())
    return f"{'-'.join(part for part in letters.split('-') if part)[:60] or 'table'}{ENDING}"


def _keep(recipe: Recipe, text: str, role: str) -> None:
    journal = shared_journal()
    if journal is None:
        return
    try:
        journal.keep_recipe(recipe.fingerprint, recipe.name, text, by_role=role)
    except JournalError as error:
        say_refused(refusal(error))
        return
    remember_role(role)
    st.session_state[_SAID] = f"‘{recipe.name}’ is remembered: the next table of this layout is read at once."


def _anew(upload: Upload, table: RecipeTable) -> None:
    """Let a recipe read this upload no more: its table is guessed again, with what was said of it before."""
    upload.anew |= {table.recipe.fingerprint}
    upload.agreed -= {table.label}


def layouts_remembered() -> None:
    """A closed list of the layouts remembered on this server: to be taken as files, or forgotten."""
    section = st.expander("Table layouts remembered on this server", key="recipes_remembered", on_change="rerun")
    if not section.open:
        return
    with section:
        standing = {each.fingerprint: each for each in remembered()}
        if not standing:
            st.html(
                blocks.note(
                    "None yet. Once a table in no known format is understood, its layout can be remembered.", REMEMBERED
                )
            )
            return
        chosen = st.selectbox(
            "Layout", list(standing), key="recipe_chosen", help=HELP["layout"],
            format_func=lambda code: as_text(f"{standing[code].name} (since {day_words(standing[code].written_at.date())})"),
        )  # fmt: skip
        _remembered(standing[chosen])


def _remembered(kept: KeptRecipe) -> None:
    found = _recipe(kept.text, kept.name)
    if isinstance(found, SourceError):
        st.html(blocks.note(f"This release cannot read it: {found}. Forget it, and have the table understood again."))
    st.html(blocks.note(f"Kept by: {kept.by_role}.", REMEMBERED))
    take, role, leave = st.columns([4, 5, 3], gap="small", vertical_alignment="bottom")
    name = file_name(found) if isinstance(found, Recipe) else f"layout{ENDING}"
    take.download_button(
        "Take it as a file", data=kept.text, file_name=name, mime="application/toml", on_click="ignore", width="stretch",
        key="recipe_take_remembered",
    )  # fmt: skip
    with role:
        by_role = role_field("recipe_role_forget")
    leave.button("Forget this layout", on_click=_forget, args=(kept, by_role), width="stretch", key="recipe_forget")


def _forget(kept: KeptRecipe, role: str) -> None:
    journal = shared_journal()
    if journal is None:
        return
    try:
        journal.forget_recipe(kept.fingerprint, by_role=role)
    except JournalError as error:
        say_refused(refusal(error))
        return
    remember_role(role)
