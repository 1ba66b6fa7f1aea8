# SPDX-License-Identifier: EUPL-1.2
"""What a release would say: the draft as everybody will be promised it, in moments instead of minutes."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Protocol

from app.carrousels.events import CarrouselPublished
from app.carrousels.state import Carrousel
from app.carrousels.values import Colour, Outing, PublishedGroup, PublishedVisit, TourGroup
from app.kernel.ids import TourGroupId
from app.kernel.values import Daypart, moment

COLOURS = list(Colour)


class Drafted(Protocol):
    """A carrousel that is worked on. release: the newest one; groups, outings: those that go out and their plan."""

    @property
    def on(self) -> date: ...
    @property
    def daypart(self) -> Daypart: ...
    @property
    def groups(self) -> Mapping[TourGroupId, TourGroup]: ...
    @property
    def outings(self) -> tuple[Outing, ...]: ...


def promises(draft: Drafted) -> tuple[PublishedGroup, ...]:
    """Write down what each group would be promised; every group has an outing."""
    planned = {o.tour_group_id: o for o in draft.outings}
    groups = sorted(draft.groups.values(), key=lambda g: COLOURS.index(g.colour))
    return tuple(_group(draft.on, g, planned[g.tour_group_id]) for g in groups)


def fingerprint(draft: Drafted) -> str:
    """Give a short name for what a draft promises: another promise, another name. Every group has an outing."""
    return hashlib.sha256(repr((draft.on, draft.daypart, promises(draft))).encode()).hexdigest()[:32]


def snapshot(carrousel: Carrousel) -> CarrouselPublished:
    """Write down the next release of a carrousel that exists and whose plan holds."""
    assert carrousel.carrousel_id is not None, "a carrousel that is published was drafted"
    assert carrousel.area_id is not None, "a carrousel that was drafted has an area"
    return CarrouselPublished(
        carrousel_id=carrousel.carrousel_id,
        area_id=carrousel.area_id,
        release=carrousel.release + 1,
        on=carrousel.on,
        daypart=carrousel.daypart,
        groups=promises(carrousel),
    )


def _group(on: date, group: TourGroup, outing: Outing) -> PublishedGroup:
    return PublishedGroup(
        tour_group_id=group.tour_group_id,
        colour=group.colour,
        way=group.way,
        language=group.language,
        places=group.places,
        prams=group.prams,
        step_free=group.step_free,
        meeting_point=group.meeting_point,
        guide_id=group.guide_id,
        departs_at=moment(on, outing.departs),
        back_at=moment(on, outing.back),
        visits=tuple(
            PublishedVisit(v.school_id, moment(on, v.starts), moment(on, v.ends), v.travel, v.metres)
            for v in outing.visits
        ),
        travel_back=outing.travel_back,
        metres_back=outing.metres_back,
        estimated=outing.estimated,
    )
