# SPDX-License-Identifier: EUPL-1.2
"""What a view is: tables folded from facts, written in the fact's own transaction."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.schema import CreateTable
from sqlmodel import Session

from app.eventlog.tables import VIEWS, ViewRow
from app.kernel.events import Event


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it stands in the log.

    position: 1, 2, 3 … without gaps; recorded_at: UTC; by: a person's tag, 'parent' or 'program'.
    """

    position: int
    event: Event
    recorded_at: datetime
    by: str
    hash: str


@dataclass(frozen=True, slots=True)
class View:
    """Tables, the facts they listen to, and how one fact changes them.

    version: raise it when project changes its mind, and the view is folded again at the next start.
    """

    name: str
    tables: tuple[type[ViewRow], ...]
    listens_to: tuple[type[Event], ...]
    project: Callable[[Recorded, Session], None]
    version: int = 1

    @property
    def sql_tables(self) -> list[Table]:
        return [VIEWS.tables[str(t.__tablename__)] for t in self.tables]

    def hears(self, name: str) -> bool:
        return any(t.name == name for t in self.listens_to)

    def form(self) -> str:
        """Give a fingerprint of the view's tables, facts and version."""
        parts = [str(self.version), *sorted(t.name for t in self.listens_to)]
        parts += [str(CreateTable(t)) for t in self.sql_tables]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def lay(self, connection: Connection) -> None:
        """Make the tables anew, empty."""
        VIEWS.drop_all(connection, tables=self.sql_tables)
        VIEWS.create_all(connection, tables=self.sql_tables)


def dump(connection: Connection, view: View) -> str:
    """Write all rows of a view as canonical text, the same on every database."""
    tables: dict[str, list[Any]] = {}
    for table in view.sql_tables:
        rows = connection.execute(select(table)).mappings()
        tables[table.name] = sorted(json.dumps(dict(r), sort_keys=True, default=str) for r in rows)
    return json.dumps(tables, sort_keys=True)


def project_all(views: Iterable[View], recorded: Recorded, session: Session) -> None:
    """Let every view that listens to this fact change its rows."""
    for view in views:
        if view.hears(recorded.event.name):
            view.project(recorded, session)
    session.flush()
