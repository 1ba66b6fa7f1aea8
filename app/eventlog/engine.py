# SPDX-License-Identifier: EUPL-1.2
"""Open a database so that what was acknowledged stays: SQLite and PostgreSQL."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import StaticPool

WRITE_LOCK = 0x5C4013  # one key per database; any constant serves
PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "recursive_triggers=ON",
    "secure_delete=ON",  # what the vault forgets is overwritten in the file, not only unlinked
)


def make_engine(url: str) -> Engine:
    """Open a database. url: sqlite:///path, sqlite:// (in memory), postgresql+psycopg://….

    On SQLite every transaction writes through (REL-04: synchronous=FULL), but for those that say passing; on PostgreSQL
    the isolation is READ COMMITTED, because lock plus REPEATABLE READ still oversells.
    """
    if url.startswith("sqlite"):
        memory = url in ("sqlite://", "sqlite:///:memory:")
        args: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
        engine = (
            create_engine(url, **args, poolclass=StaticPool)
            if memory
            else create_engine(url, **args, pool_size=20, max_overflow=40)
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(url, isolation_level="READ COMMITTED", pool_size=20, max_overflow=40, pool_pre_ping=True)


def take_write_lock(connection: Connection) -> None:
    """Wait for the one write lock of the database; to be the first statement of a writing transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '30s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})


@contextmanager
def passing(engine: Engine) -> Iterator[Connection]:
    """Write what may be lost in a power cut, such as counts of requests: the commit waits for no disk."""
    options = engine.execution_options(sqlite_begin="IMMEDIATE", sqlite_synchronous="NORMAL")
    with in_turn(engine), options.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL synchronous_commit = off"))
        yield connection


@contextmanager
def in_turn(engine: Engine) -> Iterator[None]:
    """Wait in line to write, whichever process one is in; to be entered before a writing transaction begins.

    SQLite itself lets writers knock again and again, and whoever knocks at the right moment goes first: some wait for
    seconds. A lock on a file beside the database makes a queue of them; when a process dies its lock is gone at once.
    PostgreSQL has a queue of its own.
    """
    file = engine.url.database or ""
    if engine.dialect.name != "sqlite" or file in ("", ":memory:"):
        yield
        return
    place = os.open(f"{file}-queue", os.O_CREAT | os.O_RDONLY | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def wipe_traces(engine: Engine) -> None:
    """Free the files of rows that were deleted: SQLite's write-ahead file, PostgreSQL's dead rows of the vault.

    Waits for nobody: what a reader still needs goes at the next call.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM vault"))
        else:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _prepare_sqlite(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # pysqlite stops its own BEGINs; ours says IMMEDIATE where we write
    for pragma in PRAGMAS:
        dbapi.execute("PRAGMA " + pragma)


def _begin_sqlite(connection: Connection) -> None:
    told = connection.get_execution_options()
    connection.exec_driver_sql("PRAGMA synchronous=" + told.get("sqlite_synchronous", "FULL"))  # may not change inside
    connection.exec_driver_sql("BEGIN " + told.get("sqlite_begin", "DEFERRED"))
