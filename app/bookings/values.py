# SPDX-License-Identifier: EUPL-1.2
"""How a booking came in, and why something happened to it."""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.values import Party, Way


class Desk(StrEnum):
    """Where a booking was made."""

    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"


class Channel(StrEnum):
    """What brought a party here; asked of everybody, answered by who wants to (R §2.3)."""

    LETTER = "letter"
    CLINIC = "clinic"
    PRESCHOOL = "preschool"
    SCHOOL_YARD = "school-yard"
    FLYER = "flyer"
    NEIGHBOUR = "neighbour"
    OTHER = "other"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a booking ended or was changed."""

    PARTY = "party"
    STAFF = "staff"
    GROUP_CANCELLED = "group-cancelled"
    OFFER_LAPSED = "offer-lapsed"
    FORGOTTEN = "forgotten"


class Short(StrEnum):
    """What a party lacks to book: places for its people, room for its prams, or only its turn."""

    PEOPLE = "people"
    PRAMS = "prams"
    TURN = "turn"


def prams_on(way: Way, prams: int) -> int:
    """Say how many prams a group can take along. way: how it travels; prams: as promised; nobody cycles with a pram."""
    return 0 if way is Way.BIKE else prams


def short_of(party: Party, free: int, free_prams: int) -> Short:
    """Say what keeps a party waiting. free: people; free_prams: prams."""
    if party.people > free:
        return Short.PEOPLE
    return Short.PRAMS if party.prams > free_prams else Short.TURN


class Promise(StrEnum):
    """What a party was promised of its tour group, and may find changed in a new release."""

    DATE = "date"
    TIME = "time"
    STOPS = "stops"
    MEETING_POINT = "meeting-point"
    WAY = "way"
    LANGUAGE = "language"
    STEP_FREE = "step-free"


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """How long an offer stands.

    hours: from the moment it is made; closes_hours: it ends at least so long before departure.
    """

    hours: int
    closes_hours: int
