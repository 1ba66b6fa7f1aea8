# SPDX-License-Identifier: EUPL-1.2
"""Every party that booked or waits: where, with how many, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Field, Session, col

from app.bookings.events import (
    AttendanceRecorded,
    BookingCancelled,
    BookingMoved,
    OfferAccepted,
    OfferEnded,
    PartyChanged,
    PartyTold,
    PersonalDataErased,
    PlacesBooked,
    PlacesOffered,
    PromiseChanged,
    WaitingListJoined,
    WaitingListLeft,
)
from app.bookings.values import Channel, Desk, Why
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language, Party

BOOKED, OFFERED, WAITING, CANCELLED, LEFT, LAPSED = "booked", "offered", "waiting", "cancelled", "left", "lapsed"
STANDING = (BOOKED, OFFERED, WAITING)
CHANGES = (PartyChanged, BookingMoved, PromiseChanged, BookingCancelled, OfferAccepted)


class BookingRow(ViewRow, table=True):
    """One party.

    arrived: position of the fact by which it came here, the order of the queue; to_tell: news for which staff may have
    to phone; sequence: how often its appointment changed.
    """

    __tablename__ = "booking"
    booking_id: str = Field(primary_key=True, max_length=48)
    carrousel_id: str = Field(max_length=48, index=True)
    tour_group_id: str = Field(max_length=48, index=True)
    state: str = Field(max_length=12)
    why: str | None = Field(default=None, max_length=20)
    adults: int
    children: int
    prams: int
    language: str = Field(max_length=5)
    desk: str = Field(max_length=10)
    channel: str = Field(max_length=15)
    arrived: int
    booked_at: datetime
    changed_at: datetime
    sequence: int = 0
    offered_until: datetime | None = None
    came: int | None = None
    to_tell: str | None = Field(default=None, max_length=12)
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """A party as pages show it.

    state: booked, offered, waiting, cancelled, left or lapsed; arrived: its place in the order of the log.
    """

    booking_id: BookingId
    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    state: str
    why: Why | None
    party: Party
    language: Language
    desk: Desk
    channel: Channel
    arrived: int
    booked_at: datetime
    changed_at: datetime
    sequence: int
    offered_until: datetime | None
    came: int | None
    to_tell: str | None
    erased: bool

    @property
    def stands(self) -> bool:
        """Say whether the party holds places or waits for them."""
        return self.state in STANDING

    @property
    def reference(self) -> str:
        """Give a short number that people can read out; enough to find a booking, never enough to open one."""
        return reference_of(self.booking_id)


def reference_of(booking_id: BookingId) -> str:
    """Shorten an id to eight characters that are not mistaken for each other, in two groups of four."""
    number = int.from_bytes(booking_id.encode()[-16:], "big") % (len(ALPHABET) ** 8)
    letters = ""
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        letters += ALPHABET[digit]
    return f"{letters[:4]}-{letters[4:]}"


ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def project(recorded: Recorded, session: Session) -> None:
    """Change one party's row."""
    event = recorded.event
    match event:
        case PlacesBooked() | WaitingListJoined():
            _arrive(recorded, event, session)
            return
        case PersonalDataErased():
            _change(session, recorded, event.booking_id, erased=True, to_tell=None)
            return
        case PartyTold():
            _touch(session, event.booking_id, to_tell=None)
            return
        case AttendanceRecorded():
            _touch(session, event.booking_id, came=event.people)
            return
        case PartyChanged():
            values = _of_party(event.party)
        case BookingMoved():
            values = {
                "tour_group_id": str(event.to_tour_group_id),
                **_of_party(event.party),
                "arrived": recorded.position,
            }
        case BookingCancelled():
            values = {"state": CANCELLED, "why": event.why.value, "to_tell": _news("cancelled", event.why)}
        case WaitingListLeft():
            values = {"state": LEFT, "why": event.why.value, "to_tell": _news("cancelled", event.why)}
        case PlacesOffered():
            values = {"state": OFFERED, "offered_until": event.until, "to_tell": "offered"}
        case OfferAccepted():
            values = {"state": BOOKED, "offered_until": None, "to_tell": None}
        case OfferEnded():
            news = "cancelled" if event.why is Why.GROUP_CANCELLED else "lapsed"
            values = {"state": LAPSED, "why": event.why.value, "offered_until": None, "to_tell": _news(news, event.why)}
        case PromiseChanged():
            values = {"to_tell": "changed"}
        case _:
            raise AssertionError(f"nobody expected {event!r} here")
    _change(session, recorded, event.booking_id, **values)


