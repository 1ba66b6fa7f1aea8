# SPDX-License-Identifier: EUPL-1.2
"""Says what is wrong with a day before anything is planned: errors stop, warnings do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.planning.remarks import Names, Remark
from app.planning.rotation_lint_words import SENTENCES
from app.planning.rotation_model import RotationDay, RotationGroup, RotationSchool

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding(Remark):
    """Something wrong (`error`) or doubtful (`warning`) in the input; `code` is a key of SENTENCES."""

    severity: str = ERROR

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def lint(day: RotationDay) -> list[Finding]:
    """List what is wrong or doubtful in a day; without an error it can be planned, or proven impossible."""
    basis = [*_basis(day), *_travel(day)]
    if any(finding.severity == ERROR for finding in basis):
        return basis
    parts = [_school(day, school) for school in day.schools] + [_group(day, group) for group in day.groups]
    return basis + [*_lists(day)] + [finding for part in parts for finding in part] + [*_timing(day)]


def _error(code: str, **values: object) -> Finding:
    return Finding(code, values, ERROR)


def _warning(code: str, **values: object) -> Finding:
    return Finding(code, values, WARNING)


def _twice(ids: Sequence[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})


def _basis(day: RotationDay) -> Iterator[Finding]:
    if day.step <= 0:
        yield _error("step", step=day.step)
    if day.changeover < 0:
        yield _error("changeover", changeover=day.changeover)
    for place in _twice([place.id for place in day.places]):
        yield _error("place-twice", place=place)


def _travel(day: RotationDay) -> Iterator[Finding]:
    count = len(day.places)
    for mode, rows in day.travel.items():
        if len(rows) != count or any(len(row) != count for row in rows):
            yield _error("travel-shape", mode=mode, count=count)
            continue
        for here, row in zip(day.places, rows, strict=True):
            for there, leg in zip(day.places, row, strict=True):
                if leg is not None and leg < 0:
                    yield _error("travel-negative", mode=mode, place=here.id, to_place=there.id, leg=leg)
                elif leg and here is there:
                    yield _warning("travel-on-the-spot", mode=mode, place=here.id)


def _lists(day: RotationDay) -> Iterator[Finding]:
    for school in _twice([school.id for school in day.schools]):
        yield _error("school-twice", school=school)
    for group in _twice([group.id for group in day.groups]):
        yield _error("group-twice", group=group)
    if not day.schools:
        yield _error("no-schools")
    if not day.groups:
        yield _error("no-groups")


def _school(day: RotationDay, school: RotationSchool) -> Iterator[Finding]:
    if school.place not in {place.id for place in day.places}:
        yield _error("school-place", school=school.id, place=school.place)
    if school.presentation <= 0:
        yield _error("presentation", school=school.id)
        return
    yield from _windows(school)
    if school.rooms < 1 or school.groups_per_presentation < 1:
        yield _error("no-room", school=school.id)
    if school.rooms > 1 and school.groups_per_presentation > 1:
        yield _error("rooms-and-sharing", school=school.id)
    if school.reset < 0:
        yield _error("reset", school=school.id)
    limit = school.visitors_per_presentation
    if limit is not None and day.groups and limit < min(group.size for group in day.groups):
        yield _warning("too-small-for-all", school=school.id, limit=limit)


def _windows(school: RotationSchool) -> Iterator[Finding]:
    if not school.windows:
        yield _error("no-window", school=school.id)
        return
    earlier: tuple[int, int] | None = None
    for window in sorted(school.windows):
        first, last = window
        if first >= last:
            yield _error("window-reversed", school=school.id, first_at=first, last_at=last)
        if earlier is not None and first < earlier[1]:
            yield _warning("windows-overlap", school=school.id, first_at=first, last_at=earlier[1])
        earlier = window
    if school.longest_window < school.presentation:
        yield _error(
            "window-too-short", school=school.id, window_for=school.longest_window, presentation_for=school.presentation
        )


def _group(day: RotationDay, group: RotationGroup) -> Iterator[Finding]:
    places = {place.id for place in day.places}
    for place in sorted({group.start, group.end} - places):
        yield _error("group-place", group=group.id, place=place)
    if group.mode not in day.travel:
        yield _error("no-matrix", group=group.id, mode=group.mode)
    if group.size < 1:
        yield _error("empty-group", group=group.id)
    first, last = group.depart
    if first > last:
        yield _error("depart-reversed", group=group.id, first_at=first, last_at=last)
    elif group.latest_end is not None and group.latest_end <= first:
        yield _warning("home-before-leaving", group=group.id, first_at=first, limit_at=group.latest_end)
    if group.max_duration <= 0:
        yield _error("no-duration", group=group.id)
    yield from _named(day, group)
    yield from _numbers(day, group)


def _named(day: RotationDay, group: RotationGroup) -> Iterator[Finding]:
    schools = {school.id: school for school in day.schools}
    for key, named in (("must", group.must), ("wish", group.wish), ("avoid", group.avoid)):
        for school in named:
            if school not in schools:
                yield _error(f"unknown-{key}", group=group.id, school=school)
    for school in sorted(set(group.must) & set(group.avoid)):
        yield _error("must-and-avoid", group=group.id, school=school)
    for school in sorted(set(group.wish) & set(group.avoid)):
        yield _warning("wish-and-avoid", group=group.id, school=school)
    for name in group.must:
        if name in schools:
            yield from _promise(group, schools[name])


def _promise(group: RotationGroup, school: RotationSchool) -> Iterator[Finding]:
    limit = school.visitors_per_presentation
    if limit is not None and group.size > limit:
        yield _error("must-too-big", group=group.id, school=school.id, size=group.size, limit=limit)
    if group.language_need == "must" and group.language not in school.languages:
        yield _error("must-language", group=group.id, school=school.id, language=group.language)


def _numbers(day: RotationDay, group: RotationGroup) -> Iterator[Finding]:
    most, free = group.max_visits, len(day.schools) - len(set(group.avoid))
    if most is not None and group.min_visits > most:
        yield _error("min-over-max", group=group.id, needed=group.min_visits, limit=most)
    if most is not None and len(set(group.must)) > most:
        yield _error("must-over-max", group=group.id, needed=len(set(group.must)), limit=most)
    if group.min_visits > free:
        yield _error("min-over-schools", group=group.id, needed=group.min_visits, limit=free)


def _timing(day: RotationDay) -> Iterator[Finding]:
    timing = day.timing
    if timing.kind not in ("free", "rounds"):
        yield _error("timing-kind", kind=timing.kind)
    if not timing.in_rounds:
        return
    shortest, longest = timing.stroke or (0, -1)
    if shortest > longest or shortest <= 0:
        yield _error("stroke")
    elif day.schools and longest < min(school.presentation for school in day.schools):
        yield _error("stroke-too-short", stroke_for=longest)
    if not timing.blocks:
        yield _error("no-blocks")
    for block in timing.blocks:
        if block.first[0] > block.first[1] or block.rounds < 1:
            yield _error("empty-block", first_at=block.first[0], last_at=block.first[1], rounds=block.rounds)
    total = sum(block.rounds for block in timing.blocks)
    for group in day.groups:
        if group.least_visits > total:
            yield _error("more-than-rounds", group=group.id, needed=group.least_visits, limit=total)
