# SPDX-License-Identifier: EUPL-1.2
"""A day in whole grid steps: every time is rounded up once, exactly as the grid demands."""

from dataclasses import dataclass
from functools import cached_property

from app.planning.rotation_model import RotationDay, RotationGroup, RotationSchool, Window
from app.planning.rotation_score import last_allowed, points_of


@dataclass(frozen=True)
class Grid:
    """A sound day, counted in steps since midnight. Schools and groups are numbered in the order of the day.

    `first` and `last` bound every moment of the day; `length` is the number of moments between them.
    """

    day: RotationDay

    @cached_property
    def first(self) -> int:
        """The earliest moment that anything can happen, in steps."""
        return min(up(group.depart[0], self.day.step) for group in self.day.groups)

    @cached_property
    def last(self) -> int:
        """The latest moment that anybody can be back, in steps; never before `first`."""
        return max(self.first, *(self.home_by(g) for g in range(len(self.day.groups))))

    @property
    def length(self) -> int:
        """Number of moments from first to last, both included."""
        return self.last - self.first + 1

    @cached_property
    def presentation(self) -> tuple[int, ...]:
        """Seconds (not steps) of presentation per school."""
        return tuple(school.presentation for school in self.day.schools)

    @cached_property
    def hold(self) -> tuple[int, ...]:
        """Steps from a start to the next possible start in the same room, per school."""
        return tuple(up(school.presentation + school.reset, self.day.step) for school in self.day.schools)

    def depart(self, g: int) -> Window:
        """First and last moment for a group to leave, in steps; empty (first after last) when the grid has none."""
        first, last = self.day.groups[g].depart
        return up(first, self.day.step), last // self.day.step

    def longest(self, g: int) -> int:
        """Count the most steps a group may be out."""
        return self.day.groups[g].max_duration // self.day.step

    def home_by(self, g: int) -> int:
        """Say the last moment for a group to be back, in steps."""
        latest = self.day.groups[g].latest_end
        by_duration = self.depart(g)[1] + self.longest(g)
        return by_duration if latest is None else min(by_duration, latest // self.day.step)

    def most_visits(self, g: int) -> int:
        """Count the most schools a group may visit."""
        most = self.day.groups[g].max_visits
        return len(self.day.schools) if most is None else min(most, len(self.day.schools))

    @cached_property
    def starts(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Per group and school: every moment (steps, ascending) at which that visit may begin; empty when never.

        Ways there and back, windows, size, language and avoidance are taken in; other groups and bells are not.
        """
        schools = range(len(self.day.schools))
        return tuple(tuple(self._starts(g, s) for s in schools) for g in range(len(self.day.groups)))

    def _starts(self, g: int, s: int) -> tuple[int, ...]:
        group, school = self.day.groups[g], self.day.schools[s]
        out, home = self.out[g][s], self.home[g][s]
        if out is None or home is None or not welcome(group, school):
            return ()
        earliest, latest = self.depart(g)[0] + out, self.home_by(g) - home
        step, moments = self.day.step, set[int]()
        for opens, closes in school.windows:
            last = (closes - school.presentation) // step
            moments.update(range(max(earliest, up(opens, step)), min(latest, last) + 1))
        return tuple(sorted(moments))

    @cached_property
    def out(self) -> tuple[tuple[int | None, ...], ...]:
        """Per group and school: steps from leaving to the first start there, None = no way."""
        return tuple(
            tuple(self._steps(g, group.start, school.place, 0) for school in self.day.schools)
            for g, group in enumerate(self.day.groups)
        )

    @cached_property
    def home(self) -> tuple[tuple[int | None, ...], ...]:
        """Per group and school: steps from a start there to being back, None = no way."""
        return tuple(
            tuple(self._steps(g, school.place, group.end, school.presentation) for school in self.day.schools)
            for g, group in enumerate(self.day.groups)
        )

    @cached_property
    def between(self) -> tuple[tuple[tuple[int | None, ...], ...], ...]:
        """Per group, school and next school: steps from start to start, None = no way; diagonal unused."""
        return tuple(
            tuple(
                tuple(self._steps(g, a.place, b.place, a.presentation + self.day.changeover) for b in self.day.schools)
                for a in self.day.schools
            )
            for g in range(len(self.day.groups))
        )

    def _steps(self, g: int, here: str, there: str, before: int) -> int | None:
        leg = self.day.travel[self.day.groups[g].mode][self._places[here]][self._places[there]]
        return None if leg is None else up(before + leg, self.day.step)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {place.id: index for index, place in enumerate(self.day.places)}

    @cached_property
    def worth(self) -> tuple[tuple[int, ...], ...]:
        """Per group and school: the score that a visit takes off by its points and its presentation time."""
        weights = self.day.weights
        return tuple(
            tuple(weights.point * points_of(self.day, g, s) + weights.idle * s.presentation for s in self.day.schools)
            for g in self.day.groups
        )

    @cached_property
    def last_allowed(self) -> tuple[int, ...]:
        """Per school: how many groups may have it as their last stop before that is unfair."""
        return tuple(last_allowed(self.day, school) for school in self.day.schools)

    @cached_property
    def must(self) -> tuple[frozenset[int], ...]:
        """Per group: the numbers of the schools it must visit."""
        numbers = {school.id: s for s, school in enumerate(self.day.schools)}
        return tuple(frozenset(numbers[school] for school in group.must) for group in self.day.groups)


def up(seconds: int, step: int) -> int:
    """Count the steps that hold so many seconds, rounded up."""
    return -(-seconds // step)


def welcome(group: RotationGroup, school: RotationSchool) -> bool:
    """Whether the school can receive this group at all: not avoided, not too big, spoken to where that is a must."""
    limit = school.visitors_per_presentation
    fits = limit is None or group.size <= limit
    understood = group.language_need != "must" or group.language in school.languages
    return fits and understood and school.id not in group.avoid
