# SPDX-License-Identifier: EUPL-1.2
"""Letters over real SMTP: what arrives, what is refused, and which failures pass."""

import socket
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.calendars import Contact, Entry, calendar_file
from app.adapters.mail import CalendarPart, PermanentMailFailure, Post, TemporaryMailFailure, UnfitMail, mail_message

STAMP = datetime(2026, 9, 1, 8, tzinfo=UTC)
LETTER = {
    "to": "amina@example.org",
    "subject": "Uw plek op de scholentocht – مرحبا",
    "text": "Beste Amina,\nTot dinsdag!\n.\nDe gemeente",
    "html": "<p>Beste Amina, tot dinsdag! é</p>",
    "message_id": "<42.confirmation@scholentocht.example>",
    "language": "nl",
    "written_at": STAMP,
}
INVITATION = calendar_file(
    "Tocht",
    [
        Entry(
            uid="b-42",
            summary="Tocht",
            starts_at=STAMP,
            ends_at=STAMP.replace(hour=10),
            stamped_at=STAMP,
            modified_at=STAMP,
        )
    ],
    language="nl",
    method="REQUEST",
    organizer=Contact("Team", "team@example.org"),
    attendee=Contact("Amina", "amina@example.org"),
)


class Scripted:
    """An SMTP server that answers what the test tells it to."""

    def __init__(self, *, rcpt: str = "250 OK", data: str = "250 OK", drop: bool = False) -> None:
        self.rcpt, self.data, self.drop = rcpt, data, drop
        self.kept: list[bytes] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250"):
            self.kept.append(envelope.content)
        if self.drop:
            server.transport.abort()
        return self.data


class OnAnyPort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def served(handler: Scripted, **settings):
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    try:
        yield Post(
            host="127.0.0.1", port=controller.port, from_address="tocht@kampen.example", from_name="Gemeente", timeout=5
        )
    finally:
        controller.stop()


def test_a_letter_arrives_in_text_html_and_calendar():
    handler = Scripted()
    with served(handler) as post:
        post.deliver(mail_message(**LETTER, to_name="Amina, O'B", calendar=CalendarPart(INVITATION)))
    (raw,) = handler.kept
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    message = message_from_bytes(raw, policy=default)
    assert message["Subject"] == LETTER["subject"]
    assert message["Message-ID"] == LETTER["message_id"]
    assert message["From"].addresses[0].addr_spec == "tocht@kampen.example"
    assert message["To"].addresses[0].display_name == "Amina, O'B"
    assert message["Date"].datetime == STAMP
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == LETTER["text"]
    assert message.get_body(("html",)).get_content().strip() == LETTER["html"]
    (inline,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert inline.get_param("method") == "REQUEST"
    assert inline.get_payload(decode=True) == INVITATION
    (attached,) = message.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "scholentocht.ics")
    assert attached.get_content() == INVITATION


def test_a_second_attempt_is_the_same_letter():
    handler = Scripted()
    with served(handler) as post:
        message = mail_message(**LETTER)
        post.deliver(message)
        post.deliver(message)
    first, second = (message_from_bytes(raw, policy=default) for raw in handler.kept)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert len(second.get_all("From")) == 1


@pytest.mark.parametrize(
    ("script", "failure"),
    [
        ({"rcpt": "451 later, greylisted"}, TemporaryMailFailure),
        ({"rcpt": "550 no such person"}, PermanentMailFailure),
        ({"data": "451 local error"}, TemporaryMailFailure),
        ({"data": "554 spam"}, PermanentMailFailure),
        ({"drop": True}, TemporaryMailFailure),
    ],
)
def test_the_answer_of_the_server_says_whether_to_try_again(script, failure):
    with served(Scripted(**script)) as post, pytest.raises(failure):
        post.deliver(mail_message(**LETTER))


def test_a_failure_says_what_the_server_answered_and_nothing_of_the_letter():
    with served(Scripted(rcpt="550 no such person")) as post, pytest.raises(PermanentMailFailure) as caught:
        post.deliver(mail_message(**LETTER))
    assert str(caught.value) == "the mail server answered 550: no such person"


def test_a_server_that_is_not_there_is_a_passing_failure():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(TemporaryMailFailure, match="no connection"):
        Post(host="127.0.0.1", port=port, from_address="a@b.example").deliver(mail_message(**LETTER))


def test_a_server_that_says_nothing_is_given_up_after_the_timeout():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        post = Post(host="127.0.0.1", port=silent.getsockname()[1], from_address="a@b.example", timeout=0.2)
        with pytest.raises(TemporaryMailFailure):
            post.deliver(mail_message(**LETTER))


def test_no_letter_leaves_in_plain_text_when_tls_was_asked_for():
    handler = Scripted()
    with served(handler) as post, pytest.raises(TemporaryMailFailure):
        Post(host=post.host, port=post.port, from_address="a@b.example", starttls=True).deliver(mail_message(**LETTER))
    assert handler.kept == []


def test_a_refused_login_leaves_the_letter_waiting():
    with served(Scripted(), auth_require_tls=False, authenticator=lambda *_: refused()) as post:
        shy = Post(host=post.host, port=post.port, from_address="a@b.example", user="u", password="p")
        with pytest.raises(TemporaryMailFailure, match="535"):
            shy.deliver(mail_message(**LETTER))


def refused():
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)


def test_a_password_is_not_shown_in_the_post_office_s_name():
    assert "s3cret" not in repr(Post(host="h", port=25, from_address="a@b.example", password="s3cret"))


def test_a_password_does_not_travel_in_plain_text(monkeypatch):
    with served(Scripted()) as post:
        real = socket.create_connection
        monkeypatch.setattr(
            socket, "create_connection", lambda address, *rest, **more: real((post.host, post.port), *rest, **more)
        )
        far = Post(host="mail.example", port=25, from_address="a@b.example", user="u", password="p")
        with pytest.raises(TemporaryMailFailure, match="TLS only"):
            far.deliver(mail_message(**LETTER))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c",
        "a@b\r\nBcc: x@y.nl",
        "a b@c.nl",
        "a,b@c.nl",
        "<a@b.nl>",
        "a@",
        "@b.nl",
        "a@b.nl\n",
        "x" * 250 + "@b.nl",
        "a@.nl",
    ],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UnfitMail):
        mail_message(**{**LETTER, "to": address})


def test_a_domain_outside_ascii_is_written_in_punycode():
    assert mail_message(**{**LETTER, "to": "a@bücher.example"})["To"].addresses[0].domain == "xn--bcher-kva.example"


@pytest.mark.parametrize("field", ["subject", "to_name", "message_id", "language"])
@pytest.mark.parametrize("break_", ["\r\nBcc: x@y.nl", "\n", "\r", "\u2028X", "\x0bX"])
def test_no_header_can_be_smuggled_in(field, break_):
    with pytest.raises(UnfitMail):
        mail_message(**{**LETTER, field: LETTER.get(field, "Amina") + break_})


@given(subject=st.text(max_size=80), name=st.text(max_size=40), body=st.text(max_size=200))
def test_any_text_gives_one_letter_with_the_headers_we_wrote_or_is_refused(subject, name, body):
    try:
        message = mail_message(**{**LETTER, "subject": subject, "to_name": name, "text": body, "html": body})
    except UnfitMail:
        return
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert sorted(read.keys()) == sorted(mail_message(**LETTER).keys())
    assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert [mailbox.addr_spec for mailbox in read["To"].addresses] == ["amina@example.org"]
