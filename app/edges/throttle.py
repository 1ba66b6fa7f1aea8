# SPDX-License-Identifier: EUPL-1.2
"""Rate limits that hold over several processes, counted in the application's own database."""

import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage
from sqlalchemy import delete, select
from sqlmodel import Field, Session, col

from app.eventlog.engine import take_write_lock
from app.eventlog.tables import KeptRow

F = TypeVar("F", bound=Callable[..., Any])
limiter = Limiter(get_remote_address, headers_enabled=True, strategy="fixed-window")


class ThrottleRow(KeptRow, table=True):
    __tablename__ = "throttle"
    key: str = Field(max_length=200, primary_key=True)
    spent: int
    ends: float


class DatabaseStorage(Storage):
    """Counts per window in a table. Source: the storage protocol of the limits package."""

    STORAGE_SCHEME: ClassVar[list[str]] = ["appdb"]  # type: ignore[misc]

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def _session(self) -> Session:
        engine = current_app.extensions["office"].log.engine
        return Session(engine.execution_options(sqlite_begin="IMMEDIATE"), expire_on_commit=False)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more in the window of this key. expiry: seconds. Returns the count."""
        now = time.time()
        with self._session() as session:
            take_write_lock(session.connection())
            row = session.get(ThrottleRow, key)
            if row is None or row.ends <= now:
                session.execute(delete(ThrottleRow).where(col(ThrottleRow.ends) <= now))
                row = session.merge(ThrottleRow(key=key, spent=0, ends=now + expiry))
            row.spent += amount
            spent = row.spent
            session.commit()
            return spent

    def get(self, key: str) -> int:
        """Give the count of a key's present window."""
        with Session(current_app.extensions["office"].log.engine) as session:
            row = session.execute(select(ThrottleRow).where(col(ThrottleRow.key) == key)).scalar_one_or_none()
            return row.spent if row and row.ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Give the moment at which a key's window ends, in seconds since 1970."""
        with Session(current_app.extensions["office"].log.engine) as session:
            row = session.get(ThrottleRow, key)
            return row.ends if row else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._session() as session:
            session.execute(delete(ThrottleRow))
            session.commit()
        return None

    def clear(self, key: str) -> None:
        with self._session() as session:
            session.execute(delete(ThrottleRow).where(col(ThrottleRow.key) == key))
            session.commit()


def throttle(what: str) -> Callable[[F], F]:
    """Let one address do something only so often.

    what: a setting's name without _limit, e.g. booking (app/edges/settings.py).
    """

    def limit_of() -> str:
        return str(getattr(current_app.extensions["office"].settings, f"{what}_limit"))

    return limiter.limit(limit_of, scope=lambda _: what)  # type: ignore[return-value]


def limit(app: Flask) -> None:
    """Switch the limits on."""
    app.config.update(RATELIMIT_STORAGE_URI="appdb://", RATELIMIT_HEADERS_ENABLED=True)
    limiter.init_app(app)
