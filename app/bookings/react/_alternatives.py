# SPDX-License-Identifier: EUPL-1.2
"""Other tours on which a party fits."""

from dataclasses import dataclass

from sqlmodel import Session

from app.bookings.react._tour import Tour, tours_of
from app.bookings.read.bookings import Booking
from app.bookings.read.places_left import places_left_of
from app.carrousels.read.published import upcoming
from app.edges.office import Office

MOST = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """A tour with enough places. link: where to book it, absolute."""

    tour: Tour
    link: str


def alternatives(session: Session, office: Office, booking: Booking) -> list[Alternative]:
    """Give up to three tours that fit the party, those of the same carrousel first, then by date."""
    found: list[Alternative] = []
    carrousels = [c for c in upcoming(session, office.today()) if c.cancelled is None]
    left = places_left_of(session, [c.carrousel_id for c in carrousels])
    for carrousel in sorted(carrousels, key=lambda c: (c.carrousel_id != booking.carrousel_id, c.on)):
        fitting = tuple(
            g
            for g in carrousel.going
            if g.departs_at > office.now() and g.tour_group_id in left and left[g.tour_group_id].fits(booking.party)
        )
        for tour in tours_of(session, carrousel, fitting[: MOST - len(found)]):
            link = office.links.page("bookings_parents.who_comes", tour_group_id=tour.group.tour_group_id)
            found.append(Alternative(tour, link))
        if len(found) == MOST:
            break
    return found
