"""Which years a dataset's newest figures are of: what it was put together on says nothing of how old they are."""

from components.findings.going_on import going_on
from components.findings.kept import kept_with_dataset
from data.contract.periods import period_label
from data.dataset.dataset import Dataset


@kept_with_dataset
def years_of_figures(dataset: Dataset) -> str:
    """The newest period of the indicator whose figures are oldest, and of the one whose are newest: '2020/21 to 2025'.

    Of those whose series go on. One period alone where they are the same; '' where nothing is shown.
    """
    shown = dataset.coverage[dataset.coverage["n_ok"] > 0]
    shown = shown[shown["indicator_id"].isin(list(going_on(dataset)))]
    newest = shown.sort_values(["period_end", "period_start"]).drop_duplicates("indicator_id", keep="last")
    if newest.empty:
        return ""
    first, last = (period_label(row["period_start"], row["period_end"]) for _, row in newest.iloc[[0, -1]].iterrows())
    return first if first == last else f"{first} to {last}"
