# SPDX-License-Identifier: EUPL-1.2
"""Write facts safely and read them back: one lock, one transaction, gap-free positions, a chain of hashes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, func, insert, select
from sqlmodel import Session, col

from app.eventlog.codec import GENESIS, decode, encode, link
from app.eventlog.engine import in_turn, make_engine, take_write_lock
from app.eventlog.memory import Memory, Remembered
from app.eventlog.outbox import Reaction, write_errands
from app.eventlog.tables import FactRow, FactTagRow, ViewStateRow
from app.eventlog.views import Recorded, View, dump, project_all
from app.kernel.commands import Boundary, Item, S, fold
from app.kernel.events import Event, tags_of

Also = Callable[[Session], object]
AT_ONCE = 5000  # positions in one question; databases take some 32,000 values


class NewerFacts(Exception):
    """Facts were recorded inside the boundary after the decision read it."""


@dataclass
class EventLog:
    """The log of one installation with its views and reactions."""

    engine: Engine
    views: tuple[View, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    between_read_and_append: Callable[[], None] = field(default=lambda: None)  # a rival in a test steps in here
    memory: Memory = field(default_factory=Memory)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one moment of the log and its views."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the one writing transaction: the lock first, commit at the end, nothing kept after an exception."""
        options = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        with in_turn(self.engine), Session(options, expire_on_commit=False) as session:
            take_write_lock(session.connection())
            yield session
            session.commit()

    def read(self, boundary: Boundary, session: Session | None = None) -> list[Recorded]:
        """Read the facts inside a boundary, in the order of the log."""
        if session is None:
            with self.reading() as own:
                return self.read(boundary, own)
        return self._at(self._inside(boundary, session), session)

    def remember(self, start: S, boundary: Boundary, session: Session) -> tuple[S, int]:
        """Fold the facts inside a boundary. Returns the state and the position of the last fact; 0 when there is none.

        What an earlier decision remembered is carried on, when it was about the first of the same facts.
        """
        positions = self._inside(boundary, session)
        known = self.memory.longest(start, positions)
        if known is not None and self._hash(known.positions[-1], session) != known.hash:
            known = None  # another log than the one that was read: a backup was put back
        state: S = start if known is None else known.state
        fresh = self._at(positions if known is None else positions[len(known.positions) :], session)
        if fresh:
            state = fold(state, (r.event for r in fresh))
            self.memory.keep(Remembered(start, tuple(positions), fresh[-1].hash, state))
        return state, positions[-1] if positions else 0

    def _inside(self, boundary: Boundary, session: Session) -> list[int]:
        return sorted({p for item in boundary.items for p in session.execute(_positions(item)).scalars()})

    def _at(self, positions: Sequence[int], session: Session) -> list[Recorded]:
        found: list[Recorded] = []
        for first in range(0, len(positions), AT_ONCE):
            mine = col(FactRow.position).in_(positions[first : first + AT_ONCE])
            rows = session.execute(select(FactRow).where(mine).order_by(col(FactRow.position))).scalars()
            found += map(_recorded, rows)
        return found

    def _hash(self, position: int, session: Session) -> str | None:
        return session.execute(select(col(FactRow.hash)).where(col(FactRow.position) == position)).scalar_one_or_none()

    def position(self, session: Session) -> int:
        """Give the position of the newest fact; 0 for an empty log."""
        return session.execute(select(func.max(col(FactRow.position)))).scalar_one() or 0

    def append(
        self,
        events: Sequence[Event],
        *,
        now: datetime,
        by: str,
        unless: Boundary | None = None,
        after: int = 0,
        again: Callable[[Session], Sequence[Event]] | None = None,
        also: Iterable[Also] = (),
    ) -> list[Recorded]:
        """Record facts with their views, errands and ride-along writes, all or nothing.

        Args: now, aware; by, a person's tag, 'parent' or 'program'; unless, the boundary the decision stood on;
        after, the newest position it saw there; again, decides anew when there are facts beyond that position.
        Raises NewerFacts when there are and nobody decides anew; nothing is written then.
        """
        with self.writing() as session:
            if unless is not None and self.newest(unless, session) > after:
                if again is None:
                    raise NewerFacts
                events = again(session)
            return self.record(events, session, now=now, by=by, also=also) if events else []

    def newest(self, boundary: Boundary, session: Session) -> int:
        """Give the position of the newest fact inside a boundary; 0 when there is none."""
        found = (_positions(item).subquery() for item in boundary.items)
        return max((session.execute(select(func.max(f.c.position))).scalar_one() or 0 for f in found), default=0)

    def record(
        self, events: Sequence[Event], session: Session, *, now: datetime, by: str, also: Iterable[Also] = ()
    ) -> list[Recorded]:
        """Write facts inside a writing transaction that holds the lock."""
        last = session.execute(select(FactRow).order_by(col(FactRow.position).desc()).limit(1)).scalar_one_or_none()
        position, previous = (last.position, last.hash) if last else (0, GENESIS)
        written = []
        for event in events:
            position += 1
            data, at = encode(event), now.astimezone(UTC)
            previous = link(previous, position, event.name, event.version, data, at.isoformat(), by)
            row = {"position": position, "name": event.name, "version": event.version, "data": data}
            session.execute(insert(FactRow).values(**row, recorded_at=at, by=by, hash=previous))
            if tags := tags_of(event):
                session.execute(
                    insert(FactTagRow), [{"tag": t, "position": position, "name": event.name} for t in sorted(tags)]
                )
            recorded = Recorded(position, event, at, by, previous)
            project_all(self.views, recorded, session)
            write_errands(self.reactions, recorded, session)
            written.append(recorded)
        for write in also:
            write(session)
        return written

    def everything(self, session: Session, *, after: int = 0, until: int | None = None) -> Iterator[Recorded]:
        """Walk the whole log in order, after one position and up to another."""
        return map(_recorded, _rows(session, after, until))

    def first_broken(self) -> int | None:
        """Check the chain. Returns the position of the first fact that does not fit it, or None when all is well."""
        previous, expected = GENESIS, 1
        with self.reading() as session:
            for row in _rows(session):
                at = row.recorded_at.isoformat()
                if (
                    row.position != expected
                    or link(previous, row.position, row.name, row.version, row.data, at, row.by) != row.hash
                ):
                    return expected
                previous, expected = row.hash, expected + 1
        return None

    def rebuild(self, views: Iterable[View] | None = None) -> None:
        """Throw views away and fold them again from the log, in one transaction; errands are not made again."""
        chosen = tuple(self.views if views is None else views)
        with self.writing() as session:
            for view in chosen:
                view.lay(session.connection())
                session.merge(ViewStateRow(name=view.name, form=view.form()))
            session.flush()
            self._fold(chosen, session, session)

    def stale_views(self) -> list[View]:
        """Name the views whose tables are missing or of another form than this program's."""
        with self.reading() as session:
            known = {r.name: r.form for r in session.execute(select(ViewStateRow)).scalars()}
        return [v for v in self.views if known.get(v.name) != v.form()]

    def views_that_differ(self) -> list[str]:
        """Fold every view anew in memory and name those whose rows differ from the ones in the database."""
        aside = make_engine("sqlite://")
        try:
            with Session(aside) as fresh, self.reading() as session:
                for view in self.views:
                    view.lay(fresh.connection())
                self._fold(self.views, session, fresh)
                fresh.flush()
                return [v.name for v in self.views if dump(fresh.connection(), v) != dump(session.connection(), v)]
        finally:
            aside.dispose()

    def _fold(self, views: Iterable[View], source: Session, target: Session) -> None:
        views = tuple(views)
        heard = {t.name for v in views for t in v.listens_to}
        for recorded in self.everything(source):
            if recorded.event.name in heard:
                project_all(views, recorded, target)


