# SPDX-License-Identifier: EUPL-1.2
"""A town with a carrousel, in the log of the application."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app.edges.office import Office
from app.kernel.events import Event
from app.vault import people as vault
from tests.carrousels import samples

Tell = Callable[..., None]


@pytest.fixture
def tell(office: Office) -> Tell:
    """Record facts as they are, at the present moment of the clock."""

    def record(*facts: Event) -> None:
        office.log.append(facts, now=office.now(), by="program")

    return record


@pytest.fixture
def town(office: Office) -> None:
    """Found Kampen with Brunnepe, its schools, a guide and a contact person."""

    def people(session):
        known = {"colleague_name": "Hannah de Gids", "colleague_email": "hannah@example.org"}
        vault.keep(session, samples.HANNAH, known)
        vault.keep(session, samples.CONTACT, {"colleague_name": "Joop", "colleague_email": "joop@example.org"})
        vault.keep(session, samples.NOTE, {"note": "Bij het <b>hek</b>"})

    office.log.append(samples.TOWN, now=office.now(), by="program", also=[people])


@pytest.fixture
def staff(as_staff, town) -> FlaskClient:
    return as_staff(samples.BRUNNEPE)
