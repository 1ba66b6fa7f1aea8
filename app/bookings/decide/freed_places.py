# SPDX-License-Identifier: EUPL-1.2
"""The rule of the waiting list: whom free places are offered to, and who is told that they do not suffice."""

from datetime import UTC, datetime, time, timedelta

from app.bookings.events import PartyPassedOver, PlacesOffered
from app.bookings.state import Group
from app.bookings.values import OfferTerms
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import LOCAL

NIGHT_BEGINS, NIGHT_ENDS = 22, 8
MORNING = time(9)


def offer_ends_at(departs_at: datetime, terms: OfferTerms, now: datetime) -> datetime | None:
    """Give the moment at which an offer made now would end, in whole minutes; None when it is too late for one.

    One that would end at night ends in the morning after it, unless offers close before that.
    """
    latest = departs_at - timedelta(hours=terms.closes_hours)
    until = min(_by_day(now + timedelta(hours=terms.hours)), latest).replace(second=0, microsecond=0)
    return until if until > now else None


def _by_day(moment: datetime) -> datetime:
    """Move a moment between 22:00 and 8:00, local time, to 9:00 in the morning after it."""
    local = moment.astimezone(LOCAL)
    if NIGHT_ENDS <= local.hour < NIGHT_BEGINS:
        return moment
    morning = local.date() + timedelta(days=local.hour >= NIGHT_BEGINS)
    return datetime.combine(morning, MORNING, LOCAL).astimezone(UTC)


def offer_ends(group: Group, terms: OfferTerms, now: datetime) -> datetime | None:
    """Give the end of an offer for a group; None when it is too late, or there is no promise to offer."""
    return None if group.promise is None else offer_ends_at(group.promise.departs_at, terms, now)


def freed_places(
    carrousel_id: CarrouselId, tour_group_id: TourGroupId, group: Group, terms: OfferTerms, now: datetime
) -> list[Event]:
    """Offer the free places of a group: to the first party in the queue that fits as a whole, and so on.

    A party that does not fit keeps its turn; it is noted only when it hears something new by it.
    """
    until = offer_ends(group, terms, now)
    if not group.goes or until is None:
        return []
    free, prams = group.free, group.free_prams
    told: list[Event] = []
    for booking_id, seat in group.waiting.items():
        party = seat.party
        if party.people <= free and party.prams <= prams:
            offer = PlacesOffered(
                booking_id=booking_id,
                carrousel_id=carrousel_id,
                tour_group_id=tour_group_id,
                party=party,
                until=until,
                free=free,
            )
            told.append(offer)
            free, prams = free - party.people, prams - party.prams
        elif free > 0 and (free, prams) != seat.told:
            passed = PartyPassedOver(
                booking_id=booking_id,
                carrousel_id=carrousel_id,
                tour_group_id=tour_group_id,
                free=free,
                free_prams=prams,
            )
            told.append(passed)
    return told
