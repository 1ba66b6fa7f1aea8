# SPDX-License-Identifier: EUPL-1.2
"""What stands in a calendar: one appointment per carrousel, group or visit; what was taken back stays, cancelled."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.carrousels.read.published import PublishedCarrousel, all_of, carrousel_of
from app.carrousels.read.releases import Release, all_releases
from app.carrousels.values import PublishedGroup, PublishedVisit
from app.kernel.ids import AreaId, CarrouselId, PersonId, SchoolId


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar.

    key: the same for the same appointment for ever; starts_at, ends_at: aware, UTC; group: None for a whole carrousel;
    visit: at one school, else None; cancelled: it was promised and does not happen.
    """

    key: str
    carrousel: PublishedCarrousel
    group: PublishedGroup | None
    visit: PublishedVisit | None
    starts_at: datetime
    ends_at: datetime
    cancelled: bool


Promise = tuple[str, PublishedGroup, PublishedVisit | None]


def of_area(session: Session, area_id: AreaId) -> list[Appointment]:
    """Give an area's calendar: each carrousel as a whole, from the first departure to the last return."""
    return [_whole(carrousel) for carrousel in all_of(session, [area_id])]


def of_carrousel(session: Session, carrousel_id: CarrouselId) -> list[Appointment]:
    """Give a carrousel's calendar: each group."""
    carrousel = carrousel_of(session, carrousel_id)
    return [] if carrousel is None else [_group(carrousel, g.tour_group_id, g) for g in carrousel.groups]


def of_school(session: Session, school_id: SchoolId) -> list[Appointment]:
    """Give a school's calendar: each visit, also those that were promised once and then taken back."""

    def visits(group: PublishedGroup) -> Iterable[Promise]:
        return ((f"{group.tour_group_id}.{school_id}", group, v) for v in group.visits if v.school_id == school_id)

    return _promised(session, visits)


def of_guide(session: Session, guide_id: PersonId) -> list[Appointment]:
    """Give a guide's calendar: each group that the guide leads, also those that somebody else took over."""

    def led(group: PublishedGroup) -> Iterable[Promise]:
        return ((f"{group.tour_group_id}.{guide_id}", group, None) for _once in (1,) if group.guide_id == guide_id)

    return _promised(session, led)


def _whole(carrousel: PublishedCarrousel) -> Appointment:
    groups = carrousel.going or carrousel.groups
    starts, ends = min(g.departs_at for g in groups), max(g.back_at for g in groups)
    off = carrousel.cancelled is not None or not carrousel.going
    return Appointment(carrousel.carrousel_id, carrousel, None, None, starts, ends, off)


def _group(carrousel: PublishedCarrousel, key: str, group: PublishedGroup) -> Appointment:
    off = group.tour_group_id not in {g.tour_group_id for g in carrousel.going}
    return Appointment(key, carrousel, group, None, group.departs_at, group.back_at, off)


def _promised(session: Session, pick: Callable[[PublishedGroup], Iterable[Promise]]) -> list[Appointment]:
    found, said = [], all_releases(session)
    for carrousel in all_of(session):
        latest: dict[str, Promise] = {}
        releases = said[carrousel.carrousel_id]
        for release in releases:
            latest |= {promise[0]: promise for group in release.groups for promise in pick(group)}
        now = _standing(carrousel, releases[-1], pick)
        found += [_kept(carrousel, promise, promise[0] in now) for promise in latest.values()]
    return sorted(found, key=lambda a: (a.starts_at, a.key))


def _standing(
    carrousel: PublishedCarrousel, newest: Release, pick: Callable[[PublishedGroup], Iterable[Promise]]
) -> set[str]:
    going = {g.tour_group_id for g in carrousel.going}
    return {promise[0] for group in newest.groups if group.tour_group_id in going for promise in pick(group)}


def _kept(carrousel: PublishedCarrousel, promise: Promise, stands: bool) -> Appointment:
    key, group, visit = promise
    starts, ends = (visit.starts_at, visit.ends_at) if visit else (group.departs_at, group.back_at)
    return Appointment(key, carrousel, group, visit, starts, ends, not stands)
