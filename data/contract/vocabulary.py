"""The vocabularies of a dataset: levels, statuses, kinds of value, and the dimensions that every dataset knows.

Codes are what tables and links hold; labels are what people read. A code is never shown and a label is never stored.
Dimensions are open: a dataset adds its own in its manifest (see `data.contract.declared_dimensions`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = ("country", "icb", "place", "neighbourhood", "practice", "lsoa")
# Areas that make up a neighbourhood by themselves; larger ones are made of neighbourhoods.
SMALLEST = ("lsoa", "practice")
LEVEL_LABELS = {
    "country": "England",
    "icb": "Whole area",
    "place": "Places",
    "neighbourhood": "Neighbourhoods",
    "practice": "General practices",
    "lsoa": "Small areas",
}
# Why a small area belongs to no neighbourhood; '' of one that does.
IN_A_NEIGHBOURHOOD, UNNAMED, ELSEWHERE = "", "unnamed", "elsewhere"
OUTSIDE_LABELS = {
    UNNAMED: "Outside any neighbourhood named here",
    ELSEWHERE: "Mostly registered elsewhere, so given to no neighbourhood",
}
STATUSES = ("ok", "suppressed", "missing", "not_applicable")
DOMAINS = ("access", "continuity", "outcome", "experience", "need", "resource", "process")
DOMAIN_LABELS = {
    "access": "Access",
    "continuity": "Continuity",
    "outcome": "Outcomes",
    "experience": "Experience",
    "need": "Need",
    "resource": "Resource",
    "process": "Process",
}
# More recorded need, or more staff, is neither better nor worse in itself: these are told as higher or lower.
UNJUDGED_DOMAINS = ("need", "resource")
VALUE_TYPES = ("proportion", "rate", "standardised_rate", "mean", "survey_share")
POPULATION_BASES = ("registered", "resident")
# How a longer period's counts come from shorter ones: added up, or those of the last; not said.
OVER_TIME = ("", "sum", "end")

UNKNOWN = "unknown"
TOTAL = "total"
ALL = "all"
NONE = ""


@dataclass(frozen=True)
class Dimension:
    """One way of dividing people into groups.

    `groups` maps each group's code to its label, in reading order; ordered dimensions start with the most
    disadvantaged group. The unknown group, when there is one, always comes last and takes no part in a gradient.
    `reference` is the group that the others of an unordered dimension are held against, '' where it is everyone whose group
    is known. `phrases` say of a group in a sentence who is meant ('unpaid carers'); `plus` names NHS England's examples of
    PLUS groups that it shows (see `data.contract.plus_groups`).
    """

    code: str
    label: str
    phrase: str
    groups: dict[str, str]
    short_groups: dict[str, str]
    ordered: bool
    basis: str = ""
    reference: str = ""
    phrases: Mapping[str, str] = field(default_factory=dict)
    plus: tuple[str, ...] = ()

    @property
    def known_groups(self) -> tuple[str, ...]:
        """Codes of the groups that say who people are (everything but unknown)."""
        return tuple(code for code in self.groups if code != UNKNOWN)

    def label_of(self, group: str) -> str:
        """The full label of a group's code."""
        return self.groups[group]

    def short_of(self, group: str) -> str:
        """The label of a group's code for tight spaces."""
        return self.short_groups.get(group, self.groups[group])


_FIFTHS = {
    "1": "Most deprived fifth",
    "2": "Second most deprived fifth",
    "3": "Middle fifth",
    "4": "Second least deprived fifth",
    "5": "Least deprived fifth",
    UNKNOWN: "Deprivation not known",
}
_SHORT_FIFTHS = {"1": "1 Most deprived", "2": "2", "3": "3", "4": "4", "5": "5 Least deprived", UNKNOWN: "Not known"}

# Fifths of all England's practices, not of an area's own; where two are published together they stay one group.
_ENGLAND_FIFTHS = {
    "1": "Most deprived fifth of practices",
    "2": "Second most deprived fifth of practices",
    "3": "Middle fifth of practices",
    "4": "Second least deprived fifth of practices",
    "5": "Least deprived fifth of practices",
}
_ENGLAND_FOUR = {"1_2": "Two most deprived fifths of practices"} | {
    code: label for code, label in _ENGLAND_FIFTHS.items() if code not in ("1", "2")
}
_SHORT_FOUR = {"1_2": "1–2 Most deprived", "5": "5 Least deprived"} | {code: code for code in ("3", "4")}
_ENGLAND_BASIS = (
    "Practices, not people, are grouped: England’s practices are lined up each year by the average deprivation of where "
    "their patients live, and cut into fifths of practices{joined}. An area can have few practices in a group, or none. "
    "Differences between patients of one practice are hidden."
)

