# SPDX-License-Identifier: EUPL-1.2
"""The vault: kept, shown, forgotten, each field for its own time and nothing else touched."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.eventlog.engine import make_engine
from app.eventlog.store import EventLog
from app.eventlog.tables import KEPT
from app.kernel.ids import BookingId, PersonId
from app.vault import people, retention
from app.vault.tables import VaultRow

AMINA, BRAM = BookingId("amina"), BookingId("bram")
TOUR = date(2027, 3, 2)


@pytest.fixture
def vault(log: EventLog) -> Iterator[Session]:
    with log.writing() as session:
        yield session


def everything(session: Session) -> set[tuple[str, str, str, date | None]]:
    return {(r.subject, r.field, r.value, r.keep_until) for r in session.execute(select(VaultRow)).scalars()}


def test_what_is_kept_is_shown_and_an_empty_value_goes(vault: Session) -> None:
    people.keep(vault, AMINA, {"name": "Amina", "email": "amina@example.org"})
    people.keep(vault, AMINA, {"email": None, "phone": "06 1234"})
    assert people.show(vault, AMINA) == {"name": "Amina", "phone": "06 1234"}
    assert people.show(vault, BRAM) == {}


def test_many_are_shown_at_once(vault: Session) -> None:
    people.keep(vault, AMINA, {"name": "Amina"})
    people.keep(vault, BRAM, {"name": "Bram"})
    found = people.show_all(vault, [AMINA, BRAM, BookingId("nobody")])
    assert found == {"booking:amina": {"name": "Amina"}, "booking:bram": {"name": "Bram"}}


def test_a_field_that_is_not_on_the_list_is_not_kept(vault: Session) -> None:
    with pytest.raises(KeyError):
        people.keep(vault, AMINA, {"religion": "x"})
    with pytest.raises(ValueError, match="at most 30"):
        people.keep(vault, AMINA, {"phone": "1" * 31})


def test_somebody_is_found_by_address_whatever_its_capitals(vault: Session) -> None:
    people.keep(vault, PersonId("samira"), {"colleague_email": "Samira@Example.org"})
    people.keep(vault, AMINA, {"email": "samira@example.org"})
    assert people.find(vault, PersonId, "colleague_email", "SAMIRA@example.ORG") == ["samira"]
    assert people.find(vault, PersonId, "colleague_email", "%") == []


def test_each_field_goes_when_its_own_time_is_over(vault: Session) -> None:
    people.keep(vault, AMINA, {"name": "Amina", "needs": "tolk"})
    people.keep(vault, PersonId("samira"), {"colleague_name": "Samira"})
    people.set_terms(vault, AMINA, TOUR)
    assert retention.overdue(vault, date(2027, 3, 9)) == {}
    assert retention.overdue(vault, date(2027, 3, 10)) == {"needs": 1}
    assert retention.let_go(vault, date(2027, 3, 10)) == 1
    assert people.show(vault, AMINA) == {"name": "Amina"}
    assert retention.let_go(vault, date(2027, 4, 2)) == 1
    assert people.show(vault, AMINA) == {}
    assert people.show(vault, PersonId("samira")) == {"colleague_name": "Samira"}


def test_a_later_tour_keeps_what_is_known_longer(vault: Session) -> None:
    people.keep(vault, AMINA, {"needs": "tolk"})
    people.set_terms(vault, AMINA, TOUR)
    people.set_terms(vault, AMINA, date(2027, 5, 4))
    assert retention.let_go(vault, date(2027, 5, 11)) == 0
    assert retention.let_go(vault, date(2027, 5, 12)) == 1


@pytest.fixture
def aside() -> Iterator[Engine]:
    engine = make_engine("sqlite://")
    KEPT.create_all(engine)
    yield engine
    engine.dispose()


WORLD = st.dictionaries(
    st.sampled_from(["amina", "bram", "chaimae", "a_ina", "amina2"]).map(lambda s: s.replace("_", "-")),
    st.dictionaries(st.sampled_from(["name", "email", "phone", "needs"]), st.text("abc%_'", min_size=1, max_size=9)),
    min_size=1,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(WORLD, st.data())
def test_forgetting_somebody_touches_nobody_else(
    aside: Engine, world: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    who = BookingId(data.draw(st.sampled_from(sorted(world))))
    with Session(aside) as session:
        for name, known in world.items():
            people.keep(session, BookingId(name), known, TOUR)
        before = everything(session)
        gone = people.forget(session, who)
        assert gone == len(world[who])
        assert everything(session) == {row for row in before if row[0] != who.tag}
        session.rollback()
