"""Practices that closed or merged: their history is counted with the network that took on their patients."""

import pandas as pd

from data.sources.read_folder import Gathered
from data.sources.report import BuildReport

# Chains of mergers are short; a circle of them would have no end.
_MOST_STEPS = 10
_TOLD = 5
_SECTION = "Practices that closed or merged"


def successors_of(gathered: Gathered, report: BuildReport) -> dict[str, str]:
    """The practice that took over from each closed one in the end, by the official list; none where no list is there.

    A practice with several successors is followed to none of them: nothing says how its patients were shared out.
    """
    if not gathered.has("successions"):
        return {}
    found = gathered.frame("successions")
    report.used(found)
    pairs = found.drop_duplicates(["practice_code", "successor"])
    several = pairs["practice_code"].duplicated(keep=False)
    step = dict(zip(pairs.loc[~several, "practice_code"], pairs.loc[~several, "successor"], strict=True))
    return {code: last for code in step if (last := _last(code, step))}


def _last(code: str, step: dict[str, str]) -> str:
    seen = {code}
    for _ in range(_MOST_STEPS):
        if code not in step:
            return code
        code = step[code]
        if code in seen:
            return ""
        seen.add(code)
    return ""


def with_successors(listed: pd.DataFrame, successors: dict[str, str]) -> pd.DataFrame:
    """The lists of practices, and a row of the lowest authority for each closed one that none of them names: it is
    where its successor is."""
    absent = {code: last for code, last in successors.items() if code not in set(listed["practice_code"])}
    there = listed.drop_duplicates("practice_code").set_index("practice_code")
    absent = {code: last for code, last in absent.items() if last in there.index}
    if not absent:
        return listed
    rows = there.loc[list(absent.values()), ["sub_icb_ods", "icb_ods", "source"]].reset_index(drop=True)
    rows = rows.assign(practice_code=list(absent), practice_name=list(absent), status="closed")
    return pd.concat([listed, rows.assign(authority=listed["authority"].max() + 1)], ignore_index=True)


def last_networks(
    practices: pd.DataFrame, listed: pd.DataFrame, successors: dict[str, str], report: BuildReport
) -> pd.DataFrame:
    """The networks (pcn_code, pcn_name, pcn_from) of practices that are in none now: their successor's, else their last.

    `listed` has a row a list and practice, with the day a membership ended in `ended`. A network that is no more is none.
    """
    without = practices.index[practices["pcn_code"].isna()]
    current = practices[practices["pcn_code"].notna()]
    columns = ["pcn_code", "pcn_name", "pcn_from"]
    followed = pd.Series(successors, dtype=str).reindex(without).dropna()
    followed = followed[followed.isin(current.index)]
    of_successor = current.loc[followed.to_numpy(), columns].set_axis(followed.index)
    ended = listed[listed["ended"].notna() & listed["practice_code"].isin(without.difference(followed.index))]
    ended = ended[ended["last_pcn_code"].isin(current["pcn_code"])].sort_values("ended", ascending=False)
    ended = ended.drop_duplicates("practice_code").set_index("practice_code")
    names = current.drop_duplicates("pcn_code").set_index("pcn_code")["pcn_name"]
    of_past = pd.DataFrame(
        {"pcn_code": ended["last_pcn_code"], "pcn_name": ended["last_pcn_code"].map(names), "pcn_from": ended["source"]}
    )
    _tell(followed, of_successor, of_past, report)
    return pd.concat([of_successor, of_past])


def _tell(followed: pd.Series, of_successor: pd.DataFrame, of_past: pd.DataFrame, report: BuildReport) -> None:
    told = [f"{code} (now {followed[code]}, {of_successor.loc[code, 'pcn_name']})" for code in followed.index]
    if told:
        report.line(_SECTION, f"counted with the network of their successor: {len(told):,} ({_few(told)})")
    told = [f"{code} ({row.pcn_name})" for code, row in zip(of_past.index, of_past.itertuples(), strict=True)]
    if told:
        report.line(_SECTION, f"counted with the network they were in last: {len(told):,} ({_few(told)})")


def _few(told: list[str]) -> str:
    return ", ".join(told[:_TOLD]) + (", …" if len(told) > _TOLD else "")
