# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to a carrousel, from draft to the day itself."""

from datetime import date

from app.carrousels.values import Availability, Outing, PublishedGroup, Reason, TourGroup
from app.kernel.events import Event, fact
from app.kernel.ids import AreaId, CarrouselId, SchoolId, TourGroupId
from app.kernel.values import Daypart


@fact("carrousels.carrousel-drafted")
class CarrouselDrafted(Event):
    """An area wants a carrousel on this date and daypart; nobody outside the team knows yet.

    changeover: minutes between arriving and starting.
    """

    carrousel_id: CarrouselId
    area_id: AreaId
    on: date
    daypart: Daypart
    changeover: int


@fact("carrousels.carrousel-moved")
class CarrouselMoved(Event):
    """A carrousel goes to another date or hour.

    later: minutes by which all its hours and its plan shift, may be negative.
    """

    carrousel_id: CarrouselId
    on: date
    daypart: Daypart
    later: int


@fact("carrousels.school-took-part")
class SchoolTookPart(Event):
    """A school takes part with this availability; the newest word counts."""

    carrousel_id: CarrouselId
    school_id: SchoolId
    availability: Availability


@fact("carrousels.school-withdrew")
class SchoolWithdrew(Event):
    """A school no longer takes part."""

    carrousel_id: CarrouselId
    school_id: SchoolId


@fact("carrousels.tour-group-formed")
class TourGroupFormed(Event):
    """A tour group is to go out like this; the newest word about a group counts."""

    carrousel_id: CarrouselId
    group: TourGroup


@fact("carrousels.tour-group-dropped")
class TourGroupDropped(Event):
    """A tour group that was never published is not needed after all."""

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId


@fact("carrousels.day-plan-adopted")
class DayPlanAdopted(Event):
    """Staff accepted a plan of the day: who is where when. It is a draft until it is published."""

    carrousel_id: CarrouselId
    outings: tuple[Outing, ...]


@fact("carrousels.carrousel-published")
class CarrouselPublished(Event):
    """A release: what everybody is promised from now on. release: 1, 2, 3 …; groups: those that go out, whole."""

    carrousel_id: CarrouselId
    area_id: AreaId
    release: int
    on: date
    daypart: Daypart
    groups: tuple[PublishedGroup, ...]


@fact("carrousels.tour-group-cancelled")
class TourGroupCancelled(Event):
    """A published tour group does not go out."""

    carrousel_id: CarrouselId
    tour_group_id: TourGroupId
    reason: Reason


@fact("carrousels.carrousel-cancelled")
class CarrouselCancelled(Event):
    """A published carrousel does not take place; none of its groups goes out."""

    carrousel_id: CarrouselId
    tour_group_ids: tuple[TourGroupId, ...]
    reason: Reason


@fact("carrousels.draft-discarded")
class DraftDiscarded(Event):
    """A carrousel that was never published is not needed after all."""

    carrousel_id: CarrouselId
