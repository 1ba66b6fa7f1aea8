# SPDX-License-Identifier: EUPL-1.2
"""From what is known of a carrousel to the puzzle of the day, and from its answer back to outings."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from app.adapters.streets import Matrix, Streets
from app.carrousels.read.drafts import Draft
from app.carrousels.values import Availability, Outing, TourGroup, Visit
from app.kernel.ids import SchoolId, TourGroupId
from app.kernel.values import GeoPoint, Language, Way
from app.planning.rotation import RotationProposal, plan_day
from app.planning.rotation_conflicts import Explanation, why_impossible
from app.planning.rotation_model import GroupOuting, RotationDay, RotationGroup, RotationPlace, RotationSchool

STEP = 300
REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Puzzle:
    """The day as planning sees it, with the ways between its places. index: place -> row in the matrices."""

    day: RotationDay
    ways: dict[Way, Matrix]
    index: dict[str, int]
    draft: Draft

    def leg(self, way: Way, here: str, there: str) -> tuple[int, int, bool]:
        """Give minutes (rounded up), metres, and whether they are estimated."""
        a, b, matrix = self.index[here], self.index[there], self.ways[way]
        return ceil(matrix.seconds[a][b] / 60), matrix.metres[a][b], matrix.guessed[a][b]


def puzzle(draft: Draft, points: dict[SchoolId, GeoPoint], streets: Streets) -> Puzzle:
    """Set the puzzle of a day. points: where the schools stand; those without a point are left out."""
    places = {str(s): points[s] for s in draft.schools if s in points}
    places |= {_start(g): g.meeting_point.at for g in draft.groups.values()}
    ways = {
        way: streets.times(tuple(places.values()), way) for way in dict.fromkeys(g.way for g in draft.groups.values())
    }
    schools = {s: a for s, a in draft.schools.items() if s in points}
    day = RotationDay(
        id=draft.carrousel_id,
        step=STEP,
        changeover=draft.changeover * 60,
        places=tuple(RotationPlace(name) for name in places),
        travel={way.value: _whole_minutes(matrix) for way, matrix in ways.items()},
        schools=tuple(_school(s, a, draft) for s, a in schools.items()),
        groups=tuple(_group(g, schools) for g in draft.groups.values()),
    )
    return Puzzle(day, ways, {name: n for n, name in enumerate(places)}, draft)


def _start(group: TourGroup) -> str:
    return f"start-{group.tour_group_id}"


def _whole_minutes(matrix: Matrix) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(60 * ceil(seconds / 60) for seconds in row) for row in matrix.seconds)


def _school(school_id: SchoolId, there: Availability, draft: Draft) -> RotationSchool:
    return RotationSchool(
        id=school_id,
        place=str(school_id),
        presentation=there.presentation * 60,
        windows=tuple((w.start * 60, w.end * 60) for w in there.windows),
        rooms=there.rooms,
        groups_per_presentation=there.groups_together,
        visitors_per_presentation=there.visitors,
        reset=there.pause * 60,
        languages=tuple(there.languages),
        target_visitors=_target(there, draft),
        little_known=there.little_known,
    )


def _target(there: Availability, draft: Draft) -> int:
    """Give the visitors that a school may hope for: an even share, a quarter more where few parents know it."""
    groups = draft.groups.values()
    share = sum(g.places * g.fewest for g in groups) // max(1, len(draft.schools))
    return min(share * 5 // 4 if there.little_known else share, sum(g.places for g in groups))


def _group(group: TourGroup, schools: dict[SchoolId, Availability]) -> RotationGroup:
    steps = tuple(s for s, a in schools.items() if group.step_free and not a.step_free)
    return RotationGroup(
        id=group.tour_group_id,
        size=group.places,
        mode=group.way.value,
        start=_start(group),
        end=_start(group),
        depart=(group.depart.start * 60, group.depart.end * 60),
        max_duration=group.longest * 60,
        latest_end=group.back_before * 60,
        language=group.language.value,
        language_need="none" if group.language is Language.DUTCH else "prefer",
        must=tuple(str(s) for s in group.must),
        wish=tuple(str(s) for s in group.wish if s in schools),
        avoid=tuple(dict.fromkeys(str(s) for s in (*group.avoid, *steps) if s in schools)),
        min_visits=max(1, min(group.fewest, len(schools))),
        max_visits=group.most,
    )


def outings(known: Puzzle, planned: Iterable[GroupOuting]) -> tuple[Outing, ...]:
    """Turn a plan into outings in minutes of the day, each with the ways between."""
    return tuple(_outing(known, group) for group in planned if group.visits)


def _outing(known: Puzzle, planned: GroupOuting) -> Outing:
    group = known.draft.groups[TourGroupId(planned.group)]
    here, visits, guessed = _start(group), [], False
    for visit in planned.visits:
        minutes, metres, guess = known.leg(group.way, here, visit.school)
        starts = visit.start // 60
        ends = starts + known.draft.schools[SchoolId(visit.school)].presentation
        visits.append(Visit(SchoolId(visit.school), starts, ends, minutes, metres))
        here, guessed = visit.school, guessed or guess
    minutes, metres, guess = known.leg(group.way, here, _start(group))
    departs, back = (planned.depart or 0) // 60, (planned.finish or 0) // 60
    return Outing(group.tour_group_id, departs, back, tuple(visits), minutes, metres, guessed or guess)


class Proposals:
    """Proposals that were worked out in this process, so that the same day is not searched twice."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, RotationProposal | Explanation] = OrderedDict()

    def of(self, day: RotationDay, seconds: float) -> RotationProposal:
        """Plan a day, or remember how it was planned. seconds: of search."""
        found: RotationProposal = self._remember("plan", day, lambda: plan_day(day, seconds=seconds))
        return found

    def why_not(self, day: RotationDay, seconds: float) -> Explanation:
        """Explain why a day cannot be planned. seconds: of search."""
        found: Explanation = self._remember("why", day, lambda: why_impossible(day, seconds=seconds))
        return found

    def _remember(self, what: str, day: RotationDay, ask: Any) -> Any:
        key = what + hashlib.sha256(repr(day).encode()).hexdigest()
        if key not in self._known:
            self._known[key] = ask()
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return self._known[key]


def in_order(why: Explanation, groups: list[str]) -> Explanation:
    """Put reasons group by group, the group with the most of them first and those of a school alone last."""
    of_facts = [fact.group for fact in why.facts]
    of_findings = [finding.values.get("group") for finding in why.findings]

    def rank(group: object) -> tuple[int, int]:
        if group not in groups:
            return (0, len(groups))
        return (-max(of_facts.count(str(group)), of_findings.count(group)), groups.index(str(group)))

    return replace(
        why,
        facts=tuple(sorted(why.facts, key=lambda fact: rank(fact.group))),
        findings=tuple(sorted(why.findings, key=lambda finding: rank(finding.values.get("group")))),
    )


def gap_percent(found: RotationProposal) -> int | None:
    """Say by how many per cent a better plan could score at most; 0 when none is better, None when nothing is known."""
    if found.status == "optimal":
        return 0
    if found.score is None or found.bound is None:
        return None
    return max(1, ceil(100 * (found.score - found.bound) / max(1, abs(found.score))))
