"""A drawing: which team each small area belongs to. Every change makes a new one, so that a step can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.dataset.dataset import Dataset

_NEW_CODE = "NEW{:02d}"


@dataclass(frozen=True)
class Drawing:
    """Teams by code with their names, in the order they were made, and the team of each small area ('' = none yet)."""

    teams: Mapping[str, str]
    team_of: Mapping[str, str]

    @property
    def unassigned(self) -> tuple[str, ...]:
        """Codes of the small areas that are in no team."""
        return tuple(area for area, team in self.team_of.items() if not team)

    @property
    def empty_teams(self) -> tuple[str, ...]:
        """Codes of the teams that have no small area."""
        return tuple(team for team in self.teams if team not in set(self.team_of.values()))

    def areas_of(self, team: str) -> tuple[str, ...]:
        """Codes of a team's small areas."""
        return tuple(area for area, each in self.team_of.items() if each == team)

    def moved(self, areas: Iterable[str], team: str) -> "Drawing":
        """The drawing with these small areas in a team, or in none for ''. KeyError for a code it does not know."""
        wanted = list(areas)
        unknown = [each for each in wanted if each not in self.team_of]
        if unknown or (team and team not in self.teams):
            raise KeyError(f"no small area {unknown[0]!r} here" if unknown else f"no team {team!r} here")
        return replace(self, team_of={**self.team_of, **dict.fromkeys(wanted, team)})

    def with_team(self, name: str) -> tuple["Drawing", str]:
        """The drawing with one more team, still without areas, and its code. ValueError when the name will not do."""
        number = 1
        while _NEW_CODE.format(number) in self.teams:
            number += 1
        code = _NEW_CODE.format(number)
        return replace(self, teams={**self.teams, code: self._name(name)}), code

    def renamed(self, team: str, name: str) -> "Drawing":
        """The drawing with a team called otherwise. ValueError when the name will not do."""
        return replace(self, teams={**self.teams, team: self._name(name, but=team)})

    def without(self, team: str) -> "Drawing":
        """The drawing without a team; its areas are in none."""
        teams = {code: name for code, name in self.teams.items() if code != team}
        return Drawing(teams, {area: "" if each == team else each for area, each in self.team_of.items()})

    def _name(self, name: str, but: str = "") -> str:
        plain = " ".join(name.split())
        if not plain:
            raise ValueError("A team needs a name.")
        if plain.casefold() in {each.casefold() for code, each in self.teams.items() if code != but}:
            raise ValueError(f"There is a team called {plain} already.")
        return plain


def existing_drawing(dataset: Dataset) -> Drawing:
    """The drawing a dataset's own neighbourhoods make."""
    names = dataset.areas("neighbourhood")["area_name"]
    parents = dataset.areas("lsoa")["parent_code"]
    return Drawing(names.to_dict(), parents.where(parents.isin(names.index), "").to_dict())


def empty_drawing(dataset: Dataset) -> Drawing:
    """No team, and every small area in none."""
    return Drawing({}, dict.fromkeys(dataset.areas("lsoa").index, ""))
