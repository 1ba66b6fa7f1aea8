# SPDX-License-Identifier: EUPL-1.2
"""What the register says of a school."""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.values import PublicText


class Source(StrEnum):
    """Where a statement about a school comes from."""

    DUO = "duo"
    CBS = "cbs"
    BAG = "bag"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class SchoolDetails:
    """A school site as the register names it. postcode: 1234AB; municipality: as DUO spells it; denomination: DUO's words; website may be empty."""

    title: PublicText
    street: PublicText
    housenumber: PublicText
    postcode: PublicText
    city: PublicText
    municipality: PublicText
    denomination: PublicText
    website: PublicText
