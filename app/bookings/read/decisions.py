# SPDX-License-Identifier: EUPL-1.2
"""Everything that was decided about a party, each with its reason; for the party itself and for staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Field, Session, col

from app.bookings.events import (
    AttendanceRecorded,
    BookingCancelled,
    BookingMoved,
    OfferAccepted,
    OfferEnded,
    PartyChanged,
    PartyPassedOver,
    PartyReminded,
    PartyTold,
    PersonalDataErased,
    PlacesBooked,
    PlacesOffered,
    PromiseChanged,
    WaitingListJoined,
    WaitingListLeft,
)
from app.bookings.values import Promise, Short, Why, short_of
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.events import Event
from app.kernel.ids import BookingId, TourGroupId
from app.kernel.values import Party


class DecisionRow(ViewRow, table=True):
    """One fact about one party.

    kind: the last words of the fact's name; free: people, free_prams: prams, at that moment.
    """

    __tablename__ = "booking_decision"
    position: int = Field(primary_key=True)
    booking_id: str = Field(max_length=48, index=True)
    carrousel_id: str | None = Field(default=None, max_length=48)
    tour_group_id: str | None = Field(default=None, max_length=48, index=True)
    kind: str = Field(max_length=30)
    why: str | None = Field(default=None, max_length=20)
    people: int | None = None
    prams: int | None = None
    free: int | None = None
    free_prams: int | None = None
    until: datetime | None = None
    changed: str = Field(default="", max_length=120)
    decided_at: datetime
    by: str = Field(max_length=60)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a party, when, by whom and why.

    position: in the log; by: a colleague's tag, parent or program.
    """

    position: int
    booking_id: BookingId
    tour_group_id: TourGroupId | None
    kind: str
    why: Why | None
    people: int | None
    prams: int | None
    free: int | None
    free_prams: int | None
    until: datetime | None
    changed: tuple[Promise, ...]
    decided_at: datetime
    by: str

    @property
    def short(self) -> Short:
        """Say what a party that had to wait, or was passed over, lacked."""
        return short_of(Party(self.people or 0, 0, self.prams or 0), self.free or 0, self.free_prams or 0)


def project(recorded: Recorded, session: Session) -> None:
    """Write one decision down."""
    event = recorded.event
    row = DecisionRow(
        position=recorded.position,
        booking_id=str(event.booking_id) if isinstance(event, HEARD) else "",
        kind=event.name.partition(".")[2],
        decided_at=recorded.recorded_at,
        by=recorded.by,
        carrousel_id=_id(event, "carrousel_id"),
        tour_group_id=_id(event, "to_tour_group_id") or _id(event, "tour_group_id"),
    )
    match event:
        case WaitingListJoined():
            row.people, row.prams = event.party.people, event.party.prams
            row.free, row.free_prams = event.free, event.free_prams
        case PlacesBooked() | PartyChanged() | BookingMoved() | OfferAccepted():
            row.people, row.prams = event.party.people, event.party.prams
        case BookingCancelled() | WaitingListLeft() | OfferEnded() | PersonalDataErased():
            row.why = event.why.value
        case PlacesOffered():
            row.people, row.prams, row.free, row.until = event.party.people, event.party.prams, event.free, event.until
        case PartyPassedOver():
            row.free, row.free_prams = event.free, event.free_prams
            row.people, row.prams = _size(session, event.booking_id)
        case PromiseChanged():
            row.changed = " ".join(event.changed)
        case AttendanceRecorded():
            row.people = event.people
        case PartyReminded() | PartyTold():
            pass
        case _:
            raise AssertionError(f"nobody expected {event!r} here")
    session.add(row)


def _size(session: Session, booking_id: BookingId) -> tuple[int, int]:
    """Give the people and prams of a party that waits, by what was decided about it last."""
    mine = col(DecisionRow.booking_id) == str(booking_id), col(DecisionRow.prams).is_not(None)
    query = select(DecisionRow).where(*mine).order_by(col(DecisionRow.position).desc()).limit(1)
    row = session.execute(query).scalars().one()
    return row.people or 0, row.prams or 0


def _id(event: Event, name: str) -> str | None:
    value = getattr(event, name, None)
    return None if value is None else str(value)


HEARD = (
    PlacesBooked,
    PartyChanged,
    BookingMoved,
    BookingCancelled,
    WaitingListJoined,
    WaitingListLeft,
    PlacesOffered,
    PartyPassedOver,
    OfferAccepted,
    OfferEnded,
    PromiseChanged,
    PartyReminded,
    PartyTold,
    AttendanceRecorded,
    PersonalDataErased,
)
VIEW = View("bookings.decisions", (DecisionRow,), HEARD, project)


def decisions_about(session: Session, booking_id: BookingId) -> list[Decision]:
    """Give all decisions about a party, oldest first."""
    return _found(session, [booking_id])


def decisions_by_booking(session: Session, ids: Iterable[BookingId]) -> dict[BookingId, list[Decision]]:
    """Give all decisions about several parties, oldest first."""
    found: dict[BookingId, list[Decision]] = {}
    for decision in _found(session, ids):
        found.setdefault(decision.booking_id, []).append(decision)
    return found


def _found(session: Session, ids: Iterable[BookingId]) -> list[Decision]:
    mine = col(DecisionRow.booking_id).in_([str(i) for i in ids])
    rows = session.execute(select(DecisionRow).where(mine).order_by(col(DecisionRow.position))).scalars()
    return [
        Decision(
            position=r.position,
            booking_id=BookingId(r.booking_id),
            tour_group_id=None if r.tour_group_id is None else TourGroupId(r.tour_group_id),
            kind=r.kind,
            why=None if r.why is None else Why(r.why),
            people=r.people,
            prams=r.prams,
            free=r.free,
            free_prams=r.free_prams,
            until=r.until,
            changed=tuple(Promise(c) for c in r.changed.split()),
            decided_at=r.decided_at,
            by=r.by,
        )
        for r in rows
    ]
