"""Methods: what a neighbourhood team has in place, and how it finds working together, with their worked examples."""

import numpy as np

from components.findings.finding import Finding
from components.findings.methods.entry import Method, formula
from components.findings.methods.worked_example import chance_said, example
from components.findings.question import Question
from components.measures.spread.apart_in_share import apart_in_share
from components.measures.values.finite_share import finite_share
from components.measures.values.gap import proportion_difference
from components.measures.values.proportion import proportion
from components.style.numbers import PERCENT, interval_cell, number, short, signed_gap
from data.contract.team_tables import BEING_BUILT, IN_PLACE, NOT_KNOWN

_WHY = "it needs a table of what teams say of themselves, which is read on the Profile page"


def team_example(question: Question) -> Finding:
    """Two teams and the four building blocks that either lists."""
    columns = {
        "Building block": ["Host organisation", "Pooled budget", "Prevention", "Care coordination"],
        "Team A": [IN_PLACE, BEING_BUILT, IN_PLACE, "no row, so not known"],
        "Team B": [IN_PLACE, NOT_KNOWN, "no row, so not known", IN_PLACE],
    }
    placed = sum(each == IN_PLACE for each in columns["Team A"])
    known, of = number(placed), number(len(columns["Team A"]))
    sentence = f"Team A has {known} of {of} in place. Care coordination is asked of it too, for team B lists it."
    return example(
        question, "neighbourhood_team", sentence, columns, results=[("In place", known), ("Listed by any", of)],
        made_up=_WHY,
    )  # fmt: skip


def survey_example(question: Question) -> Finding:
    """A team of 47 in two waves, and three teams of 40."""
    asked, answered, agreed = np.array([47.0, 47.0]), np.array([38.0, 40.0]), np.array([22.0, 31.0])
    share, of_team = proportion(agreed, answered), finite_share(agreed, answered, asked)
    found = proportion_difference(agreed[0], answered[0], agreed[1], answered[1], higher_is_better=True)
    columns = {
        "Wave": ["First", "Last"],
        "Asked": [number(each) for each in asked],
        "Answered": [number(each) for each in answered],
        "Agreed": [number(each) for each in agreed],
        "Share": [short(100 * each, PERCENT) for each in share.estimate],
        "95%, drawn apart": [_limits(share.lower[at], share.upper[at]) for at in range(2)],
        "95%, the whole team that day": [_limits(of_team.lower[at], of_team.upper[at]) for at in range(2)],
    }
    change = signed_gap(100 * float(found.estimate), PERCENT)
    limits = _limits(float(found.lower), float(found.upper))
    sentence = f"The change is {change} points ({limits}): judged by the wider limits, since people waver too."
    results = [
        ("Change", f"{change} ({limits})"),
        ("Three teams of 40: 10, 20 and 30 agree", f"p {chance_said(apart_in_share([10, 20, 30], [40] * 3))}"),
        ("Three teams of 40: 19, 20 and 21 agree", f"p {chance_said(apart_in_share([19, 20, 21], [40] * 3))}"),
    ]
    return example(question, "team_survey", sentence, columns, results=results, made_up=_WHY)


def _limits(lower: float, upper: float) -> str:
    return interval_cell(100 * lower, 100 * upper, PERCENT)


TEAMS = (
    Method(
        "neighbourhood_team",
        "Neighbourhood teams",
        "What a neighbourhood team has in place",
        "Each building block that any team of the area lists is in place, being built, not in place or not known, as the "
        "team says of itself; one that a team does not list is not known of it. They stand under six domains: integrator "
        "host, enablers, partnership principles, core integrated workforce, core areas of work, services provided.",
        formula(r"\#\{\text{building blocks in place}\}\ \text{of}\ \#\{\text{listed by any team of the area}\}"),
        "To see what is still to be asked or built, and which neighbourhood to ask how it was done.",
        "Not as a score and not to rank teams: blocks differ in weight, teams describe themselves, and nothing here shows "
        "that more of them gives better care or smaller gaps.",
        "Domains: Iqbal, Kayikci, Lowther-Payne and others, BMC Public Health 2025;25:1374 (a review of 29 studies). The "
        "building blocks and how they stand are the teams' own.",
        worked=team_example,
    ),
    Method(
        "team_survey",
        "Neighbourhood teams",
        "How people in a team find working together",
        "The share of those who answered that agrees, by theme. Where four fifths of the team or more answered, the table "
        "also has limits of the whole team on that day (finite population correction): the fewer are silent, the narrower. A "
        "change is judged without that correction, as between two separate draws of people, and together with the other "
        "themes: each person's answer varies from day to day even where nothing has changed. Where fewer than half answered, "
        "none is told. "
        "Teams differ beyond chance where the two furthest apart are further than alike teams of their size would be.",
        formula(
            r"n' = \frac{n\,(N-1)}{N-n}\ \text{in Wilson's limits for the team};\quad "
            r"\hat p_2-\hat p_1\ \text{with Newcombe's limits, Benjamini–Hochberg over the themes}"
        ),
        "To see whether a team finds it easier to work together than it did, and what to talk over with it.",
        "Not to rank teams or to blame one, and not with fewer than ten answers: single people could be recognised. It does "
        "not say that better answers make better care.",
        "Cochran, Sampling Techniques, 1977, section 3.3; Newcombe, Stat Med 1998;17:873; Benjamini & Hochberg, J R Stat Soc "
        "B 1995;57:289; Tukey 1953 and Kramer, Biometrics 1956;12:307. Six themes: NHS England, measurement guide of the "
        "national neighbourhood programme, December 2025.",
        worked=survey_example,
    ),
)
