# SPDX-License-Identifier: EUPL-1.2
"""How a booking came in, and why something happened to it."""

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
