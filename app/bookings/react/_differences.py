# SPDX-License-Identifier: EUPL-1.2
"""What a party was promised before and what it is promised now, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.bookings.decide.pass_on_release import what_changed
from app.bookings.react._tour import meeting_words
from app.bookings.read.bookings import Booking
from app.bookings.read.decisions import Decision, decisions_about
from app.bookings.values import Promise
from app.carrousels.read.releases import Release, releases_of
from app.carrousels.values import PublishedGroup
from app.kernel.ids import TourGroupId
from app.kernel.values import LOCAL
from app.schools.read.register import schools_by_id

OWN_ACTS = ("places-booked", "waiting-list-joined", "offer-accepted", "party-changed", "booking-moved")
TELLING = ("places-booked", "waiting-list-joined", "booking-moved", "promise-changed")
NEWS = "promise-changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One promise that is another one now.

    before, after: a date; two moments for the time, from and until; names of schools; where it starts, in words; a way,
    a language, or whether the route is step-free.
    """

    what: Promise
    before: Any
    after: Any


def told_at(session: Session, booking: Booking, position: int) -> list[Difference]:
    """Compare what a party heard by one fact with what it had heard last before. position: of that fact in the log."""
    decisions = decisions_about(session, booking.booking_id)
    earlier = [d.position for d in decisions if d.kind in TELLING and d.position < position]
    return _between(session, booking, earlier[-1], position) if earlier else []


def news_of(session: Session, booking: Booking, decisions: Sequence[Decision]) -> list[Difference]:
    """Compare what was promised when a party last did something itself with what it heard since."""
    acts = [d.position for d in decisions if d.kind in OWN_ACTS]
    news = [d.position for d in decisions if d.kind == NEWS]
    return _between(session, booking, acts[-1], news[-1]) if acts and news and news[-1] > acts[-1] else []


def _between(session: Session, booking: Booking, then: int, now: int) -> list[Difference]:
    releases = releases_of(session, booking.carrousel_id)
    before, after = (_promised(releases, booking.tour_group_id, position) for position in (then, now))
    if before is None or after is None:
        return []
    told = _in_words(session, before), _in_words(session, after)
    return [Difference(what, told[0][what], told[1][what]) for what in what_changed(before, after)]


def _promised(releases: Sequence[Release], tour_group_id: TourGroupId, position: int) -> PublishedGroup | None:
    groups = (g for r in reversed(releases) if r.position < position for g in r.groups)
    return next((g for g in groups if g.tour_group_id == tour_group_id), None)


def _in_words(session: Session, group: PublishedGroup) -> dict[Promise, Any]:
    schools = schools_by_id(session, [v.school_id for v in group.visits])
    return {
        Promise.DATE: group.departs_at.astimezone(LOCAL).date(),
        Promise.TIME: (group.departs_at, group.back_at),
        Promise.STOPS: [schools[v.school_id].title if v.school_id in schools else v.school_id for v in group.visits],
        Promise.MEETING_POINT: meeting_words(session, group.meeting_point),
        Promise.WAY: group.way,
        Promise.LANGUAGE: group.language,
        Promise.STEP_FREE: group.step_free,
    }
