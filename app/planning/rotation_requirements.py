# SPDX-License-Identifier: EUPL-1.2
"""What people ask of a day, fact by fact, and the same day without some of those facts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from app.planning.remarks import Names, Remark, clock
from app.planning.rotation_conflict_words import REQUIREMENTS
from app.planning.rotation_model import RotationDay, RotationGroup, RotationSchool, RotationTiming

MIDNIGHT = 24 * 3600
# Tried for leaving out in this order, so that what is left to tell is what a planner can change most easily.
KINDS = (
    "visitor-limit", "language", "avoid", "max-visits", "rounds", "depart",
    "must", "capacity", "max-duration", "min-visits", "latest-end", "window",
)  # fmt: skip
DEMANDS = ("must", "min-visits")
SCHOOL_KINDS = ("visitor-limit", "capacity", "window")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One fact that can be asked, kept or given up. kind: one of KINDS. group, school: whom it is about."""

    kind: str
    group: str | None = None
    school: str | None = None

    def remark(self, day: RotationDay) -> Remark:
        """Fill in the numbers that this fact has in the day."""
        return Remark(self.kind, _values(self, day))

    def sentence(self, day: RotationDay, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        remark = self.remark(day)
        count = {"capacity": "rooms", "min-visits": "needed", "max-visits": "limit"}.get(self.kind)
        one = count is not None and remark.values[count] == 1
        words = REQUIREMENTS[f"{self.kind}-1" if one else self.kind]
        return words.format_map(remark.words(names) | {"windows": _windows(self, day)})


def _values(requirement: Requirement, day: RotationDay) -> dict[str, object]:
    values: dict[str, object] = {}
    if requirement.group is not None:
        group = day.group(requirement.group)
        values |= {"group": group.id, "needed": group.min_visits, "limit": group.max_visits, "language": group.language}
        values |= {"first_at": group.depart[0], "last_at": group.depart[1], "limit_for": group.max_duration}
        values |= {"limit_at": group.latest_end} if group.latest_end is not None else {}
    if requirement.school is not None:
        school = day.school(requirement.school)
        values |= {"school": school.id, "windows": school.windows, "presentation_for": school.presentation}
        values |= {
            "rooms": max(school.rooms, school.groups_per_presentation),
            "visitors": school.visitors_per_presentation,
        }
    return values


def _windows(requirement: Requirement, day: RotationDay) -> str:
    if requirement.school is None:
        return ""
    windows = day.school(requirement.school).windows
    return " en ".join(f"van {clock(first).removesuffix(' uur')} tot {clock(last)}" for first, last in windows)


def requirements(day: RotationDay) -> list[Requirement]:
    """List every fact of the day that can be given up, in the order of KINDS."""
    found = [*_of_groups(day), *_of_schools(day)]
    if day.timing.in_rounds:
        found.append(Requirement("rounds"))
    return sorted(found, key=lambda requirement: KINDS.index(requirement.kind))


def _of_groups(day: RotationDay) -> Iterator[Requirement]:
    for group in day.groups:
        yield Requirement("depart", group.id)
        yield Requirement("max-duration", group.id)
        if group.language_need == "must":
            yield Requirement("language", group.id)
        if group.max_visits is not None:
            yield Requirement("max-visits", group.id)
        if group.latest_end is not None:
            yield Requirement("latest-end", group.id)
        if group.min_visits:
            yield Requirement("min-visits", group.id)
        for kind, named in (("must", group.must), ("avoid", group.avoid)):
            for school in dict.fromkeys(named):
                yield Requirement(kind, group.id, school)


def _of_schools(day: RotationDay) -> Iterator[Requirement]:
    for school in day.schools:
        yield Requirement("window", school=school.id)
        yield Requirement("capacity", school=school.id)
        if school.visitors_per_presentation is not None:
            yield Requirement("visitor-limit", school=school.id)


def without(day: RotationDay, dropped: Iterable[Requirement]) -> RotationDay:
    """Give the same day without these facts: windows all day long, home by midnight, rooms for everybody."""
    for fact in dropped:
        if fact.kind == "rounds":
            day = replace(day, timing=RotationTiming())
        elif fact.kind in SCHOOL_KINDS:
            day = with_school(day, fact.school, partial(_open, fact.kind, max(1, len(day.groups))))
        else:
            day = with_group(day, fact.group, partial(_free, fact))
    return day


def with_school(
    day: RotationDay, school: str | None, change: Callable[[RotationSchool], RotationSchool]
) -> RotationDay:
    """Give the same day with one school changed."""
    return replace(day, schools=tuple(change(s) if s.id == school else s for s in day.schools))


def with_group(day: RotationDay, group: str | None, change: Callable[[RotationGroup], RotationGroup]) -> RotationDay:
    """Give the same day with one group changed."""
    return replace(day, groups=tuple(change(g) if g.id == group else g for g in day.groups))


def _open(kind: str, rooms: int, school: RotationSchool) -> RotationSchool:
    match kind:
        case "window":
            return replace(school, windows=((0, MIDNIGHT),))
        case "capacity":
            return replace(school, rooms=rooms, groups_per_presentation=1)
        case _:
            return replace(school, visitors_per_presentation=None)


def _free(fact: Requirement, group: RotationGroup) -> RotationGroup:
    match fact.kind:
        case "must":
            return replace(group, must=tuple(s for s in group.must if s != fact.school))
        case "avoid":
            return replace(group, avoid=tuple(s for s in group.avoid if s != fact.school))
        case "min-visits":
            return replace(group, min_visits=0)
        case "max-visits":
            return replace(group, max_visits=None)
        case "language":
            return replace(group, language_need="prefer")
        case "latest-end":
            return replace(group, latest_end=None)
        case "depart":
            return replace(group, depart=(0, MIDNIGHT))
        case "max-duration":
            return replace(group, max_duration=MIDNIGHT)
        case _:
            raise ValueError(f"{fact.kind} is no requirement of a group")
