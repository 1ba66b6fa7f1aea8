# SPDX-License-Identifier: EUPL-1.2
"""An errand that is several becomes several, each once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.bookings.events import PlacesBooked
from app.eventlog.outbox import Errand, HoldBack, Reaction, Task, work
from app.eventlog.splitting import split
from app.eventlog.store import EventLog
from app.eventlog.views import Recorded
from app.kernel.ids import PersonId
from tests.eventlog.samples import NOON, booked

PARTS = [Errand(f"part-of-{name}", PersonId(name), {"to": name}) for name in ("hannah", "joop")]


class Office:
    def __init__(self, log: EventLog) -> None:
        self.log, self.told, self.away = log, list[str](), set[str]()


def hear(recorded: Recorded) -> Iterable[Errand]:
    assert isinstance(recorded.event, PlacesBooked)
    yield Errand("whole", recorded.event.booking_id)


def carry_out(task: Task, office: Any) -> None:
    to = task.payload.get("to")
    if to is None:
        split(office.log.engine, task, PARTS, NOON)
        split(office.log.engine, task, PARTS, NOON)
    elif to in office.away:
        raise HoldBack("not now")
    else:
        office.told.append(to)


TELL_ALL = Reaction("bookings.when_places_booked_then_tell_all", (PlacesBooked,), hear, carry_out)


def test_each_part_is_carried_out_once_and_one_that_fails_is_tried_again_alone(log: EventLog) -> None:
    telling = replace(log, reactions=(TELL_ALL,))
    office = Office(telling)
    office.away.add("joop")
    telling.append([booked("amina")], now=NOON, by="parent")
    assert work(telling.engine, [TELL_ALL], office, lambda: NOON) == 3
    assert office.told == ["hannah"]
    office.away.clear()
    assert work(telling.engine, [TELL_ALL], office, lambda: NOON + timedelta(hours=1)) == 1
    assert office.told == ["hannah", "joop"]