_ETHNIC_GROUPS = {
    "asian": "Asian or Asian British",
    "black": "Black, Black British, Caribbean or African",
    "mixed": "Mixed or multiple ethnic groups",
    "white": "White",
    "other": "Other ethnic group",
    UNKNOWN: "Ethnic group not known or not stated",
}
_SHORT_ETHNIC_GROUPS = {
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "white": "White",
    "other": "Other",
    UNKNOWN: "Not known",
}

# The 18 groups of the 2011 Census classification, each under its one broad group.
ETHNIC_GROUP_18 = {
    "asian_indian": ("Indian", "asian"),
    "asian_pakistani": ("Pakistani", "asian"),
    "asian_bangladeshi": ("Bangladeshi", "asian"),
    "asian_chinese": ("Chinese", "asian"),
    "asian_other": ("Any other Asian background", "asian"),
    "black_african": ("African", "black"),
    "black_caribbean": ("Caribbean", "black"),
    "black_other": ("Any other Black background", "black"),
    "mixed_white_black_caribbean": ("White and Black Caribbean", "mixed"),
    "mixed_white_black_african": ("White and Black African", "mixed"),
    "mixed_white_asian": ("White and Asian", "mixed"),
    "mixed_other": ("Any other Mixed background", "mixed"),
    "white_british": ("White British", "white"),
    "white_irish": ("White Irish", "white"),
    "white_gypsy_traveller": ("Gypsy or Irish Traveller", "white"),
    "white_other": ("Any other White background", "white"),
    "other_arab": ("Arab", "other"),
    "other_any": ("Any other ethnic group", "other"),
}

DIMENSIONS = {
    TOTAL: Dimension(TOTAL, "Everyone", "everyone", {ALL: "Everyone"}, {}, ordered=False),
    "deprivation_quintile": Dimension(
        "deprivation_quintile",
        "Deprivation",
        "deprivation of where people live",
        _FIFTHS,
        _SHORT_FIFTHS,
        ordered=True,
        basis="People are grouped by the national deprivation fifth of the small area they live in.",
    ),
    "practice_deprivation_quintile": Dimension(
        "practice_deprivation_quintile",
        "Deprivation of the practice",
        "deprivation of the practice's patients",
        _FIFTHS,
        _SHORT_FIFTHS,
        ordered=True,
        basis=(
            "Practices, not people, are grouped: each by the average deprivation of where its registered patients "
            "live, in local fifths with about equal numbers of patients. Differences between patients of one practice "
            "are hidden."
        ),
    ),
    "practice_deprivation_england": Dimension(
        "practice_deprivation_england",
        "England’s practice fifths",
        "deprivation of the practice’s patients, in England’s fifths of practices",
        _ENGLAND_FIFTHS,
        {code: short for code, short in _SHORT_FIFTHS.items() if code != UNKNOWN},
        ordered=True,
        basis=_ENGLAND_BASIS.format(joined=""),
    ),
    "practice_deprivation_england_4": Dimension(
        "practice_deprivation_england_4",
        "England’s practice groups",
        "deprivation of the practice’s patients, in four groups of England’s practices",
        _ENGLAND_FOUR,
        _SHORT_FOUR,
        ordered=True,
        basis=_ENGLAND_BASIS.format(joined="; the two most deprived are published as one group"),
    ),
    "ethnic_group": Dimension(
        "ethnic_group",
        "Ethnic group",
        "ethnic group",
        _ETHNIC_GROUPS,
        _SHORT_ETHNIC_GROUPS,
        ordered=False,
        basis="People are grouped by recorded ethnic group; people with none recorded are shown as their own group.",
    ),
    "ethnic_group_18": Dimension(
        "ethnic_group_18",
        "Ethnic group (detailed)",
        "detailed ethnic group",
        {code: label for code, (label, _) in ETHNIC_GROUP_18.items()} | {UNKNOWN: _ETHNIC_GROUPS[UNKNOWN]},
        {UNKNOWN: "Not known"},
        ordered=False,
        basis="The 18 groups of the 2011 Census classification, and people with none recorded.",
    ),
    "sex": Dimension(
        "sex", "Sex", "sex", {"female": "Female", "male": "Male", UNKNOWN: "Not known"}, {}, ordered=False
    ),
    "age": Dimension(
        "age",
        "Age",
        "age band",
        {
            "0-17": "0–17",
            "18-39": "18–39",
            "40-64": "40–64",
            "65-79": "65–79",
            "80+": "80 and over",
            UNKNOWN: "Not known",
        },
        {},
        ordered=False,
    ),
}
