# SPDX-License-Identifier: EUPL-1.2
"""Whoever let an offer pass gets a letter that says so; who said no knows it already."""

from collections.abc import Iterable

from app.bookings.events import OfferEnded
from app.bookings.react._letters import letter_errand, write
from app.bookings.read.bookings import LAPSED
from app.bookings.values import Why
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter per fact."""
    match recorded.event:
        case OfferEnded(why=Why.OFFER_LAPSED) as e:
            yield letter_errand(recorded, e.booking_id)


def carry_out(task: Task, office: Office) -> None:
    """Write to the party, as its booking stands now."""
    write(task, office, "offer_lapsed", states=[LAPSED])


REACTION = Reaction("bookings.when_offer_ended_then_write", (OfferEnded,), hear, carry_out)
