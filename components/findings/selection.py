"""What a person has chosen to look at: the whole of it, in codes, to and from a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from components.findings.fifths_by import other_definitions
from components.findings.going_on import going_on
from components.findings.kept import kept_with_dataset
from data.contract.periods import period_code
from data.contract.vocabulary import TOTAL, Dimension
from data.dataset.dataset import Dataset

MAP_LEVELS = ("neighbourhood", "lsoa")
FOCUS_LEVELS = ("icb", "place", "neighbourhood")
MAP_VIEWS = ("compared", "value", "both", "deprivation")
REFERENCES = ("overall", "best", "largest")
MOST_COMPARED = 4
# Of `Selection.adjusted`: values as counted, whatever the ages.
AS_COUNTED = "no"


@dataclass(frozen=True)
class Selection:
    """One view of one dataset.

    `by` is a dimension; `period` the last day of a period; `area` the area in focus (the whole area, a place or a
    neighbourhood); `level` and `view` are the map's; `areas` are the neighbourhoods compared; `reference` is what
    unordered groups are compared with; `adjusted` is 'no' where values are not to be adjusted for age, else ''; `fifths` is
    another definition of deprivation fifths (see `fifths_by`), '' for the published one; `system` is that of the
    neighbourhoods, where a dataset holds several.
    """

    indicator: str
    by: str
    period: str
    area: str
    level: str = "neighbourhood"
    view: str = "compared"
    areas: tuple[str, ...] = ()
    reference: str = "overall"
    adjusted: str = ""
    fifths: str = ""
    system: str = ""

    @property
    def for_age(self) -> bool:
        """Whether values are adjusted for age where they can be."""
        return self.adjusted != AS_COUNTED

    def to_link(self) -> dict[str, str | list[str]]:
        """The selection as address-bar parameters; what is empty is left out."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items() if value}


def _period_codes(dataset: Dataset, indicator: str, level: str, by: str) -> list[str]:
    return [period_code(end) for end in dataset.periods(indicator, level=level, dimension=by)["period_end"]]


def indicator_given_by(dataset: Dataset, indicator: str, by: str) -> str:
    """The indicator where it can be compared by a dimension, else the first that can, else the first of all."""
    wanted = [indicator] if indicator in dataset.indicators else []
    given = (
        each for each in (*wanted, *going_on(dataset), *dataset.indicators) if by in dimensions_offered(dataset, each)
    )
    return next(given, default_indicator(dataset))


def default_indicator(dataset: Dataset) -> str:
    """The first indicator that goes on and can be shown by deprivation, in the order of domains, else the first of all."""
    for indicator in going_on(dataset):
        if any("deprivation" in each for each in dataset.dimensions(indicator, level="icb")):
            return indicator
    return next(iter(dataset.indicators))


def widest_level(dataset: Dataset, indicator: str) -> str:
    """The level an indicator is offered by: the whole area, or the widest below it where only that has figures."""
    return next((each for each in FOCUS_LEVELS if dataset.dimensions(indicator, level=each)), FOCUS_LEVELS[0])


def dimensions_offered(dataset: Dataset, indicator: str) -> list[str]:
    """Dimensions by which an indicator can be compared in the widest area that has it, in the vocabulary's order."""
    found = set(dataset.dimensions(indicator, level=widest_level(dataset, indicator)))
    return [code for code in dataset.vocabulary if code in found]


def periods_offered(dataset: Dataset, indicator: str, by: str) -> list[str]:
    """Codes of the periods in which an indicator can be shown in the widest area by a dimension, newest first."""
    return _period_codes(dataset, indicator, widest_level(dataset, indicator), by)[::-1]


@kept_with_dataset
def areas_offered(dataset: Dataset) -> tuple[str, ...]:
    """Codes of the whole area, then each place followed by its neighbourhoods, by name."""
    places, neighbourhoods = dataset.areas("place"), dataset.areas("neighbourhood")
    offered = [dataset.area_code]
    for place in places.index:
        offered.append(place)
        offered.extend(neighbourhoods.index[neighbourhoods["parent_code"] == place])
    return (*offered, *(code for code in neighbourhoods.index if code not in set(offered)))


def settle(dataset: Dataset, wanted: Selection) -> Selection:
    """The nearest selection that this dataset can show: what it cannot show gives way to a default."""
    # Who asks for groups and no indicator is shown one that has them.
    usual = indicator_given_by(dataset, "", wanted.by) if wanted.by and not wanted.indicator else ""
    indicator = wanted.indicator if wanted.indicator in dataset.indicators else usual or default_indicator(dataset)
    offered = dimensions_offered(dataset, indicator)
    by = wanted.by if wanted.by in offered else (offered[0] if offered else TOTAL)
    periods = periods_offered(dataset, indicator, by)
    period = wanted.period if wanted.period in periods else (periods[0] if periods else "")
    area = wanted.area if wanted.area in areas_offered(dataset) else dataset.area_code
    neighbourhoods = dataset.areas("neighbourhood").index
    return replace(
        wanted,
        indicator=indicator,
        by=by,
        period=period,
        area=area,
        level=wanted.level if wanted.level in MAP_LEVELS else MAP_LEVELS[0],
        view=wanted.view if wanted.view in MAP_VIEWS else MAP_VIEWS[0],
        areas=tuple(dict.fromkeys(code for code in wanted.areas if code in neighbourhoods))[:MOST_COMPARED],
        adjusted=AS_COUNTED if wanted.adjusted == AS_COUNTED else "",
        system=dataset.system,
        fifths=wanted.fifths if wanted.fifths in other_definitions(dataset) else "",
        reference=_reference(dataset.vocabulary[by], wanted.reference),
    )


def _reference(dimension: Dimension, wanted: str) -> str:
    """What groups are held against: a declared reference takes the place of everyone."""
    usual = dimension.reference or REFERENCES[0]
    offered = {*REFERENCES, *dimension.groups} - ({REFERENCES[0]} if dimension.reference else set())
    return wanted if wanted in offered else usual


def from_link(dataset: Dataset, parameters: Mapping[str, Sequence[str]]) -> Selection:
    """The selection a link asks for, settled to what this dataset can show. Unknown parameters are passed over."""
    last = {name: values[-1] for name, values in parameters.items() if values}
    plain = {each.name: last.get(each.name, "") for each in fields(Selection) if each.name != "areas"}
    return settle(dataset, Selection(**plain, areas=tuple(parameters.get("areas", ()))))


def only(dataset: Dataset, selection: Selection, names: Sequence[str]) -> Selection:
    """The selection's parts of these names, and everything else as in a link that names nothing."""
    return replace(_nothing_chosen(dataset), **{name: getattr(selection, name) for name in names})


@kept_with_dataset
def _nothing_chosen(dataset: Dataset) -> Selection:
    return from_link(dataset, {})


def changes(wanted: Mapping[str, Sequence[str]], shown: Selection) -> list[str]:
    """Names of the parameters a link asked for that could not be honoured."""
    link = shown.to_link()
    differing = []
    for each in fields(shown):
        found = link.get(each.name, [])
        # Everyone is the usual reference: where groups have another, that is no change worth telling.
        if each.name == "reference" and list(wanted.get("reference", ())) == [REFERENCES[0]]:
            continue
        if each.name in wanted and list(wanted[each.name]) != (found if isinstance(found, list) else [found]):
            differing.append(each.name)
    return differing