def _rows(session: Session, after: int = 0, until: int | None = None, batch: int = 1000) -> Iterator[FactRow]:
    """Read the log in batches, so that its size does not matter to memory."""
    while True:
        query = select(FactRow).where(col(FactRow.position) > after).order_by(col(FactRow.position)).limit(batch)
        if until is not None:
            query = query.where(col(FactRow.position) <= until)
        rows = list(session.execute(query).scalars())
        for row in rows:
            session.expunge(row)
        yield from rows
        if len(rows) < batch:
            return
        after = rows[-1].position


def _positions(item: Item) -> Any:
    """Select the positions of the facts that an item holds."""
    if not item.tags:
        return select(col(FactRow.position)).where(col(FactRow.name).in_(sorted(item.types)))
    first, *others = sorted(item.tags)
    query = select(col(FactTagRow.position)).where(
        col(FactTagRow.tag) == first, col(FactTagRow.name).in_(sorted(item.types))
    )
    for tag in others:
        query = query.where(
            col(FactTagRow.position).in_(select(col(FactTagRow.position)).where(col(FactTagRow.tag) == tag))
        )
    return query


def _recorded(row: FactRow) -> Recorded:
    return Recorded(row.position, decode(row.name, row.version, row.data), row.recorded_at, row.by, row.hash)
