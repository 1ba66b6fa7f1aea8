# SPDX-License-Identifier: EUPL-1.2
"""What tests share: a log on either database, an application whose clock stands still, a letterbox."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.edges.office import Letter, Office
from app.edges.settings import Settings
from app.eventlog.cli import upgrade_database
from app.eventlog.engine import make_engine
from app.eventlog.outbox import work
from app.eventlog.store import EventLog
from app.factory import create_app
from app.kernel.ids import AreaId
from app.people.cli.people import add_colleague, console_link
from app.people.values import Role
from tests.browser import browser
from tests.postgres import postgres, postgres_url
from tests.texts import compile_texts

__all__ = ["browser", "postgres", "postgres_url"]

NOW = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the texts once, before the workers start."""
    if not hasattr(config, "workerinput"):
        compile_texts()


@dataclass
class Clock:
    """A clock that moves only when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Letterbox:
    """Where letters end in tests: rendered by the real post room, kept as messages."""

    messages: list[Any] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    fault: Exception | None = None

    def deliver(self, message: Any) -> None:
        if self.fault is not None:
            raise self.fault
        self.messages.append(message)


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing out but to this machine itself."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"a test wanted to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Stand in the way of pytest-flask's own: a request context in every test would hide code that lacks one."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path}/test.db",
        instance=str(tmp_path),
        secret_key="a key for tests only, thirty-two characters or more",
        base_url="http://localhost",
        help_phone="14 038",
        booking_limit="100000 per hour",
        sign_in_limit="100000 per hour",
        plan_seconds=2.0,
        testing=True,
    )


def built(settings: Settings, clock: Clock, letterbox: Letterbox, *, tokens: bool = False) -> Flask:
    """Build the application over an empty database. tokens: forms must carry theirs, as they do for people."""
    app = create_app(settings, clock)
    app.config["WTF_CSRF_ENABLED"] = tokens
    office: Office = app.extensions["office"]
    object.__setattr__(office.post, "post", letterbox)
    upgrade_database(office.log)
    return app


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def app(settings: Settings, clock: Clock, letterbox: Letterbox) -> Iterator[Flask]:
    """Give the whole application on a fresh SQLite file; at the end its views must equal the replay of its log."""
    app = built(settings, clock, letterbox)
    log: EventLog = app.extensions["office"].log
    yield app
    assert log.views_that_differ() == []
    assert log.first_broken() is None
    log.engine.dispose()


@pytest.fixture
def office(app: Flask) -> Office:
    found: Office = app.extensions["office"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def work_off(office: Office) -> Callable[[], int]:
    """Carry out all errands that are due, as the worker does."""
    return lambda: work(office.log.engine, office.log.reactions, office, office.clock)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an empty database of either kind."""
    url: str = f"sqlite:///{tmp_path}/both.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def app_on(settings: Settings, clock: Clock, letterbox: Letterbox, database_url: str) -> Iterator[Flask]:
    """Give the whole application, once on SQLite and once on PostgreSQL."""
    app = built(replace(settings, database_url=database_url), clock, letterbox)
    log: EventLog = app.extensions["office"].log
    yield app
    assert log.views_that_differ() == []
    log.engine.dispose()


@pytest.fixture
def log(database_url: str) -> Iterator[EventLog]:
    """Give a bare log, without views or reactions, on either database."""
    log = EventLog(make_engine(database_url))
    upgrade_database(log)
    yield log
    log.engine.dispose()


@pytest.fixture
def as_director(app: Flask) -> FlaskClient:
    return signed_in(app, Role.DIRECTOR, None)


@pytest.fixture
def as_staff(app: Flask) -> Callable[[AreaId], FlaskClient]:
    """Sign a planner of this area in."""
    return lambda area_id: signed_in(app, Role.PLANNER, area_id)


def signed_in(app: Flask, role: Role, area_id: AreaId | None) -> FlaskClient:
    """Give a client that went through the sign-in link, as a person would."""
    office: Office = app.extensions["office"]
    with app.app_context():
        person_id = add_colleague(
            office, f"Collega {role.value}", f"{role.value}-{area_id or 'all'}@example.org", role, area_id
        )
        link = console_link(office, person_id)
    client = app.test_client()
    assert client.post(urlsplit(link).path).status_code == 303
    return client
