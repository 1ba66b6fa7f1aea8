# SPDX-License-Identifier: EUPL-1.2
"""Two workers side by side and a real mail server: every letter once, and none lost when the mail server is away."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, select
from sqlmodel import col

from app.adapters.mailbox import letters_in, sink
from app.demo.serving import environment
from app.eventlog.store import EventLog
from app.eventlog.tables import ErrandRow
from app.kernel.ids import BookingId
from tests.sound.crowd import parties, the_tour
from tests.sound.serving import ROOT, settings_for
from tests.sound.town import book, opened

pytestmark = pytest.mark.slow
PARTIES = 40


@pytest.fixture
def booked(town_url: str) -> Iterator[EventLog]:
    """Give a log in which so many parties booked or wait, each with an address."""
    log = opened(town_url)
    tour = the_tour(log)
    for n, party in enumerate(parties(PARTIES, seed=3)):
        book(log, tour, BookingId(f"party-{n}"), party)
    yield log
    log.engine.dispose()


class Refusing:
    """Takes a letter in, looks at it, and says that it has no room just now."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        content: bytes = envelope.content  # type: ignore[attr-defined]
        self.seen.append(message_from_bytes(content, policy=policy.default)["Message-ID"].strip())
        return "452 No room just now"


@contextmanager
def refusing() -> Iterator[tuple[int, list[str]]]:
    """Run a mail server that takes nothing. Yields its port and the Message-IDs that it saw."""
    keeper = Refusing()

    class OnAnyPort(Controller):
        def _trigger_server(self) -> None:
            self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
            super()._trigger_server()

    controller = OnAnyPort(keeper, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port, keeper.seen
    finally:
        controller.stop()


def work(url: str, folder: Path, smtp_port: int, *, workers: int = 1, minutes: int = 0) -> None:
    """Let so many workers do what is due so many minutes from now."""
    command = [sys.executable, "-m", "flask", "--app", f"tests.sound.later:app_in({minutes})", "worker", "--once"]
    told = environment(settings_for(url, folder, smtp_port=smtp_port))
    running = [subprocess.Popen(command, cwd=ROOT, env=told) for _ in range(workers)]
    assert [worker.wait(60) for worker in running] == [0] * workers


def open_letters(log: EventLog) -> int:
    """Count the letters that are due now or soon and not gone yet."""
    query = select(func.count()).where(col(ErrandRow.done_at).is_(None), col(ErrandRow.about).like("booking:%"))
    with log.reading() as session:
        return int(session.execute(query).scalar_one())


def test_two_workers_send_every_letter_exactly_once(booked: EventLog, town_url: str, tmp_path: Path) -> None:
    before, folder = open_letters(booked), tmp_path / "mail"
    with sink("127.0.0.1", 0, folder) as port:
        work(town_url, tmp_path, port, workers=2)
    letters = letters_in(folder)
    assert len({letter.to for letter in letters}) == PARTIES == before
    assert set(Counter(letter.message_id for letter in letters).values()) == {1}
    assert len(letters) == PARTIES
    assert open_letters(booked) == 0


def test_nothing_is_lost_while_the_mail_server_is_away_and_a_letter_keeps_its_number(
    booked: EventLog, town_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "mail"
    with refusing() as (port, seen):
        work(town_url, tmp_path, port)
    work(town_url, tmp_path, port, minutes=10)  # nobody listens there any more
    assert open_letters(booked) == PARTIES
    with sink("127.0.0.1", 0, folder) as port:
        work(town_url, tmp_path, port, workers=2, minutes=60)
    assert sorted(letter.message_id for letter in letters_in(folder)) == sorted(seen)
    assert len(set(seen)) == PARTIES
    assert open_letters(booked) == 0
