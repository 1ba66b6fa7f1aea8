# SPDX-License-Identifier: EUPL-1.2
"""One's own booking, opened by its link and by nothing else: see it, and get its calendar file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.adapters.calendars import MIMETYPE
from app.adapters.capability import opened_by
from app.bookings.react._appointment import appointment, has_appointment
from app.bookings.react._differences import news_of
from app.bookings.react._letters import PURPOSE, Addressee, addressee
from app.bookings.read.bookings import BOOKED, OFFERED, WAITING, booking_of
from app.bookings.read.decisions import decisions_about
from app.bookings.read.places_left import places_left
from app.bookings.read.waiting_list import turn_of
from app.bookings.screens.parents.door import door
from app.edges.door import office
from app.kernel.ids import BookingId
from app.vault import people

Page = TypeVar("Page", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opened: the party, its tour, what we know of it, and the key itself for further addresses."""

    token: str
    party: Addressee

    @property
    def booking_id(self) -> BookingId:
        return self.party.booking.booking_id


def with_key(page: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Open a booking by the key in the address: 404 for a key that is not ours, 410 when the data are gone."""

    @wraps(page)
    def shown(token: str) -> ResponseReturnValue:
        response = make_response(page(_opened(token)))
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        return response

    return shown


def _opened(token: str) -> Opened:
    named = opened_by(office().settings.key, PURPOSE, token)
    if named is None:
        abort(404)
    booking_id = BookingId(named[0])
    with office().reading() as session:
        booking = booking_of(session, booking_id)
        known = people.show(session, booking_id)
        party = addressee(session, office(), booking_id)
    if booking is None:
        abort(404)
    if booking.erased or party is None or "name" not in known:
        abort(410)
    if int(known.get("link_generation", "0")) != named[1]:
        abort(404)
    return Opened(token, party)


@door.get("/aanmelding/<token>")
@with_key
def my_booking(opened: Opened) -> ResponseReturnValue:
    booking = opened.party.booking
    with office().reading() as session:
        decisions = decisions_about(session, opened.booking_id)
        turn = turn_of(session, booking) if booking.state == WAITING else 0
        left = places_left(session, booking.carrousel_id)
        differences = news_of(session, booking, decisions)
    here = left.get(booking.tour_group_id)
    seen = show(
        opened,
        decisions=decisions,
        turn=turn,
        differences=differences,
        short=here.short_of(booking.party) if here else None,
        offer_hours=office().settings.offer_hours,
    )
    return render_template("bookings/parents/my_booking.html", **seen)


def show(opened: Opened, **more: Any) -> dict[str, Any]:
    """Give a page about one booking what it shows."""
    party, now = opened.party, office().now()
    booking = party.booking
    ahead = now < party.tour.group.departs_at and not party.tour.cancelled
    return {
        "token": opened.token,
        "booking": booking,
        "tour": party.tour,
        "known": party.known,
        "ahead": ahead,
        "offer_stands": booking.state == OFFERED and booking.offered_until is not None and now < booking.offered_until,
        "is_new": "nieuw" in request.args and booking.state in (BOOKED, WAITING),
        "calendar": has_appointment(booking),
        **more,
    }


@door.get("/aanmelding/<token>/agenda.ics")
@with_key
def calendar_of_my_booking(opened: Opened) -> ResponseReturnValue:
    party = opened.party
    if not has_appointment(party.booking):
        abort(404)
    response = make_response(appointment(office(), party.booking, party.tour))
    response.headers["Content-Type"] = MIMETYPE
    response.headers["Content-Disposition"] = 'attachment; filename="scholentocht.ics"'
    return response


@door.get("/aanmelding-gewist")
def erased() -> ResponseReturnValue:
    return render_template("bookings/parents/erased.html")
