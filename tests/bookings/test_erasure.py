# SPDX-License-Identifier: EUPL-1.2
"""What is erased is gone: from every row, every file, every errand; and nobody else loses anything."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.bookings.read.bookings import booking_of, bookings_of_carrousel
from app.eventlog.engine import wipe_traces
from app.vault import people
from app.vault.retention import let_go
from tests.bookings.at_the_door import Parent, path_of
from tests.bookings.samples import BRUNNEPE, RED, SATURDAY

CANARIES = {
    "name": "Kanarievogel-Naam-7f3a",
    "email": "kanarie-7f3a@vogel.example",
    "phone": "06 73197319",
}
NEEDLES = [v.encode() for v in CANARIES.values()] + [b"child-care low-stimulus"]


def spilled(folder: str) -> list[tuple[str, bytes]]:
    """Find the canaries in every file of the installation."""
    files = [p for p in Path(folder).rglob("*") if p.is_file()]
    return [(p.name, n) for p in files for n in NEEDLES if n in p.read_bytes()]


def by_the_party(parent, where, _number, _as_staff):
    assert parent.client.post(where + "/wissen").status_code == 303


def by_staff(_parent, _where, number, as_staff):
    answer = as_staff(BRUNNEPE).post(f"/team/{BRUNNEPE}/aanmeldingen/boeking/{number}/wissen")
    assert answer.status_code == 303


@pytest.mark.parametrize("erase", [by_the_party, by_staff])
def test_no_canary_is_left_after_an_erasure(parent, town, settings, work_off, as_staff, erase):
    where = parent.books(needs=["child-care", "low-stimulus"], **CANARIES)
    work_off()
    assert spilled(settings.instance), "the canaries were there, or this test cannot fail"
    with town.reading() as session:
        number = bookings_of_carrousel(session, SATURDAY)[0].booking_id
    erase(parent, where, number, as_staff)
    work_off()
    assert spilled(settings.instance) == []
    assert town.log.first_broken() is None
    assert town.log.views_that_differ() == []


def test_no_canary_is_left_when_the_term_is_over(parent, town, settings):
    parent.books(needs=["child-care", "low-stimulus"], **CANARIES)
    with town.log.writing() as session:
        let_go(session, date(2027, 3, 9))
    wipe_traces(town.log.engine)
    assert spilled(settings.instance) == []


def test_an_erasure_touches_nobody_else(parent, town, app):
    mine, other = parent.books(), Parent(app.test_client()).books(name="Bram de Groot", email="bram@example.org")
    with town.reading() as session:
        bookings = bookings_of_carrousel(session, SATURDAY)
        vault_before = people.show(session, bookings[1].booking_id)
        log_before = list(session.execute(text("select position, hash from fact order by position")))
    parent.client.post(mine + "/wissen")
    with town.reading() as session:
        assert people.show(session, bookings[0].booking_id) == {}
        assert people.show(session, bookings[1].booking_id) == vault_before
        assert booking_of(session, bookings[1].booking_id) == bookings[1]
        log_after = list(session.execute(text("select position, hash from fact order by position")))
    assert log_after[: len(log_before)] == log_before
    assert "Bram" in vault_before["name"]
    assert parent.get(other).status_code == 200


def test_staff_see_that_data_are_gone(parent, town, as_staff):
    where = parent.books(**CANARIES)
    parent.client.post(where + "/wissen")
    page = as_staff(BRUNNEPE).get(f"/team/{BRUNNEPE}/aanmeldingen/{SATURDAY}")
    assert "gegevens verwijderd" in page.text
    assert CANARIES["name"] not in page.text


def test_what_was_typed_leaves_the_cookie_when_it_is_booked(parent, app):
    address, page = parent.to_check(**CANARIES)
    answer = parent.press(address, page)
    assert path_of(answer.location).startswith("/aanmelding/")
    with parent.client.session_transaction() as cookie:
        assert CANARIES["name"] not in str(dict(cookie))
    assert RED in address
