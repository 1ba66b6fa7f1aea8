# SPDX-License-Identifier: EUPL-1.2
"""What brought people here, in numbers; a question to the view of bookings."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.bookings.read.bookings import BOOKED, STANDING, BookingRow
from app.bookings.values import Channel
from app.kernel.ids import CarrouselId


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """One channel. parties: that booked or wait; people: who booked; came: who were there."""

    channel: Channel
    parties: int
    people: int
    came: int


def count_by_channel(session: Session, carrousel_ids: Iterable[CarrouselId]) -> list[ChannelCount]:
    """Count per channel over these carrousels, every channel, in the order in which they are asked."""
    row = BookingRow
    of_these = col(row.carrousel_id).in_([str(c) for c in carrousel_ids])
    query = (
        select(
            col(row.channel),
            col(row.state),
            func.count(),
            func.sum(col(row.adults) + col(row.children)),
            func.sum(col(row.came)),
        )
        .where(of_these, col(row.state).in_(STANDING))
        .group_by(col(row.channel), col(row.state))
    )
    parties: dict[str, int] = {}
    people: dict[str, int] = {}
    came: dict[str, int] = {}
    for channel, state, count, persons, present in session.execute(query):
        parties[channel] = parties.get(channel, 0) + count
        if state == BOOKED:
            people[channel] = int(persons)
            came[channel] = int(present or 0)
    return [ChannelCount(c, parties.get(c, 0), people.get(c, 0), came.get(c, 0)) for c in Channel]
