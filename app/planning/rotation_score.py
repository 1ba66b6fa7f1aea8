# SPDX-License-Identifier: EUPL-1.2
"""What a plan is worth: points, unfairness and idle time, added up from nothing but the day and the plan."""

from collections import Counter
from dataclasses import dataclass

from app.planning.rotation_model import GroupOuting, RotationDay, RotationGroup, RotationPlan, RotationSchool


@dataclass(frozen=True, slots=True)
class RotationScore:
    """The worth of a plan; smaller `total` is better, in seconds of one group's idle time."""

    total: int
    points: int
    unfair: int
    idle: int
    visits: int
    wishes: int
    shortfall: int
    last_excess: int


def points_of(day: RotationDay, group: RotationGroup, school: RotationSchool) -> int:
    """Count what one visit is worth in points: the visit itself, a wish fulfilled, a host in the group's language."""
    weights = day.weights
    wished = weights.wish if school.id in group.wish else 0
    understood = group.language_need != "none" and group.language in school.languages
    return weights.visit + wished + (weights.language if understood else 0)


def last_allowed(day: RotationDay, school: RotationSchool) -> int:
    """Say how many groups may have this school as their last stop before that is unfair: an even share, rounded up.

    The share of a little-known school is rounded down, since tired visitors listen less.
    """
    groups, schools = len(day.groups), len(day.schools)
    return groups // schools if school.little_known else -(-groups // schools)


def score(day: RotationDay, plan: RotationPlan) -> RotationScore:
    """Add up what the plan is worth. Visits to unknown schools and outings of unknown groups count for nothing."""
    schools = {school.id: school for school in day.schools}
    groups = {group.id: group for group in day.groups}
    out = [(groups[o.group], o) for o in plan.groups if o.group in groups and o.visits]
    pairs = [(group, schools[v.school]) for group, outing in out for v in outing.visits if v.school in schools]
    points = sum(points_of(day, group, school) for group, school in pairs)
    received = Counter[str]()
    for group, school in pairs:
        received[school.id] += group.size
    last = Counter(outing.visits[-1].school for _, outing in out)
    shortfall = sum(max(0, school.target_visitors - received[school.id]) for school in day.schools)
    excess = sum(max(0, last[school.id] - last_allowed(day, school)) for school in day.schools)
    idle = sum(_away(outing) for _, outing in out) - sum(school.presentation for _, school in pairs)
    weights = day.weights
    unfair = shortfall + weights.last * excess
    return RotationScore(
        total=weights.unfair * unfair + weights.idle * idle - weights.point * points,
        points=points,
        unfair=unfair,
        idle=idle,
        visits=len(pairs),
        wishes=sum(school.id in group.wish for group, school in pairs),
        shortfall=shortfall,
        last_excess=excess,
    )


def _away(outing: GroupOuting) -> int:
    return (outing.finish or 0) - (outing.depart or 0)
