"""The WHO Health Equity Assessment Toolkit Plus (HEAT Plus) template: twenty columns, one row a subgroup."""

import pandas as pd

from data.coding.labels import plain
from data.contract.indicator import Indicator
from data.files.marks import number_of
from data.files.problems import WARNING, Problem
from data.files.sheets import Sheet, SheetReading, as_id, heading_problems, missing_headings, read_columns
from data.your_data.assumptions import Declared

NAME = "WHO HEAT Plus template"
HEADINGS = (
    "setting", "date", "source", "indicator_abbr", "indicator_name", "dimension", "subgroup", "estimate", "se", "ci_lb",
    "ci_ub", "population", "note", "setting_average", "iso3", "favourable_indicator", "indicator_scale",
    "ordered_dimension", "subgroup_order", "reference_subgroup",
)  # fmt: skip
_FIELDS = {
    "area": "setting", "period": "date", "dimension": "dimension", "group": "subgroup", "value": "estimate",
    "lower": "ci_lb", "upper": "ci_ub", "denominator": "population", "note": "note",
}  # fmt: skip
# Two-sided 95%, for limits made from a standard error.
_Z = 1.959964


def heading_row(sheet: Sheet) -> int | None:
    """Nine of the twenty headings, and one of those that only HEAT has."""
    at = sheet.heading_row(*HEADINGS, least=9)
    if at is None:
        return None
    headings = {plain(each) for each in sheet.rows[at]}
    return at if headings & {"indicator abbr", "favourable indicator", "setting average", "subgroup order"} else None


def read(sheet: Sheet, at: int, declared: Declared) -> SheetReading:
    """Each subgroup's estimate, and the setting's average as the value of everyone."""
    needed = [each for each in HEADINGS if each not in ("se", "ci_lb", "ci_ub", "population", "note", "iso3", "source")]
    problems = missing_headings(sheet, at, {each: (each,) for each in needed}) + heading_problems(sheet, at)
    names = {name: (heading,) for name, heading in _FIELDS.items()}
    frame, place = read_columns(sheet, at, names | {f"x_{each}": (each,) for each in HEADINGS})
    if any(plain(each) not in {plain(cell) for cell in sheet.rows[at]} for each in needed):
        return SheetReading(frame.iloc[:0], place, NAME, problems=tuple(problems))
    frame["indicator"] = [as_id(each) for each in frame["x_indicator_abbr"]]
    place.columns["indicator"] = place.columns["x_indicator_abbr"]
    columns = {heading: place.columns[f"x_{heading}"] for heading in HEADINGS if f"x_{heading}" in place.columns}
    indicators, told = _indicators(sheet, frame, columns, declared)
    frame, notes = _with_limits(frame)
    problems += told + _order_problems(sheet, frame, columns)
    averages, told = _averages(sheet, frame, columns)
    frame = pd.concat([frame, averages], ignore_index=True)
    most = _most_deprived(frame)
    return SheetReading(frame, place, NAME, tuple(indicators), tuple(problems + told), notes, most_deprived=most)


def _indicators(
    sheet: Sheet, frame: pd.DataFrame, columns: dict[str, tuple[str, str]], declared: Declared
) -> tuple[list[Indicator], list[Problem]]:
    """A definition for each indicator, as far as the template goes."""
    told, found = [], []
    known = {each.id for each in declared.indicators}
    for code, rows in frame.groupby("indicator", sort=False):
        first = rows.iloc[0]
        for heading, allowed in (("favourable_indicator", {"0", "1"}), ("indicator_scale", None)):
            text = first[f"x_{heading}"]
            if (allowed and text not in allowed) or (allowed is None and not (number_of(text) or 0) > 0):
                expected = (
                    "1 (higher is better) or 0" if allowed else "100 for percentages, 1000 for rates per 1,000, or 1"
                )
                told.append(_cell(sheet, first, columns, heading, "the indicator's kind is not told", text, expected))
                break
        else:
            found.append(_indicator(code, first))
            if code not in known:
                domain = "the template has no place for an indicator's domain"
                expected = "access, continuity, outcome, experience, need, resource or process"
                told.append(
                    _cell(
                        sheet,
                        first,
                        columns,
                        "indicator_abbr",
                        f"{domain}: taken as an outcome",
                        code,
                        expected,
                        WARNING,
                    )
                )
    return found, told


