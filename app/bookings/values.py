# SPDX-License-Identifier: EUPL-1.2
"""How a booking came in, and why something happened to it."""

from dataclasses import dataclass
from enum import StrEnum


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
