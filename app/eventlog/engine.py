# SPDX-License-Identifier: EUPL-1.2
"""Open a database so that what was acknowledged stays: SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import StaticPool

WRITE_LOCK = 0x5C4013  # one key per database; any constant serves
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "recursive_triggers=ON",
    "secure_delete=ON",  # what the vault forgets is overwritten in the file, not only unlinked
)


def make_engine(url: str) -> Engine:
    """Open a database. url: sqlite:///path, sqlite:// (in memory), postgresql+psycopg://….

    On SQLite every connection writes through (REL-04: synchronous=FULL); on PostgreSQL the isolation is READ COMMITTED,
    because lock plus REPEATABLE READ still oversells.
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


def wipe_traces(engine: Engine) -> None:
    """Free the database's files of rows that were deleted: SQLite's write-ahead file, PostgreSQL's dead rows of the vault.

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
    connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("sqlite_begin", "DEFERRED"))
