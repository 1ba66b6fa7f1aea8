# SPDX-License-Identifier: EUPL-1.2
"""Ways out of a clash: the least that somebody would have to give so that the whole day can be planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.planning.remarks import Names, Remark
from app.planning.rotation_conflict_words import CHANGES, WOULD_HELP
from app.planning.rotation_model import RotationDay, RotationGroup, RotationSchool, RotationTiming
from app.planning.rotation_requirements import Requirement, with_group, with_school

if TYPE_CHECKING:
    from app.planning.rotation_possible import Oracle

MOST_TIME = 2 * 3600
MOST_CONCESSIONS = 3
# What a change weighs beside minutes of somebody's time, to tell the cheapest way out first.
MINUTES = {
    "min-visits": 30, "capacity": 45, "must": 60, "max-visits": 30, "visitor-limit": 45,
    "avoid": 90, "language": 90, "rounds": 120,
}  # fmt: skip
COUNTED = ("min-visits", "max-visits")
TIMED = ("latest-end", "max-duration", "depart", "window-later", "window-earlier")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be otherwise. amount: seconds for times, a number of visits, groups or people elsewhere."""

    kind: str
    amount: int
    group: str | None = None
    school: str | None = None

    @property
    def cost(self) -> float:
        """How much is asked, in minutes of somebody's time."""
        if self.kind in TIMED:
            return self.amount / 60
        return MINUTES[self.kind] * (self.amount if self.kind in COUNTED else 1)

    def sentence(self, day: RotationDay, names: Names | None = None) -> str:
        """Say it in plain Dutch, as part of a sentence."""
        values: dict[str, object] = {"amount": self.amount, "amount_for": self.amount}
        values |= {key: value for key, value in (("group", self.group), ("school", self.school)) if value is not None}
        if self.group is not None:
            values["language"] = day.group(self.group).language
        values |= self._new(day)
        one = f"{self.kind}-1"
        words = CHANGES[one if self.amount == 1 and one in CHANGES else self.kind]
        return words.format_map(Remark(self.kind, values).words(names))

    def _new(self, day: RotationDay) -> dict[str, object]:
        """Give the hours or the length that this change leads to."""
        if self.kind not in TIMED:
            return {}
        if self.group is None:
            windows = sorted(self.applied(day).school(self.school or "").windows)
            return {"new_at": windows[-1][1] if self.kind == "window-later" else windows[0][0]}
        group = self.applied(day).group(self.group)
        match self.kind:
            case "latest-end":
                return {"new_at": group.latest_end}
            case "depart":
                return {"new_at": group.depart[0], "new_last_at": group.depart[1]}
            case _:
                return {"new_for": group.max_duration}

    def applied(self, day: RotationDay) -> RotationDay:
        """Give the day with this change made."""
        if self.kind == "rounds":
            return replace(day, timing=RotationTiming())
        if self.group is not None:
            return with_group(day, self.group, self._eased)
        return with_school(day, self.school, self._opened)

    def _eased(self, group: RotationGroup) -> RotationGroup:
        match self.kind:
            case "latest-end":
                return replace(group, latest_end=(group.latest_end or 0) + self.amount)
            case "max-duration":
                return replace(group, max_duration=group.max_duration + self.amount)
            case "depart":
                first, last = group.depart
                return replace(group, depart=(max(0, first - self.amount), last + self.amount))
            case "min-visits":
                return replace(group, min_visits=group.min_visits - self.amount)
            case "max-visits":
                return replace(group, max_visits=(group.max_visits or 0) + self.amount)
            case "must":
                kept = tuple(s for s in group.must if s != self.school)
                return replace(group, must=kept)
            case "avoid":
                return replace(group, avoid=tuple(s for s in group.avoid if s != self.school))
            case _:
                return replace(group, language_need="prefer")

    def _opened(self, school: RotationSchool) -> RotationSchool:
        windows = sorted(school.windows)
        match self.kind:
            case "window-later":
                first, last = windows[-1]
                return replace(school, windows=(*windows[:-1], (first, last + self.amount)))
            case "window-earlier":
                first, last = windows[0]
                return replace(school, windows=((max(0, first - self.amount), last), *windows[1:]))
            case "visitor-limit":
                return replace(school, visitors_per_presentation=self.amount)
            case _ if school.groups_per_presentation > 1:
                return replace(school, groups_per_presentation=self.amount)
            case _:
                return replace(school, rooms=self.amount)


