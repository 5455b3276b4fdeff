"""What the teams of a dataset say they have: every item that any of them lists, and how it stands in each neighbourhood."""

from dataclasses import dataclass

import pandas as pd

from components.findings.kept import kept_with_dataset
from components.style.dates import day_words
from data.contract.team_tables import NOT_KNOWN, STANDS, TEAM_DOMAINS
from data.dataset.dataset import Dataset
from data.disclosure.personal_details import personal_details

WITHHELD = "The words are held back: they seem to point at one person."
UNSAID = "Nobody has said."
_TEXTS = ("item", "what", "source")


@dataclass(frozen=True, eq=False)
class TeamItems:
    """The items that any team lists, in the order of the domains, and what stands of them where.

    `items` has a row an item: `domain`, `item`. `stands` (neighbourhoods × items, by area code and by the place of the item
    in `items`) is one of STANDS, 'not known' also where a team has no row for it. `rows` are the table's own, with that
    place as `at`; words that seem to point at one person are not among them, and `withheld` says where they were.
    """

    items: pd.DataFrame
    stands: pd.DataFrame
    rows: pd.DataFrame
    withheld: dict[str, int]

    def counts(self, codes: pd.Index) -> pd.DataFrame:
        """In how many of these neighbourhoods each item (rows) stands in each way (columns, in the order of STANDS)."""
        here = self.stands.loc[codes]
        return pd.DataFrame({word: (here == word).sum() for word in STANDS}, index=self.items.index)


@kept_with_dataset
def team_items(dataset: Dataset) -> TeamItems | None:
    """The items of every team of the dataset; None where it has no such table, or none about its neighbourhoods."""
    table, places = dataset.optional("teams"), dataset.areas("neighbourhood").index
    if table is None:
        return None
    rows = table[table["area_code"].isin(places)].reset_index(drop=True)
    rows, withheld = _without_persons(rows)
    if rows.empty:
        return None
    # Two teams that write an item alike but for a capital or a space mean the same.
    rows["key"] = rows["item"].str.split().str.join(" ").str.casefold()
    rows = rows.drop_duplicates(["area_code", "domain", "key"])
    items = rows.drop_duplicates(["domain", "key"])[["domain", "item", "key"]]
    items = items.sort_values("domain", key=lambda found: found.map(TEAM_DOMAINS.index), kind="stable")
    items = items.reset_index(drop=True)
    at = items.reset_index(names="at")[["domain", "key", "at"]]
    rows = rows.merge(at, on=["domain", "key"])
    stands = rows.pivot(index="area_code", columns="at", values="stands")
    stands = stands.reindex(index=places, columns=items.index).fillna(NOT_KNOWN)
    return TeamItems(items.drop(columns="key"), stands, rows.drop(columns="key"), withheld)


def _without_persons(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows without words that seem to point at one person, and how many had such words, by neighbourhood."""
    rows = rows.astype(dict.fromkeys(_TEXTS, object))
    pointing = {
        name: rows[name].isin([each for each in rows[name].unique() if personal_details(each)]) for name in _TEXTS
    }
    withheld = rows.loc[pd.DataFrame(pointing).any(axis=1), "area_code"].value_counts()
    for name in ("what", "source"):
        rows.loc[pointing[name], name] = WITHHELD
    left = rows[~pointing["item"]].reset_index(drop=True)
    return left, {str(code): int(count) for code, count in withheld.items()}


def told_on(rows: pd.DataFrame) -> str:
    """When what rows of the table hold was said: the day, or the first and the last; '' where none is written down."""
    days = rows["as_of"].dropna()
    if days.empty:
        return ""
    first, last = day_words(days.min()), day_words(days.max())
    return f"Said on {first}" if first == last else f"Said between {first} and {last}"
