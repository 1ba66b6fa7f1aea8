# SPDX-License-Identifier: EUPL-1.2
"""Let a school take part, or note when it can receive groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.asking import AboutCarrousel, must_be_open
from app.carrousels.events import SchoolTookPart
from app.carrousels.state import Carrousel
from app.carrousels.values import Availability
from app.kernel.commands import Refused
from app.kernel.events import Event
from app.kernel.ids import SchoolId


class NoWindowLongEnough(Refused):
    """A presentation does not fit in any of the hours."""


class RoomsAndSharing(Refused):
    """A school has several rooms or lets groups look together, not both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetSchoolTakePart(AboutCarrousel):
    """Note a school's availability; the same word twice is one fact."""

    school_id: SchoolId
    availability: Availability

    def decide(self, state: Carrousel, now: datetime) -> Sequence[Event]:
        must_be_open(state)
        there = self.availability
        if state.schools.get(self.school_id) == there:
            return ()
        if not any(window.minutes >= there.presentation for window in there.windows):
            raise NoWindowLongEnough
        if there.rooms > 1 and there.groups_together > 1:
            raise RoomsAndSharing
        return (SchoolTookPart(carrousel_id=self.carrousel_id, school_id=self.school_id, availability=there),)
