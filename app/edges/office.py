# SPDX-License-Identifier: EUPL-1.2
"""What a screen, a reaction and a command line have at hand: the log, the clock, the streets, the post, the links."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlmodel import Session

from app.eventlog.perform import Outcome, perform
from app.eventlog.store import Also, EventLog
from app.kernel.commands import Command
from app.kernel.values import LOCAL


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person. template: without ending, e.g. bookings/letters/confirmation.

    There is a .txt, an .html and the subject is the block of that name.

    message_id: the local part, the same on every try; ics: a calendar file or nothing; written_at: None is now.
    """

    to: str
    language: str
    template: str
    context: dict[str, Any]
    message_id: str
    ics: bytes | None = None
    written_at: datetime | None = None


class Post(Protocol):
    """Where letters go; raises HoldBack or GiveUp (app.eventlog.outbox) when one does not go."""

    def send(self, letter: Letter) -> None:
        """Render a letter and hand it to the mail server."""


class Links(Protocol):
    """Addresses for letters and feeds, absolute, built from the configured base and never from a request."""

    def page(self, endpoint: str, **values: Any) -> str:
        """Give the address of a page by its endpoint, e.g. bookings.parents.my_booking."""


@dataclass
class Office:
    """One installation at work. streets, geocoder: adapters; settings: of the operator."""

    log: EventLog
    clock: Callable[[], datetime]
    settings: Any
    post: Post
    links: Links
    streets: Any = None
    addresses: Any = None
    extra: dict[str, Any] = field(default_factory=dict)

    def now(self) -> datetime:
        """Give the present moment, aware, UTC."""
        return self.clock()

    def today(self) -> date:
        """Give today's date in the Netherlands."""
        return self.clock().astimezone(LOCAL).date()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session for views and the vault."""
        with self.log.reading() as session:
            yield session

    def ask(self, command: Command[Any], *, by: str, also: Iterable[Also] = ()) -> Outcome:
        """Carry out a command now. Raises the refusal of the decision."""
        return perform(self.log, command, now=self.now(), by=by, also=also)
