# SPDX-License-Identifier: EUPL-1.2
"""The staff door of bookings: what is said to a refusal, and whose carrousel may be seen."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from sqlmodel import Session

from app.bookings.decide.accept_offer import OfferIsOver
from app.bookings.decide.change_party import OfferStands
from app.bookings.decide.place_waiting_party import OffersGoByThemselves
from app.bookings.decide.places import (
    BookingClosed,
    NotEnoughPlaces,
    NotOnThisGroup,
    OthersWaitBefore,
    PartyTooLarge,
    TourGroupLeft,
    TourGroupNotGoing,
)
from app.bookings.decide.record_attendance import NotTheDayYet
from app.bookings.read.bookings import Booking, booking_of
from app.carrousels.read.published import PublishedCarrousel, carrousel_of
from app.edges.staff import Menu, StaffDoor
from app.kernel.ids import AreaId, BookingId, CarrouselId


def _say(refusal: Any) -> ResponseReturnValue:
    where = request.view_args or {}
    page = render_template("bookings/staff/refused.html", refusal=refusal, kind=type(refusal).__name__, **where)
    return page, 409


door = StaffDoor(
    "bookings",
    refusals=dict.fromkeys(
        (
            BookingClosed,
            NotEnoughPlaces,
            NotOnThisGroup,
            NotTheDayYet,
            OfferIsOver,
            OffersGoByThemselves,
            OfferStands,
            OthersWaitBefore,
            PartyTooLarge,
            TourGroupLeft,
            TourGroupNotGoing,
        ),
        _say,
    ),
    menu=[Menu(lazy_gettext("Aanmeldingen"), "bookings_staff.bookings", rank=30, area=True)],
)


def carrousel_here(session: Session, area_id: AreaId, carrousel_id: CarrouselId) -> PublishedCarrousel:
    """Find a carrousel of this area, or answer that there is none."""
    found = carrousel_of(session, carrousel_id)
    if found is None or found.area_id != area_id:
        abort(404)
    return found


def booking_here(session: Session, area_id: AreaId, booking_id: BookingId) -> Booking:
    """Find a booking on a carrousel of this area, or answer that there is none."""
    found = booking_of(session, booking_id)
    if found is None:
        abort(404)
    carrousel_here(session, area_id, found.carrousel_id)
    return found