def _arrive(recorded: Recorded, event: PlacesBooked | WaitingListJoined, session: Session) -> None:
    row = session.get(BookingRow, str(event.booking_id))
    values = {
        "carrousel_id": str(event.carrousel_id),
        "tour_group_id": str(event.tour_group_id),
        "state": BOOKED if isinstance(event, PlacesBooked) else WAITING,
        "why": None,
        **_of_party(event.party),
        "arrived": recorded.position,
        "to_tell": None,
    }
    if row is not None:  # from the waiting list of one group to places on another
        _change(session, recorded, event.booking_id, **values)
        row.sequence += 1
        return
    row = BookingRow(
        booking_id=str(event.booking_id),
        language=event.language.value,
        desk=event.desk.value,
        channel=event.channel.value,
        booked_at=recorded.recorded_at,
        changed_at=recorded.recorded_at,
        **values,
    )
    session.add(row)
    session.flush()


def _of_party(party: Party) -> dict[str, Any]:
    return {"adults": party.adults, "children": party.children, "prams": party.prams}


def _news(what: str, why: Why) -> str | None:
    """Say what staff may have to phone about; what somebody did or asked for is no news to them."""
    return what if why in (Why.GROUP_CANCELLED, Why.OFFER_LAPSED) else None


def _change(session: Session, recorded: Recorded, booking_id: BookingId, **values: Any) -> None:
    row = _touch(session, booking_id, changed_at=recorded.recorded_at, **values)
    if isinstance(recorded.event, CHANGES):
        row.sequence += 1


def _touch(session: Session, booking_id: BookingId, **values: Any) -> BookingRow:
    row = session.get_one(BookingRow, str(booking_id))
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    return row


VIEW = View(
    "bookings.bookings",
    (BookingRow,),
    (
        PlacesBooked,
        PartyChanged,
        BookingMoved,
        BookingCancelled,
        WaitingListJoined,
        WaitingListLeft,
        PlacesOffered,
        OfferAccepted,
        OfferEnded,
        PromiseChanged,
        PartyTold,
        AttendanceRecorded,
        PersonalDataErased,
    ),
    project,
)


def booking_of(session: Session, booking_id: BookingId) -> Booking | None:
    """Find one party."""
    row = session.get(BookingRow, str(booking_id))
    return None if row is None else _shown(row)


def bookings_of_carrousel(session: Session, carrousel_id: CarrouselId) -> list[Booking]:
    """Give all parties of a carrousel, those that ended too, in the order of arrival."""
    return _found(session, col(BookingRow.carrousel_id) == str(carrousel_id))


def bookings_of_group(session: Session, tour_group_id: TourGroupId) -> list[Booking]:
    """Give all parties of a tour group, those that ended too, in the order of arrival."""
    return _found(session, col(BookingRow.tour_group_id) == str(tour_group_id))


def to_be_told(session: Session, carrousel_ids: Iterable[CarrouselId]) -> list[Booking]:
    """Give the parties with news; whom staff must phone depends on who has an e-mail address."""
    wanted = [str(i) for i in carrousel_ids]
    return _found(session, col(BookingRow.carrousel_id).in_(wanted), col(BookingRow.to_tell).is_not(None))


def _found(session: Session, *where: Any) -> list[Booking]:
    rows = session.execute(select(BookingRow).where(*where).order_by(col(BookingRow.arrived))).scalars()
    return [_shown(row) for row in rows]


def _shown(row: BookingRow) -> Booking:
    return Booking(
        booking_id=BookingId(row.booking_id),
        carrousel_id=CarrouselId(row.carrousel_id),
        tour_group_id=TourGroupId(row.tour_group_id),
        state=row.state,
        why=None if row.why is None else Why(row.why),
        party=Party(row.adults, row.children, row.prams),
        language=Language(row.language),
        desk=Desk(row.desk),
        channel=Channel(row.channel),
        arrived=row.arrived,
        booked_at=row.booked_at,
        changed_at=row.changed_at,
        sequence=row.sequence,
        offered_until=row.offered_until,
        came=row.came,
        to_tell=row.to_tell,
        erased=row.erased,
    )
