# SPDX-License-Identifier: EUPL-1.2
"""How many places each tour group has, and how many of them are taken or kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlmodel import Field, Session, col

from app.bookings.read.bookings import BOOKED, OFFERED, WAITING, BookingRow
from app.bookings.values import Short, prams_on, short_of
from app.carrousels.events import CarrouselCancelled, CarrouselPublished, TourGroupCancelled
from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import CarrouselId, TourGroupId
from app.kernel.values import Party


class GroupPlacesRow(ViewRow, table=True):
    """What the newest release gives a tour group. places: people; goes: neither cancelled nor left out."""

    __tablename__ = "group_places"
    tour_group_id: str = Field(primary_key=True, max_length=48)
    carrousel_id: str = Field(max_length=48, index=True)
    places: int
    prams: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PlacesLeft:
    """Places of one tour group.

    places, booked, offered: people; prams, prams_taken: prams; waiting: who waits, in order.
    """

    places: int
    booked: int
    offered: int
    prams: int
    prams_taken: int
    waiting: tuple[Party, ...] = ()
    goes: bool = True

    @property
    def waiting_parties(self) -> int:
        return len(self.waiting)

    @property
    def free(self) -> int:
        return max(0, self.places - self.booked - self.offered) if self.goes else 0

    @property
    def free_prams(self) -> int:
        return max(0, self.prams - self.prams_taken) if self.goes else 0

    @property
    def overfull(self) -> int:
        """Count the people above the places; a new release may have made a group smaller."""
        return max(0, self.booked + self.offered - self.places)

    def fits(self, party: Party) -> bool:
        """Say whether a party can book now: it fits, and nobody who waits could take the places before it."""
        return self.goes and self._has_room_for(party) and not any(map(self._has_room_for, self.waiting))

    def could_ever_fit(self, party: Party) -> bool:
        """Say whether waiting makes sense for a party."""
        return self.goes and party.people <= self.places and party.prams <= self.prams

    def short_of(self, party: Party) -> Short:
        """Say what keeps a party from booking or from its turn."""
        return short_of(party, self.free, self.free_prams)

    def _has_room_for(self, party: Party) -> bool:
        return party.people <= self.free and party.prams <= self.free_prams


def project(recorded: Recorded, session: Session) -> None:
    """Remember what a release promises, and what is cancelled."""
    match recorded.event:
        case CarrouselPublished() as event:
            cancelled = _cancelled(session, event.carrousel_id)
            session.execute(delete(GroupPlacesRow).where(col(GroupPlacesRow.carrousel_id) == str(event.carrousel_id)))
            for group in event.groups:
                row = GroupPlacesRow(
                    tour_group_id=str(group.tour_group_id),
                    carrousel_id=str(event.carrousel_id),
                    places=group.places,
                    prams=prams_on(group.way, group.prams),
                    cancelled=str(group.tour_group_id) in cancelled,
                )
                session.add(row)
        case TourGroupCancelled() as event:
            _cancel(session, (event.tour_group_id,))
        case CarrouselCancelled() as event:
            _cancel(session, event.tour_group_ids)
        case _:
            raise AssertionError(f"nobody expected {recorded.event!r} here")


def _cancelled(session: Session, carrousel_id: CarrouselId) -> set[str]:
    mine = col(GroupPlacesRow.carrousel_id) == str(carrousel_id)
    rows = session.execute(select(col(GroupPlacesRow.tour_group_id)).where(mine, col(GroupPlacesRow.cancelled)))
    return set(rows.scalars())


def _cancel(session: Session, ids: Iterable[TourGroupId]) -> None:
    for row in session.execute(
        select(GroupPlacesRow).where(col(GroupPlacesRow.tour_group_id).in_(map(str, ids)))
    ).scalars():
        row.cancelled = True


VIEW = View(
    "bookings.places_left",
    (GroupPlacesRow,),
    (CarrouselPublished, TourGroupCancelled, CarrouselCancelled),
    project,
)


def places_left(session: Session, carrousel_id: CarrouselId) -> dict[TourGroupId, PlacesLeft]:
    """Give the places of every group in the newest release of a carrousel."""
    return places_left_of(session, [carrousel_id])


def places_left_of(session: Session, carrousel_ids: Iterable[CarrouselId]) -> dict[TourGroupId, PlacesLeft]:
    """Give the places of every group in the newest releases of several carrousels, in three questions."""
    wanted = [str(c) for c in carrousel_ids]
    groups = session.execute(select(GroupPlacesRow).where(col(GroupPlacesRow.carrousel_id).in_(wanted))).scalars()
    here = col(BookingRow.carrousel_id).in_(wanted)
    people = col(BookingRow.adults) + col(BookingRow.children)
    held = (
        select(col(BookingRow.tour_group_id), col(BookingRow.state), func.sum(people), func.sum(col(BookingRow.prams)))
        .where(here, col(BookingRow.state).in_((BOOKED, OFFERED)))
        .group_by(col(BookingRow.tour_group_id), col(BookingRow.state))
    )
    counts = {(group_id, state): (int(p), int(prams)) for group_id, state, p, prams in session.execute(held)}
    party = (col(BookingRow.adults), col(BookingRow.children), col(BookingRow.prams))
    queue = select(col(BookingRow.tour_group_id), *party).where(here, col(BookingRow.state) == WAITING)
    waiting: dict[str, list[Party]] = {}
    for group_id, *numbers in session.execute(queue.order_by(col(BookingRow.arrived))):
        waiting.setdefault(group_id, []).append(Party(*numbers))
    return {TourGroupId(g.tour_group_id): _counted(g, counts, waiting.get(g.tour_group_id, [])) for g in groups}


def _counted(group: GroupPlacesRow, counts: dict[tuple[str, str], tuple[int, int]], waiting: list[Party]) -> PlacesLeft:
    booked, prams = counts.get((group.tour_group_id, BOOKED), (0, 0))
    offered, prams_offered = counts.get((group.tour_group_id, OFFERED), (0, 0))
    return PlacesLeft(
        places=group.places,
        booked=booked,
        offered=offered,
        prams=group.prams,
        prams_taken=prams + prams_offered,
        waiting=tuple(waiting),
        goes=not group.cancelled,
    )
