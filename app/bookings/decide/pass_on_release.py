# SPDX-License-Identifier: EUPL-1.2
"""Note for whom a new release changes what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bookings.events import PromiseChanged
from app.bookings.state import Roster, boundary_of
from app.bookings.values import Promise
from app.carrousels.values import PublishedGroup
from app.kernel.commands import Boundary
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import LOCAL


def what_changed(before: PublishedGroup, after: PublishedGroup) -> tuple[Promise, ...]:
    """Say in which ways two promises differ for who goes along; its guide and places are not among them."""
    then, now = before.departs_at.astimezone(LOCAL), after.departs_at.astimezone(LOCAL)
    minutes = [(g.departs_at.astimezone(LOCAL).time(), g.back_at.astimezone(LOCAL).time()) for g in (before, after)]
    differs = {
        Promise.DATE: then.date() != now.date(),
        Promise.TIME: minutes[0] != minutes[1],
        Promise.STOPS: [v.school_id for v in before.visits] != [v.school_id for v in after.visits],
        Promise.MEETING_POINT: before.meeting_point != after.meeting_point,
        Promise.WAY: before.way != after.way,
        Promise.LANGUAGE: before.language != after.language,
        Promise.STEP_FREE: before.step_free != after.step_free,
    }
    return tuple(promise for promise, yes in differs.items() if yes)


@dataclass(frozen=True, slots=True)
class PassOnRelease:
    """Compare the newest release with what each party of a group was last told.

    Told already, or nothing changed: nothing.
    """

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId

    def boundary(self) -> Boundary:
        return boundary_of(self.carrousel_id, self.tour_group_id)

    def state(self) -> Roster:
        return Roster()

    def decide(self, state: Roster, now: datetime) -> Sequence[Event]:
        group = state.group(self.tour_group_id)
        if not group.goes or group.promise is None:
            return ()
        return [
            PromiseChanged(
                booking_id=booking_id,
                carrousel_id=self.carrousel_id,
                tour_group_id=self.tour_group_id,
                release=group.release,
                changed=changed,
            )
            for booking_id, seat in group.seats.items()
            if seat.promised is not None and (changed := what_changed(seat.promised, group.promise))
        ]
