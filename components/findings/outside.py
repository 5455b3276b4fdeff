"""People who live in no neighbourhood of a dataset: how many, why, and in the words that pages say beside their pictures."""

from dataclasses import dataclass

from components.findings.kept import kept_with_dataset
from components.style.numbers import number, share
from data.contract.vocabulary import ELSEWHERE, OUTSIDE_LABELS, UNNAMED
from data.dataset.dataset import Dataset

WHOLE_AREA = "Whole area"
_LIVE = {
    UNNAMED: "live outside any neighbourhood named here",
    ELSEWHERE: "live where most people are registered elsewhere",
}


@dataclass(frozen=True)
class Outside:
    """Small areas in no neighbourhood for one reason (a key of OUTSIDE_LABELS), their residents and the share of all."""

    why: str
    areas: int
    people: float
    share: float

    @property
    def label(self) -> str:
        """What this land is called in a key or a table."""
        return OUTSIDE_LABELS[self.why]

    @property
    def people_words(self) -> str:
        """The people in words, with what share of all they are and in how many small areas."""
        areas = "1 small area" if self.areas == 1 else f"{number(self.areas)} small areas"
        return f"{number(self.people)} people ({share(self.share)} of the whole area, in {areas})"


@kept_with_dataset
def outside_neighbourhoods(dataset: Dataset) -> tuple[Outside, ...]:
    """Who lives in no neighbourhood, by why; empty where everyone lives in one."""
    if dataset.outside.empty:
        return ()
    everyone = float(dataset.areas("lsoa")["population"].sum())
    found = []
    for why in OUTSIDE_LABELS:
        here = dataset.outside[dataset.outside["outside"] == why]
        people = float(here["population"].sum())
        if len(here):
            found.append(Outside(why, len(here), people, people / everyone if everyone else 0.0))
    return tuple(found)


def outside_notice(dataset: Dataset) -> str:
    """A sentence on who is in no neighbourhood, for beside any picture of neighbourhoods; '' where nobody is."""
    found = outside_neighbourhoods(dataset)
    if not found:
        return ""
    told = " and ".join(f"{each.people_words} {_LIVE[each.why]}" for each in found)
    return f"{told}. The whole area's figures count them; no neighbourhood's do."


def with_outside_notice(notice: str, dataset: Dataset) -> str:
    """A notice, and after it who is in no neighbourhood."""
    return f"{notice} {outside_notice(dataset)}".strip()


def everyone_words(dataset: Dataset) -> str:
    """What all neighbourhoods together are: the whole area, unless some of its people are in none."""
    return "All neighbourhoods together" if outside_neighbourhoods(dataset) else WHOLE_AREA
