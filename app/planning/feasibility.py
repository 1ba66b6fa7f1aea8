# SPDX-License-Identifier: EUPL-1.2
"""Checks a plan of the day against everything that must hold; pure, fast and free of any optimiser."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.planning.remarks import Names, Remark
from app.planning.rotation_model import GroupOuting, RotationDay, RotationGroup, RotationPlan, RotationSchool, Visit

SENTENCES = {
    "other-day": "Dit plan hoort bij een andere dag ({wrong}).",
    "unknown-group": "Het plan noemt een groep die er niet is: {group}.",
    "group-twice": "{group} staat twee keer in het plan.",
    "group-missing": "{group} staat niet in het plan.",
    "no-visits": "{group} gaat nergens heen, maar moet {needed} scholen bezoeken.",
    "no-times": "{group} heeft geen vertrektijd of geen eindtijd.",
    "off-grid": "{group}: {moment_at} valt niet op een tijdstap van {step_for}.",
    "departs-outside": "{group} vertrekt om {moment_at}; dat moet tussen {first_at} en {last_at}.",
    "too-long": "{group} is {away_for} onderweg; dat mag {limit_for} zijn.",
    "too-late": "{group} is om {moment_at} terug; dat moet om {limit_at}.",
    "school-twice": "{group} bezoekt {school} meer dan één keer.",
    "must-missed": "{group} bezoekt {school} niet, maar dat moet wel.",
    "avoided": "{group} bezoekt {school}, maar dat mag niet.",
    "too-few": "{group} bezoekt {visits} scholen; dat moeten er {needed} zijn.",
    "too-many": "{group} bezoekt {visits} scholen; dat mogen er {limit} zijn.",
    "unknown-school": "{group} bezoekt een school die er niet is: {school}.",
    "no-way": "{group} kan niet van {place} naar {to_place} met deze manier van reizen.",
    "too-soon": "{group} begint om {moment_at} bij {school}, maar kan er pas om {earliest_at} zijn.",
    "outside-window": "{group} is bij {school} van {moment_at} tot {end_at}; dan ontvangt de school niet.",
    "language": "{group} is bij {school}, maar niemand spreekt daar {language}.",
    "too-big": "{group} ({size} mensen) is te groot voor {school}: daar passen {limit} mensen.",
    "back-too-soon": "{group} is om {moment_at} terug, maar kan pas om {earliest_at} terug zijn.",
    "shared-groups": "{school} krijgt om {moment_at} {groups} groepen in één presentatie; er mogen er {limit} in.",
    "shared-visitors": "{school} krijgt om {moment_at} {visitors} bezoekers; er passen er {limit}.",
    "overlap": "{school}: de presentaties van {moment_at} en {next_at} zitten te dicht op elkaar.",
    "too-many-at-once": "{school} heeft om {moment_at} {busy} groepen tegelijk; er is plaats voor {limit}.",
    "no-bells": "Het plan in rondes noemt geen slag en geen eerste bel per blok.",
    "stroke": "Een slag van {stroke_for} mag niet.",
    "first-bell": "Een eerste bel om {moment_at} mag niet.",
    "blocks-overlap": "Het blok rondes van {moment_at} begint voordat het vorige klaar is.",
    "not-at-a-bell": "{group} begint om {moment_at} bij {school}; dat is geen bel.",
}


class Violation(Remark):
    """One thing in a plan that may not be; `code` is a key of SENTENCES."""

    __slots__ = ()

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def check(day: RotationDay, plan: RotationPlan) -> list[Violation]:
    """List everything that a plan breaks, in a fixed order; empty when the plan is valid.

    The day itself must be sound (`lint` finds no error). Needs no optimiser; milliseconds for any real day.
    """
    return [*_whole_plan(day, plan), *_groups(day, plan), *_schools(day, plan), *_bells(day, plan)]


def _broken(code: str, **values: object) -> Violation:
    return Violation(code, values)


def _whole_plan(day: RotationDay, plan: RotationPlan) -> Iterator[Violation]:
    if plan.instance != day.id:
        yield _broken("other-day", wrong=plan.instance)
    known = {group.id for group in day.groups}
    planned = [outing.group for outing in plan.groups]
    for group in sorted(set(planned) - known):
        yield _broken("unknown-group", group=group)
    for group in sorted({g for g in planned if planned.count(g) > 1}):
        yield _broken("group-twice", group=group)
    for group in sorted(known - set(planned)):
        yield _broken("group-missing", group=group)


def _groups(day: RotationDay, plan: RotationPlan) -> Iterator[Violation]:
    groups = {group.id: group for group in day.groups}
    for outing in plan.groups:
        group = groups.get(outing.group)
        if group is None:
            continue
        if outing.visits:
            yield from _promises(group, outing)
            yield from _times(day, group, outing)
            yield from _legs(day, group, outing)
        elif group.least_visits:
            yield _broken("no-visits", group=group.id, needed=group.least_visits)


def _promises(group: RotationGroup, outing: GroupOuting) -> Iterator[Violation]:
    schools = [visit.school for visit in outing.visits]
    for school in sorted({s for s in schools if schools.count(s) > 1}):
        yield _broken("school-twice", group=group.id, school=school)
    for school in group.must:
        if school not in schools:
            yield _broken("must-missed", group=group.id, school=school)
    for school in group.avoid:
        if school in schools:
            yield _broken("avoided", group=group.id, school=school)
    if len(set(schools)) < group.min_visits:
        yield _broken("too-few", group=group.id, visits=len(set(schools)), needed=group.min_visits)
    if group.max_visits is not None and len(schools) > group.max_visits:
        yield _broken("too-many", group=group.id, visits=len(schools), limit=group.max_visits)


def _times(day: RotationDay, group: RotationGroup, outing: GroupOuting) -> Iterator[Violation]:
    if outing.depart is None or outing.finish is None:
        yield _broken("no-times", group=group.id)
        return
    for moment in (outing.depart, *(visit.start for visit in outing.visits), outing.finish):
        if moment % day.step:
            yield _broken("off-grid", group=group.id, moment_at=moment, step_for=day.step)
    first, last = group.depart
    if not first <= outing.depart <= last:
        yield _broken("departs-outside", group=group.id, moment_at=outing.depart, first_at=first, last_at=last)
    away = outing.finish - outing.depart
    if away > group.max_duration:
        yield _broken("too-long", group=group.id, away_for=away, limit_for=group.max_duration)
    if group.latest_end is not None and outing.finish > group.latest_end:
        yield _broken("too-late", group=group.id, moment_at=outing.finish, limit_at=group.latest_end)


def _legs(day: RotationDay, group: RotationGroup, outing: GroupOuting) -> Iterator[Violation]:
    schools = {school.id: school for school in day.schools}
    here, free = group.start, outing.depart
    for number, visit in enumerate(outing.visits):
        school = schools.get(visit.school)
        if school is None:
            yield _broken("unknown-school", group=group.id, school=visit.school)
            continue
        leg = day.travel[group.mode][day.index_of(here)][day.index_of(school.place)]
        if leg is None:
            yield _broken("no-way", group=group.id, place=here, to_place=school.place)
        if free is not None:
            earliest = free + (leg or 0) + (day.changeover if number else 0)
            if visit.start < earliest:
                yield _broken("too-soon", group=group.id, school=school.id, moment_at=visit.start, earliest_at=earliest)
        yield from _reception(group, school, visit)
        here, free = school.place, visit.start + school.presentation
    home = day.travel[group.mode][day.index_of(here)][day.index_of(group.end)]
    if home is None:
        yield _broken("no-way", group=group.id, place=here, to_place=group.end)
    if free is not None and outing.finish is not None and outing.finish < free + (home or 0):
        yield _broken("back-too-soon", group=group.id, moment_at=outing.finish, earliest_at=free + (home or 0))


def _reception(group: RotationGroup, school: RotationSchool, visit: Visit) -> Iterator[Violation]:
    end = visit.start + school.presentation
    if not any(first <= visit.start and end <= last for first, last in school.windows):
        yield _broken("outside-window", group=group.id, school=school.id, moment_at=visit.start, end_at=end)
    if group.language_need == "must" and group.language not in school.languages:
        yield _broken("language", group=group.id, school=school.id, language=group.language)
    limit = school.visitors_per_presentation
    if limit is not None and group.size > limit:
        yield _broken("too-big", group=group.id, school=school.id, size=group.size, limit=limit)


def _schools(day: RotationDay, plan: RotationPlan) -> Iterator[Violation]:
    sizes = {group.id: group.size for group in day.groups}
    for school in day.schools:
        starts = sorted(
            (visit.start, sizes[outing.group])
            for outing in plan.groups
            if outing.group in sizes
            for visit in outing.visits
            if visit.school == school.id
        )
        yield from _shared(school, starts) if school.groups_per_presentation > 1 else _side_by_side(school, starts)


def _shared(school: RotationSchool, starts: Sequence[tuple[int, int]]) -> Iterator[Violation]:
    shows: dict[int, list[int]] = {}
    for start, size in starts:
        shows.setdefault(start, []).append(size)
    limit = school.visitors_per_presentation
    for start, sizes in shows.items():
        at = {"school": school.id, "moment_at": start}
        if len(sizes) > school.groups_per_presentation:
            yield _broken("shared-groups", **at, groups=len(sizes), limit=school.groups_per_presentation)
        if limit is not None and sum(sizes) > limit:
            yield _broken("shared-visitors", **at, visitors=sum(sizes), limit=limit)
    for start, following in pairwise(shows):
        if following < start + school.presentation + school.reset:
            yield _broken("overlap", school=school.id, moment_at=start, next_at=following)


def _side_by_side(school: RotationSchool, starts: Sequence[tuple[int, int]]) -> Iterator[Violation]:
    length = school.presentation + school.reset
    for index, (start, _) in enumerate(starts):
        busy = sum(earlier + length > start for earlier, _ in starts[: index + 1])
        if busy > school.rooms:
            yield _broken("too-many-at-once", school=school.id, moment_at=start, busy=busy, limit=school.rooms)


def _bells(day: RotationDay, plan: RotationPlan) -> Iterator[Violation]:
    timing, rounds = day.timing, plan.rounds
    if not timing.in_rounds or timing.stroke is None:
        return
    if rounds is None or len(rounds.first) != len(timing.blocks):
        yield _broken("no-bells")
        return
    shortest, longest = timing.stroke
    if rounds.stroke % day.step or not shortest <= rounds.stroke <= longest:
        yield _broken("stroke", stroke_for=rounds.stroke)
    bells: set[int] = set()
    ended: int | None = None
    for first, block in zip(rounds.first, timing.blocks, strict=True):
        if first % day.step or not block.first[0] <= first <= block.first[1]:
            yield _broken("first-bell", moment_at=first)
        if ended is not None and first < ended:
            yield _broken("blocks-overlap", moment_at=first)
        ended = first + block.rounds * rounds.stroke
        bells.update(first + number * rounds.stroke for number in range(block.rounds))
    for outing in plan.groups:
        for visit in outing.visits:
            if visit.start not in bells:
                yield _broken("not-at-a-bell", group=outing.group, school=visit.school, moment_at=visit.start)
