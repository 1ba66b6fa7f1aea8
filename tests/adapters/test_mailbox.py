# SPDX-License-Identifier: EUPL-1.2
"""The demo's mailbox keeps every letter that is sent to it and shows them, newest first."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.adapters.mail import CalendarPart, Post, mail_message
from app.adapters.mailbox import letter_in, letters_in, sink

STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)


def letter(number: int, **more):
    return mail_message(
        to="amina@example.org",
        subject=f"Brief {number} – مرحبا",
        text=f"Beste Amina, dit is brief {number}.",
        html=f"<p>Beste Amina, dit is brief {number}.</p>",
        message_id=f"<{number}@scholentocht.example>",
        language="nl",
        written_at=STAMP,
        **more,
    )


def test_letters_are_kept_and_read_newest_first(tmp_path):
    with sink("127.0.0.1", 0, tmp_path / "mail") as port:
        post = Post(host="127.0.0.1", port=port, from_address="tocht@kampen.example", timeout=5)
        for number in (1, 2, 3):
            post.deliver(letter(number))
    found = letters_in(tmp_path / "mail")
    assert [each.message_id for each in found] == [f"<{number}@scholentocht.example>" for number in (3, 2, 1)]
    newest = found[0]
    assert newest.subject == "Brief 3 – مرحبا"
    assert (newest.to, newest.sender) == ("amina@example.org", "tocht@kampen.example")
    assert newest.text.strip() == "Beste Amina, dit is brief 3."
    assert newest.html.strip() == "<p>Beste Amina, dit is brief 3.</p>"
    assert newest.received_at.tzinfo is UTC
    assert newest.attachments == ()
    assert letter_in(tmp_path / "mail", newest.key) == newest


def test_a_calendar_file_is_found_as_an_attachment(tmp_path):
    ics = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    with sink("127.0.0.1", 0, tmp_path / "mail") as port:
        post = Post(host="127.0.0.1", port=port, from_address="tocht@kampen.example", timeout=5)
        post.deliver(letter(1, calendar=CalendarPart(ics)))
    (found,) = letters_in(tmp_path / "mail")
    assert [(part.name, part.mimetype, part.content) for part in found.attachments] == [
        ("scholentocht.ics", "application/ics", ics)
    ]


def test_a_mailbox_that_is_not_there_yet_is_empty(tmp_path):
    assert letters_in(tmp_path / "mail") == []
    assert letter_in(tmp_path / "mail", "nothing") is None


def test_a_letter_that_does_not_exist_or_lies_elsewhere_is_not_found(tmp_path):
    (tmp_path / "secret").write_text("s")
    with sink("127.0.0.1", 0, tmp_path / "mail"):
        assert letter_in(tmp_path / "mail", "../../secret") is None
        assert letter_in(tmp_path / "mail", "1234") is None


def test_a_letter_without_any_order_is_still_shown(tmp_path):
    with sink("127.0.0.1", 0, tmp_path / "mail"):
        pass
    raw = b"Content-Type: text/plain; charset=no-such-thing\r\nSubject: =?x?q?\xff\r\nTo: \xff\xfe\r\n\r\n\xff\x00"
    (tmp_path / "mail" / "new" / "1.odd").write_bytes(raw)
    (tmp_path / "mail" / "new" / "2.empty").write_bytes(b"")
    assert len(letters_in(tmp_path / "mail")) == 2


def test_a_port_that_is_taken_is_an_error_and_not_a_silent_wait(tmp_path, monkeypatch):
    monkeypatch.setenv("AIOSMTPD_CONTROLLER_TIMEOUT", "0.3")
    with (
        sink("127.0.0.1", 0, tmp_path / "one") as port,
        pytest.raises(OSError),
        sink("127.0.0.1", port, tmp_path / "two"),
    ):
        pass


def test_the_sink_runs_until_it_is_asked_to_stop(tmp_path):
    program = (
        "from pathlib import Path; from app.adapters import mailbox as m; import sys;"
        "real = m.sink\n"
        "from contextlib import contextmanager\n"
        "@contextmanager\n"
        "def told(*words):\n"
        "    with real(*words) as port:\n"
        "        print(port, flush=True)\n"
        "        yield port\n"
        "m.sink = told\n"
        "m.run('127.0.0.1', 0, Path(sys.argv[1]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "mail")],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        env=os.environ,
    )
    with process:
        try:
            port = int(process.stdout.readline())
            Post(host="127.0.0.1", port=port, from_address="tocht@kampen.example", timeout=5).deliver(letter(1))
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
        finally:
            if process.poll() is None:
                process.kill()
    assert len(letters_in(tmp_path / "mail")) == 1
