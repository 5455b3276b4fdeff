"""The parts of the Access page below its first answer: sites within reach, the next one, and how easily groups get in."""

from collections.abc import Callable
from functools import partial

from components.controls.access.choice import more_row
from components.controls.access.reach import show_reach
from components.controls.cached_findings import GAPS, GROUPS, answer_by
from components.controls.page_sections import Find, lacking_part, told_part
from components.controls.parts import Part
from components.controls.show import notes, picture, section_words
from components.findings.access import by_group, everyone, one_more_site, reach, shared_sites
from components.findings.access.by_group import access_by_group_finding
from components.findings.access.cascade import cascade_finding
from components.findings.access.everyone import access_everyone_finding
from components.findings.access.one_more_site import more_finding
from components.findings.access.reach import reach_finding
from components.findings.access.shared_sites import shared_finding
from components.findings.access.sites import AccessChoice, Asked
from components.findings.finding import Finding
from components.findings.question import Question
from components.findings.selection import Selection

# What takes tables of its own: where they are not loaded, one list says so at the end. Who is within reach says of the
# cascade itself that it is lacking, where it comes first.
_OF_TABLES = ("access_cascade", "access_reach", "access_more", "access_shared")


def access_parts(choice: AccessChoice, selection: Selection, lead: Finding) -> list[Part]:
    """What stands below the page's `lead`: each answer that is not that one, and at the end what cannot be answered."""
    rest = {name: find for name, find in _finds(choice, selection).items() if name != lead.id}
    lacking = [rest[name] for name in _OF_TABLES[lead.id == "access_reach" :] if name in rest]
    parts = {
        "access_reach": Part("reach", reach.QUESTION, partial(_within_reach, choice, selection)),
        "access_more": Part("more", one_more_site.QUESTION, partial(_one_more, choice, selection)),
        **{
            name: told_part(name.removeprefix("access_"), asks, rest[name])
            for name, asks in (
                ("access_shared", shared_sites.QUESTION),
                ("access_by_group", by_group.QUESTION),
                ("access_everyone", everyone.QUESTION),
            )
            if name in rest
        },
    }
    return [*(part for name, part in parts.items() if name in rest), lacking_part(lacking)]


def _finds(choice: AccessChoice, selection: Selection) -> dict[str, Find]:
    """The page's questions, by the names of their answers."""

    def asked(find: Callable[[Question, AccessChoice], Finding]) -> Find:
        return partial(answer_by, GROUPS, Asked(find, choice), selection)

    return {
        "access_cascade": asked(cascade_finding),
        "access_reach": asked(reach_finding),
        "access_more": asked(more_finding),
        "access_shared": partial(answer_by, GROUPS, shared_finding, selection),
        "access_by_group": partial(answer_by, GAPS, Asked(access_by_group_finding, choice), selection),
        "access_everyone": partial(answer_by, GROUPS, access_everyone_finding, selection),
    }


def _within_reach(choice: AccessChoice, selection: Selection) -> None:
    if answer_by(GROUPS, Asked(reach_finding, choice), selection).verdict != "cannot tell":
        show_reach(choice, selection)


def _one_more(choice: AccessChoice, selection: Selection) -> None:
    """Where one more site would help most, for as many sites and for whom as is chosen."""
    more = answer_by(GROUPS, Asked(more_finding, choice), selection)
    if more.verdict == "cannot tell":
        return
    section_words(more)
    more_row()
    picture(more, key="more")
    notes(more, key="more")
