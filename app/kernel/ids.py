# SPDX-License-Identifier: EUPL-1.2
"""Typed identifiers: a fact names its subjects by these, and each one becomes a tag of that fact."""

import re
import secrets
from typing import ClassVar, Self

SHAPE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,47}")


class Id(str):
    """An opaque name of one thing; never derived from personal data (CONVENTIONS: random, at least 128 bits)."""

    __slots__ = ()
    kind: ClassVar[str]

    def __new__(cls, value: str) -> Self:
        """Take over a known id. Raises ValueError unless it is 3 to 48 letters, digits and hyphens."""
        if not SHAPE.fullmatch(value):
            raise ValueError(f"{cls.__name__} takes 3 to 48 letters, digits and hyphens, not {value!r}")
        return super().__new__(cls, value)

    @classmethod
    def new(cls) -> Self:
        """Draw a fresh id of 128 random bits."""
        return cls(secrets.token_hex(16))

    @property
    def tag(self) -> str:
        """The word by which facts about this thing are found in the log."""
        return f"{self.kind}:{self!s}"


class MunicipalityId(Id):
    __slots__ = ()
    kind = "municipality"


class AreaId(Id):
    __slots__ = ()
    kind = "area"


class SchoolId(Id):
    """A school site. From the register it is the site number (BRIN and two digits), e.g. 16SW03."""

    __slots__ = ()
    kind = "school"


class IndicatorId(Id):
    """A figure about the pupils of schools, e.g. the CBS score per pupil."""

    __slots__ = ()
    kind = "indicator"


class PersonId(Id):
    """Somebody who works with the program; who that is stands in the vault."""

    __slots__ = ()
    kind = "person"


class CarrouselId(Id):
    __slots__ = ()
    kind = "carrousel"


class TourGroupId(Id):
    __slots__ = ()
    kind = "tour-group"


class BookingId(Id):
    """One party on one tour group or its waiting list; names and addresses stand in the vault."""

    __slots__ = ()
    kind = "booking"


class NoteId(Id):
    """Free words of a person, kept in the vault where they can be deleted."""

    __slots__ = ()
    kind = "note"


class SignInId(Id):
    """One request to sign in, and the session that may come of it."""

    __slots__ = ()
    kind = "sign-in"
