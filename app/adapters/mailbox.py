# SPDX-License-Identifier: EUPL-1.2
"""A mail server that delivers nothing: the demo's letters land in a folder, to be read on a page."""

import mailbox
import signal
import threading
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a letter. name: as sent, for show only, never a path to write to."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """A letter as it came in. received_at: UTC. text, html: "" when absent; the html is not to be trusted."""

    key: str
    subject: str
    to: str
    sender: str
    message_id: str
    received_at: datetime
    text: str
    html: str
    attachments: tuple[Attachment, ...]


class _Keeper:
    """Takes every letter and writes it whole into a Maildir before it says 250."""

    def __init__(self, folder: Path) -> None:
        self._box = _box(folder)

    async def handle_DATA(self, server: "SMTP", session: "Session", envelope: "Envelope") -> str:  # noqa: N802
        content = envelope.content or b""
        self._box.add(content if isinstance(content, bytes) else content.encode())
        return "250 Kept for reading, sent to nobody"


def _box(folder: Path) -> mailbox.Maildir:
    folder.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(folder, factory=None, create=True)


@contextmanager
def sink(host: str, port: int, folder: Path) -> Iterator[int]:
    """Take letters on a thread of its own while the block runs.

    Args:
        host: an address of this machine, normally 127.0.0.1.
        port: 0 lets the machine choose a free one.
        folder: a Maildir; made when absent.

    Yields:
        The port that it listens on.

    Raises:
        OSError: the port is taken.
    """
    from aiosmtpd.controller import Controller  # here: only the demo needs it

    class _Anywhere(Controller):
        def _trigger_server(self) -> None:
            # aiosmtpd calls the port it was given; with 0 that is not the one it got.
            assert isinstance(self.server, Server)
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = _Anywhere(_Keeper(folder), hostname=host, port=port)
    try:
        controller.start()
    except BaseException:
        controller.loop.close()  # aiosmtpd leaves it open when the port is taken
        raise
    try:
        yield controller.port
    finally:
        controller.stop()


def run(host: str, port: int, folder: Path) -> None:
    """Take letters until SIGINT or SIGTERM. To be called from a process's main thread."""
    done = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: done.set())
    with sink(host, port, folder):
        done.wait()


def letters_in(folder: Path) -> list[ReceivedLetter]:
    """Read all letters, newest first; empty when the folder is not there yet."""
    if not folder.is_dir():
        return []
    box = _box(folder)
    letters = [_read(key, box.get_bytes(key), _moment(folder, key)) for key in box.keys()]  # noqa: SIM118 - a Maildir iterates over messages
    return sorted(letters, key=lambda letter: (letter.received_at, letter.key), reverse=True)


def letter_in(folder: Path, key: str) -> ReceivedLetter | None:
    """Read one letter by its key; None when there is no such letter."""
    box = _box(folder) if folder.is_dir() else None
    if box is None or key not in box:
        return None
    return _read(key, box.get_bytes(key), _moment(folder, key))


def _moment(folder: Path, key: str) -> datetime:
    subfolder = "new" if (folder / "new" / key).exists() else "cur"
    found = next(iter((folder / subfolder).glob(f"{key}*")))
    return datetime.fromtimestamp(found.stat().st_mtime, UTC)


def _read(key: str, raw: bytes, received_at: datetime) -> ReceivedLetter:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return ReceivedLetter(
        key=key,
        subject=str(message.get("Subject", "")),
        to=str(message.get("To", "")),
        sender=str(message.get("From", "")),
        message_id=str(message.get("Message-ID", "")).strip(),
        received_at=received_at,
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return "" if part is None else _decoded(part)


def _decoded(part: MIMEPart) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a character set that nobody knows
        return raw.decode("utf-8", "replace")


def _attachment(part: MIMEPart) -> Attachment:
    raw = part.get_payload(decode=True)
    return Attachment(part.get_filename() or "", part.get_content_type(), raw if isinstance(raw, bytes) else b"")
