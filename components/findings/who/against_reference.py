"""Each unordered group against one stated reference: everyone, the best-off, the largest or a named group.

That the worst and the best of several groups lie far apart is another question: `headline_gap` answers it, and here a group
is said to stand out only where it says that there is a gap at all. Inside an indicator the groups are then judged together,
at the level that all gaps of the area share (Benjamini and Bogomolov, J R Stat Soc B 2014;76:297), so neither contradicts the
other.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.findings.against_everyone import against_everyone
from components.findings.gaps import gap_between
from components.findings.headline_gap import headline_gap
from components.findings.question import Question
from components.findings.standing import standing_words
from components.findings.wording import group_phrase
from components.measures.reference import pick
from components.measures.spread.false_discovery import flagged
from components.style.colours import COMPARISON_MARKS
from components.style.numbers import Unit, interval, signed_gap


@dataclass(frozen=True, eq=False)
class AgainstReference:
    """How groups stand to a reference: `words` say what it is; `rows` are indexed by group.

    Columns: `size` (positive: worse off), `lower`, `upper`, `p_value` and `standing` ('worse', 'better' or 'similar';
    'higher' and 'lower' where nothing is worse). `higher_is_better` tells which way `size` counts.
    """

    words: str
    rows: pd.DataFrame
    higher_is_better: bool

    def told(self, group: str, unit: Unit) -> str:
        """A group's mark, its standing and between what its difference lies, e.g. '▼ worse: −4.0 (−5.1 to −2.9)'."""
        if group not in self.rows.index:
            return ""
        row, sign = self.rows.loc[group], -1 if self.higher_is_better else 1
        low, high = sorted((sign * float(row["lower"]), sign * float(row["upper"])))
        size = signed_gap(sign * row["size"], Unit("", "", unit.decimals))
        alone = "by itself " if row["standing"] == "similar" and low * high > 0 else ""
        return f"{COMPARISON_MARKS[row['standing']]} {row['standing']}: {size} ({alone}{interval(low, high, unit)})"


def against_reference(question: Question) -> AgainstReference | None:
    """The known groups shown against the selection's reference; None for ordered groups, or fewer than two shown."""
    groups = question.groups
    shown = groups[groups["value"].notna() & groups["se"].notna()]
    known = [code for code in question.dimension.known_groups if code in set(shown["group"])]
    if question.dimension.ordered or len(known) < 2:
        return None
    named = _named(question, shown.set_index("group").loc[known])
    if named is None and shown["denominator"].isna().any():
        return None
    picked_of = len(known) if question.selection.reference == "best" else 2
    rows = (
        against_everyone(shown, known, higher_is_better=question.indicator.higher_is_better)
        if named is None
        else _to_group(question, named, known, picked_of)
    )
    clear = headline_gap(question).verdict in ("worse", "better")
    beyond = flagged(rows["p_value"], rate=headline_gap(question).level) & clear
    rows = rows.assign(standing=standing_words(-np.sign(rows["size"].to_numpy()) * beyond, question.indicator))
    words = "everyone whose group is shown" if named is None else group_phrase(question, named)
    return AgainstReference(words, rows, question.indicator.higher_is_better)


def standing_sentence(question: Question, against: AgainstReference | None) -> str:
    """Which groups stand out from the reference, as a sentence; '' where groups are not held against one."""
    if against is None or headline_gap(question).verdict not in ("worse", "better"):
        return ""
    told = []
    for standing in ("worse", "better", "higher", "lower"):
        named = [group_phrase(question, code) for code in against.rows.index[against.rows["standing"] == standing]]
        if named:
            listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
            told.append(f"{standing}: {listed}")
    if not told:
        return f"No one group stands out from {against.words}."
    return f"Against {against.words}, {'; '.join(told)}."


def judged_together(against: AgainstReference | None) -> str:
    """What the marks beside groups mean, as a sentence with a space before it; '' where there are none."""
    if against is None:
        return ""
    return (
        f" A mark beside a group says how it stands to {against.words}: ▼ worse, ▲ better (for need ↑ higher, ↓ lower), ● "
        "can be chance. Groups are judged together, and only where there is a clear gap between the two furthest apart."
    )


def _named(question: Question, known: pd.DataFrame) -> str | None:
    """The group that others are held against; None for everyone."""
    reference = question.selection.reference
    if reference in known.index:
        return reference
    if reference not in ("best", "largest") or (reference == "largest" and known["denominator"].isna().any()):
        return None
    place = pick(
        known["value"].to_numpy(float),
        known["denominator"].to_numpy(float) if reference == "largest" else None,
        which=reference,
        higher_is_better=question.indicator.higher_is_better,
    )
    return str(known.index[int(place)])


def _to_group(question: Question, named: str, known: list[str], picked_of: int) -> pd.DataFrame:
    better = question.indicator.higher_is_better
    found = {
        code: gap_between(question.groups, code, named, higher_is_better=better, picked_of=picked_of)
        for code in known
        if code != named
    }
    return pd.DataFrame(
        {
            code: {"size": each.size, "lower": each.lower, "upper": each.upper, "p_value": each.p_value}
            for code, each in found.items()
        },
        dtype=float,
    ).T
