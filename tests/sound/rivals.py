# SPDX-License-Identifier: EUPL-1.2
"""The application with rivals: eight people of one process have all read before any of them writes.

careful: the log as it is. careless: the same with its lock switched off, to see that the tests of this folder notice.
Both are for tests only; no setting leads here.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.edges.office import Office
from app.eventlog.store import EventLog
from app.eventlog.views import Recorded
from app.factory import create_app
from app.kernel.events import Event

THREADS = 8


class CarelessLog(EventLog):
    """Records whatever was decided, without a lock and without looking whether somebody else came first."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def append(self, events: Sequence[Event], **told: Any) -> list[Recorded]:
        for _ in range(500):  # two that take the same position: the database refuses one, which takes the next
            with suppress(DBAPIError), self.writing() as session:
                return self.record(events, session, now=told["now"], by=told["by"], also=told["also"])
        raise RuntimeError("no position was free")


def _careful() -> Flask:
    app = create_app()
    office: Office = app.extensions["office"]
    together = threading.Barrier(THREADS)

    def wait_for_rivals() -> None:
        with suppress(threading.BrokenBarrierError):  # broken for good once somebody is alone: the last of a crowd
            together.wait(timeout=2)

    office.log.between_read_and_append = wait_for_rivals
    return app


def _careless() -> Flask:
    app = _careful()
    office: Office = app.extensions["office"]
    log = office.log
    office.log = CarelessLog(log.engine, log.views, log.reactions, log.between_read_and_append)
    return app


def __getattr__(name: str) -> Flask:
    """Build the application that gunicorn asks for by name."""
    if name not in ("careful", "careless"):
        raise AttributeError(name)
    app = globals()[name] = _careful() if name == "careful" else _careless()
    return app
