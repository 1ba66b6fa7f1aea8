# SPDX-License-Identifier: EUPL-1.2
"""Who comes: all carrousels of an area, then one of them in full, with names, queues, needs of the day and channels."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from app.bookings.react._tour import Tour, tours_of
from app.bookings.read.bookings import BOOKED, Booking, bookings_of_carrousel, to_be_told
from app.bookings.read.count_by_channel import count_by_channel
from app.bookings.read.decisions import decisions_by_booking
from app.bookings.read.places_left import PlacesLeft, places_left, places_left_of
from app.bookings.screens.staff.door import carrousel_here, door
from app.carrousels.read.published import all_of
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId
from app.vault import people

NO_PLACES = PlacesLeft(0, 0, 0, 0, 0, goes=False)


@dataclass(frozen=True, slots=True)
class OnGroup:
    """A group with everybody on it.

    booked, queue, gone: parties in order of arrival; queue: with an offer or waiting.
    """

    tour: Tour
    left: PlacesLeft
    booked: list[Booking]
    queue: list[Booking]
    gone: list[Booking]


@door.get("/team/<area:area_id>/aanmeldingen")
def bookings(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session:
        carrousels = all_of(session, [area_id])
        ids = [c.carrousel_id for c in carrousels]
        left = places_left_of(session, ids)
        calls = len(_calls(session, ids))
        tours = {c.carrousel_id: tours_of(session, c) for c in carrousels}
        channels = [c for c in count_by_channel(session, ids) if c.parties]
    today = office().today()
    shown = [(c, [(t, left.get(t.group.tour_group_id, NO_PLACES)) for t in tours[c.carrousel_id]]) for c in carrousels]
    return render_template(
        "bookings/staff/bookings.html",
        area_id=area_id,
        ahead=[s for s in shown if s[0].on >= today],
        past=[s for s in reversed(shown) if s[0].on < today],
        calls=calls,
        channels=channels,
    )


def _calls(session: Session, ids: list[CarrouselId]) -> list[tuple[Booking, dict[str, str]]]:
    told = to_be_told(session, ids)
    known = people.show_all(session, [b.booking_id for b in told])
    return [(b, known.get(b.booking_id.tag, {})) for b in told if "email" not in known.get(b.booking_id.tag, {})]


@door.get("/team/<area:area_id>/aanmeldingen/<carrousel:carrousel_id>")
def bookings_of_one(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as session:
        carrousel = carrousel_here(session, area_id, carrousel_id)
        everybody = bookings_of_carrousel(session, carrousel_id)
        left = places_left(session, carrousel_id)
        known = people.show_all(session, [b.booking_id for b in everybody])
        reasons = decisions_by_booking(session, [b.booking_id for b in everybody if b.stands and b.state != BOOKED])
        groups = [_on(t, left.get(t.group.tour_group_id, NO_PLACES), everybody) for t in tours_of(session, carrousel)]
        channels = [c for c in count_by_channel(session, [carrousel_id]) if c.parties]
    return render_template(
        "bookings/staff/bookings_of_one.html",
        area_id=area_id,
        carrousel=carrousel,
        groups=groups,
        known=known,
        reasons=reasons,
        channels=channels,
        today=office().today(),
    )


def _on(tour: Tour, left: PlacesLeft, everybody: list[Booking]) -> OnGroup:
    here = [b for b in everybody if b.tour_group_id == tour.group.tour_group_id]
    return OnGroup(
        tour=tour,
        left=left,
        booked=[b for b in here if b.state == BOOKED],
        queue=[b for b in here if b.stands and b.state != BOOKED],
        gone=[b for b in here if not b.stands],
    )


@door.get("/team/<area:area_id>/aanmeldingen/bellen")
def calls(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session:
        carrousels = all_of(session, [area_id])
        waiting = _calls(session, [c.carrousel_id for c in carrousels])
        tours = {t.group.tour_group_id: t for c in carrousels for t in tours_of(session, c)}
        reasons = decisions_by_booking(session, [b.booking_id for b, _known in waiting])
    return render_template("bookings/staff/calls.html", area_id=area_id, calls=waiting, tours=tours, reasons=reasons)
