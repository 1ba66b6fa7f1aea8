# SPDX-License-Identifier: EUPL-1.2
"""Rate limits that hold over several processes, counted in the application's own database."""

import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.storage import Storage
from sqlalchemy import Connection, Engine, case, delete, select
from sqlmodel import Field, Session, col

from app.eventlog.engine import passing
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

    @property
    def _engine(self) -> Engine:
        found: Engine = current_app.extensions["office"].log.engine
        return found

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count one more in the window of this key. expiry: seconds. Returns the count."""
        now = time.time()
        with passing(self._engine) as connection:
            spent = int(connection.execute(_count(connection, key, amount, now, now + expiry)).scalar_one())
            if spent == amount:  # a new window: a moment to clear away the old ones
                connection.execute(delete(ThrottleRow).where(col(ThrottleRow.ends) <= now))
        return spent

    def get(self, key: str) -> int:
        """Give the count of a key's present window."""
        with Session(self._engine) as session:
            row = session.execute(select(ThrottleRow).where(col(ThrottleRow.key) == key)).scalar_one_or_none()
            return row.spent if row and row.ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Give the moment at which a key's window ends, in seconds since 1970."""
        with Session(self._engine) as session:
            row = session.get(ThrottleRow, key)
            return row.ends if row else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with passing(self._engine) as connection:
            connection.execute(delete(ThrottleRow))
        return None

    def clear(self, key: str) -> None:
        with passing(self._engine) as connection:
            connection.execute(delete(ThrottleRow).where(col(ThrottleRow.key) == key))


def _count(connection: Connection, key: str, amount: int, now: float, ends: float) -> Any:
    """Write one statement that counts on in a window that runs, or begins a new one."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    over = col(ThrottleRow.ends) <= now
    return (
        insert(ThrottleRow)
        .values(key=key, spent=amount, ends=ends)
        .on_conflict_do_update(
            index_elements=[col(ThrottleRow.key)],
            set_={
                "spent": case((over, amount), else_=col(ThrottleRow.spent) + amount),
                "ends": case((over, ends), else_=col(ThrottleRow.ends)),
            },
        )
        .returning(col(ThrottleRow.spent))
    )


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
