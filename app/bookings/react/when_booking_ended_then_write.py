# SPDX-License-Identifier: EUPL-1.2
"""Whoever no longer has places hears why; when the group is cancelled, with other tours that fit."""

from collections.abc import Iterable

from app.bookings.events import BookingCancelled, OfferEnded, WaitingListLeft
from app.bookings.react._alternatives import alternatives
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import CANCELLED, LAPSED, LEFT, booking_of
from app.bookings.values import Why
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import BookingId


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter; none when the party asked to be forgotten, or ended an offer itself."""
    match recorded.event:
        case BookingCancelled(why=Why.PARTY | Why.STAFF) | WaitingListLeft(why=Why.PARTY | Why.STAFF) as e:
            yield letter_errand(recorded, e.booking_id, letter="cancelled")
        case BookingCancelled(why=Why.GROUP_CANCELLED) | WaitingListLeft(why=Why.GROUP_CANCELLED) as e:
            yield letter_errand(recorded, e.booking_id, letter="group_cancelled")
        case OfferEnded(why=Why.GROUP_CANCELLED) as e:
            yield letter_errand(recorded, e.booking_id, letter="group_cancelled")


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, and take the tour out of its calendar when it stood there."""
    letter = task.payload["letter"]
    with office.reading() as session:
        booking = booking_of(session, BookingId(task.payload["booking"]))
        others = alternatives(session, office, booking) if booking and letter == "group_cancelled" else []
    write(task, office, letter, states=[CANCELLED], ics="CANCEL", others=others)
    write(task, office, letter, states=[LEFT, LAPSED], others=others)


REACTION = Reaction(
    "bookings.when_booking_ended_then_write", (BookingCancelled, WaitingListLeft, OfferEnded), hear, carry_out
)