@dataclass(frozen=True, slots=True)
class Concession:
    """Changes that together make the day possible; this was tried and found so."""

    changes: tuple[Change, ...]

    @property
    def cost(self) -> float:
        """How much is asked in all, in minutes of somebody's time."""
        return sum(change.cost for change in self.changes)

    def applied(self, day: RotationDay) -> RotationDay:
        """Give the day with all changes made."""
        for change in self.changes:
            day = change.applied(day)
        return day

    def sentence(self, day: RotationDay, names: Names | None = None) -> str:
        """Say it in plain Dutch, as something that would help."""
        return WOULD_HELP.format(changes=self._listed(day, names))

    def advice(self, day: RotationDay, names: Names | None = None) -> str:
        """Say it as a sentence of its own, for below a heading that says that it would help."""
        listed = self._listed(day, names)
        return f"{listed[:1].upper()}{listed[1:]}."

    def _listed(self, day: RotationDay, names: Names | None) -> str:
        told = [change.sentence(day, names) for change in self.changes]
        return told[-1] if len(told) == 1 else f"{', '.join(told[:-1])} en {told[-1]}"


def concessions(day: RotationDay, facts: Sequence[Requirement], oracle: "Oracle") -> list[Concession]:
    """Find single changes to the facts of a clash that make the whole day possible, each by the least amount.

    At most three, cheapest first; empty when no single change helps or the time is up.
    """
    found = []
    for fact in facts:
        for most in most_changes(day, fact):
            least = smallest(day, most, oracle)
            if least is not None:
                found.append(Concession((least,)))
    return sorted(found, key=lambda concession: concession.cost)[:MOST_CONCESSIONS]


def smallest(day: RotationDay, most: Change, oracle: "Oracle") -> Change | None:
    """Shrink a change to the least amount that makes the day possible; None when even the whole of it does not."""
    if oracle.possible(most.applied(day)) is not True:
        return None
    unit = 1 if most.kind in COUNTED else day.step if most.kind in TIMED else most.amount
    low, high = 0, most.amount // unit
    while high - low > 1:
        middle = (low + high) // 2
        if oracle.possible(replace(most, amount=middle * unit).applied(day)) is True:
            high = middle
        else:
            low = middle
    return replace(most, amount=high * unit)


def most_changes(day: RotationDay, fact: Requirement) -> Iterator[Change]:
    """List the most that can reasonably be asked about one fact, one change for each direction."""
    time = MOST_TIME // day.step * day.step
    match fact.kind:
        case "window":
            yield Change("window-later", time, school=fact.school)
            yield Change("window-earlier", time, school=fact.school)
        case "capacity" if fact.school is not None:
            school = day.school(fact.school)
            yield Change("capacity", max(school.rooms, school.groups_per_presentation) + 1, school=fact.school)
        case "visitor-limit":
            yield Change("visitor-limit", max(group.size for group in day.groups), school=fact.school)
        case "min-visits" if fact.group is not None:
            yield Change("min-visits", day.group(fact.group).min_visits, group=fact.group)
        case "max-visits":
            yield Change("max-visits", len(day.schools), group=fact.group)
        case "latest-end" | "max-duration" | "depart":
            yield Change(fact.kind, time, group=fact.group)
        case _:
            yield Change(fact.kind, 1, group=fact.group, school=fact.school)
