# SPDX-License-Identifier: EUPL-1.2
"""Publish a carrousel, or a new release of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.carrousels.decide.adopt_day_plan import PlanDoesNotHold
from app.carrousels.decide.asking import must_be_open
from app.carrousels.decide.clashes import clashes
from app.carrousels.decide.snapshot import fingerprint, snapshot
from app.carrousels.events import CarrouselPublished
from app.carrousels.state import LISTENS_TO, SEATS_LISTEN_TO, Carrousel, ReleaseDesk, Seats
from app.kernel.commands import Boundary, Refused
from app.kernel.events import Event
from app.kernel.ids import CarrouselId, TourGroupId


class NoPlanYet(Refused):
    """Nobody adopted a plan of the day, or there is no group."""


class NothingChanged(Refused):
    """The newest release already says so."""


class ReleasedMeanwhile(Refused):
    """Another release was made after this page was opened."""

    def __init__(self, release: int) -> None:
        self.release = release


class DraftChangedMeanwhile(Refused):
    """Somebody changed the draft after this page was opened: it would promise something that nobody looked at."""


class DayHasBegun(Refused):
    """The first group would have left by now."""


class FewerPlacesThanBooked(Refused):
    """More people or prams hold a place on this group than it is to have."""

    def __init__(self, tour_group_id: TourGroupId, people: int, prams: int) -> None:
        self.tour_group_id, self.people, self.prams = tour_group_id, people, prams


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCarrousel:
    """Promise everybody what the draft says.

    release: the number this is to get, as the page showed it, so that a repeat publishes once; seen: the fingerprint
    of the draft that the page showed, None for whoever publishes unseen.
    """

    carrousel_id: CarrouselId
    release: int
    seen: str | None = None

    def boundary(self) -> Boundary:
        return Boundary.about(self.carrousel_id, types=LISTENS_TO + SEATS_LISTEN_TO)

    def state(self) -> ReleaseDesk:
        return ReleaseDesk()

    def decide(self, state: ReleaseDesk, now: datetime) -> Sequence[Event]:
        carrousel = state.carrousel
        if carrousel.release == self.release:
            return ()
        must_be_open(carrousel)
        if carrousel.release != self.release - 1:
            raise ReleasedMeanwhile(carrousel.release)
        release = _release(carrousel)
        if self.seen is not None and self.seen != fingerprint(carrousel):
            raise DraftChangedMeanwhile
        if min(group.departs_at for group in release.groups) <= now:
            raise DayHasBegun
        _room_for_all(release, state.seats)
        return (release,)


def _release(carrousel: Carrousel) -> CarrouselPublished:
    if not carrousel.outings or not carrousel.groups:
        raise NoPlanYet
    if found := clashes(carrousel, carrousel.outings):
        raise PlanDoesNotHold(found)
    release = snapshot(carrousel)
    before = carrousel.released
    if before and (before.on, before.daypart) == (release.on, release.daypart):
        promised = {g for g in before.groups if g.tour_group_id not in carrousel.cancelled}
        if promised == set(release.groups):
            raise NothingChanged
    return release


def _room_for_all(release: CarrouselPublished, seats: Seats) -> None:
    for group in release.groups:
        people, prams = seats.people_on(group.tour_group_id), seats.prams_on(group.tour_group_id)
        if people > group.places or prams > group.prams:
            raise FewerPlacesThanBooked(group.tour_group_id, people, prams)
