# SPDX-License-Identifier: EUPL-1.2
"""Somebody rings without an e-mail address: staff book, change, let wait, pass a place on, and erase every trace."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.bookings.read.places_left import PlacesLeft, places_left
from app.edges.office import Office
from app.kernel.ids import AreaId, CarrouselId, TourGroupId
from tests.conftest import Clock, Letterbox
from tests.journeys.town import NORTH, Town

BOOKINGS = f"/team/{NORTH}/aanmeldingen"
KANARIE, WACHTER = "Kanarie Vogelsang", "Wachter Duivenbode"
NUMBERS = {KANARIE: "06 8172 6354", WACHTER: "06 4536 2718"}


@pytest.fixture
def group(town: Town) -> TourGroupId:
    """Publish a day with a group of four places and one of twelve."""
    town.publish("phone", NORTH, date(2027, 3, 2), (4, 12))
    return town.groups["phone"][0]


@pytest.fixture
def staff(group: TourGroupId, as_staff: Callable[[AreaId], FlaskClient]) -> FlaskClient:
    return as_staff(NORTH)


def ring(staff: FlaskClient, group: TourGroupId, who: str, adults: int, **more: str) -> tuple[int, str]:
    """Book for a caller. Gives the answer's status and the page of the booking."""
    page = staff.get(f"{BOOKINGS}/phone/nieuw").get_data(as_text=True)
    drawn = re.search(r'name="booking" value="([^"]+)"', page)
    assert drawn is not None
    typed = {"booking": drawn[1], "group": group, "adults": str(adults), "name": who, "phone": NUMBERS[who], **more}
    answer = staff.post(f"{BOOKINGS}/phone/nieuw", data=typed)
    again = staff.post(f"{BOOKINGS}/phone/nieuw", data=typed)
    assert (again.status_code, again.location) == (answer.status_code, answer.location)
    return answer.status_code, answer.location or ""


def left(office: Office, group: TourGroupId) -> PlacesLeft:
    with office.reading() as session:
        return places_left(session, CarrouselId("phone"))[group]


def test_a_caller_without_an_address_is_served_from_booking_to_erasure(
    staff: FlaskClient,
    group: TourGroupId,
    office: Office,
    letterbox: Letterbox,
    clock: Clock,
    work_off: Callable[[], int],
    tmp_path: Path,
):
    # Booked and changed on the phone; who has no address gets no letter.
    status, first = ring(staff, group, KANARIE, 2)
    assert status == 303
    assert staff.post(f"{first}/aantal", data={"adults": "3"}).status_code == 303
    assert left(office, group).booked == 3

    # The next caller does not fit: all of the party or nobody. The waiting list keeps the turn.
    status, _nowhere = ring(staff, group, WACHTER, 2)
    assert status == 409
    status, second = ring(staff, group, WACHTER, 2, or_wait="ja")
    assert status == 303
    assert (left(office, group).booked, left(office, group).waiting_parties) == (3, 1)
    assert WACHTER in staff.get(second).get_data(as_text=True)

    # More than the places is refused, also to staff; and nobody jumps the queue by growing.
    assert staff.post(f"{first}/aantal", data={"adults": "5"}).status_code == 409
    assert left(office, group).booked == 3

    # The first caller stays away: the place is offered, and the list of calls says whom to ring.
    assert staff.post(f"{first}/afmelden").status_code == 303
    assert (left(office, group).booked, left(office, group).offered) == (0, 2)
    assert NUMBERS[WACHTER] in staff.get(f"{BOOKINGS}/bellen").get_data(as_text=True)
    assert staff.post(f"{second}/aanbod").status_code == 303
    assert left(office, group).booked == 2
    clock.pass_time(hours=1)
    work_off()
    assert letterbox.messages == []

    # Both ask to be forgotten: not a byte of a name or a number stays, and the places are free.
    assert stored(tmp_path, KANARIE)
    for page in (first, second):
        assert staff.post(f"{page}/wissen").status_code == 303
    work_off()
    assert left(office, group).booked == 0
    office.log.engine.dispose()
    for canary in (*NUMBERS, *NUMBERS.values()):
        assert not stored(tmp_path, canary), canary
    assert KANARIE not in staff.get(f"{BOOKINGS}/phone").get_data(as_text=True)


def stored(folder: Path, words: str) -> bool:
    """Say whether words stand anywhere in the files of the installation, database and write-ahead log alike."""
    return any(words.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