def _indicator(code: str, row: pd.Series) -> Indicator:
    scale = number_of(row["x_indicator_scale"])
    if scale is None:
        raise ValueError(f"{code}: found no scale; expected a number above 0")
    share = scale == 100
    return Indicator(
        id=code,
        name=row["x_indicator_name"] or code,
        short_name=row["x_indicator_name"] or code,
        question=f"{row['x_indicator_name'] or code}: how do people differ?",
        domain="outcome",
        value_type="survey_share" if share else "standardised_rate",
        higher_is_better=row["x_favourable_indicator"] == "1",
        population_noun="people",
        predicate="are counted" if share else "",
        event_noun="people counted",
        numerator="As the source defines it",
        denominator="As the source defines it",
        source=row["x_source"] or "Not stated in the file",
        population_base="resident",
        multiplier=scale,
        unit="" if share else f"per {scale:,.0f} people" if scale > 1 else "",
    )


def _with_limits(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The frame with 95% limits from the standard error where the template gives no limits."""
    error, value = frame["x_se"].map(number_of), frame["value"].map(number_of)
    made = (frame["lower"] == "") & (frame["upper"] == "") & error.notna() & value.notna()
    if not made.any():
        return frame, ()
    for name, sign in (("lower", -1), ("upper", 1)):
        limit = (value.astype(float) + sign * _Z * error.astype(float)).map("{:.6f}".format)
        frame[name] = frame[name].mask(made, limit)
    return frame, (f"{int(made.sum()):,} rows give a standard error and no limits: 95% limits were made from it.",)


def _order_problems(sheet: Sheet, frame: pd.DataFrame, columns: dict[str, tuple[str, str]]) -> list[Problem]:
    """Ordered subgroups whose order number does not rise from 1, the most disadvantaged."""
    told = []
    for _, rows in frame[frame["x_ordered_dimension"] == "1"].groupby(["indicator", "area", "period", "dimension"]):
        orders = rows["x_subgroup_order"].map(number_of)
        wrong = rows[orders.isna() | orders.duplicated(keep=False) | (orders < 1)]
        if len(wrong):
            first = wrong.iloc[0]
            expected = "1 for the most disadvantaged subgroup, then 2, 3, …, each once"
            text = "the order of the subgroups cannot be told"
            told.append(_cell(sheet, first, columns, "subgroup_order", text, first["x_subgroup_order"], expected))
    return told


def _most_deprived(frame: pd.DataFrame) -> int:
    """The highest number of numbered subgroups whose own order says that it is the most disadvantaged, else 0."""
    ordered = frame[frame["x_ordered_dimension"] == "1"]
    number = pd.to_numeric(ordered["group"].str.extract(r"(\d+)", expand=False), errors="coerce")
    order = ordered["x_subgroup_order"].map(number_of).astype(float)
    known = number.notna() & order.notna()
    # Order 1 is the most disadvantaged, so numbers that fall as the order rises run the other way.
    turned = (
        known.any() and (number[known] + order[known] == number[known].max() + 1).all() and number[known].nunique() > 2
    )
    return int(number.max()) if turned else 0


def _averages(
    sheet: Sheet, frame: pd.DataFrame, columns: dict[str, tuple[str, str]]
) -> tuple[pd.DataFrame, list[Problem]]:
    """A row for everyone in each setting, indicator and date; differing averages are a problem."""
    told, rows = [], []
    for _, found in frame.groupby(["indicator", "area", "period"], sort=False):
        given = found[found["x_setting_average"] != ""]
        if not len(given):
            continue
        other = given[given["x_setting_average"] != given["x_setting_average"].iloc[0]]
        if len(other):
            text = "the setting's average differs between rows of one indicator and date"
            first = given["x_setting_average"].iloc[0]
            found_here = other["x_setting_average"].iloc[0]
            told.append(_cell(sheet, other.iloc[0], columns, "setting_average", text, found_here, f"{first}, as above"))
            continue
        letter, heading = columns["setting_average"]
        one = given.iloc[[0]].assign(
            dimension="total", group="all", value=given["x_setting_average"].iloc[0], lower="", upper="", denominator="",
            note="", letter=letter, heading=heading,
        )  # fmt: skip
        rows.append(one)
    return pd.concat(rows, ignore_index=True) if rows else frame.iloc[:0], told


def _cell(
    sheet: Sheet,
    row: pd.Series,
    columns: dict[str, tuple[str, str]],
    heading: str,
    text: str,
    found: str,
    expected: str,
    severity: str = "error",
) -> Problem:
    letter, name = columns.get(heading, ("", heading))
    mend = "correct the cell"
    if severity == WARNING:
        mend = "give a table that defines the indicator beside this one (see the tidy template's indicators sheet)"
    return sheet.problem(
        text, row=int(row["row"]), column=name, letter=letter, found=found or "a blank cell", expected=expected, mend=mend,
        severity=severity,
    )  # fmt: skip
