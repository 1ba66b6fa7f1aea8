# SPDX-License-Identifier: EUPL-1.2
"""Writes a letter as an e-mail message: text, HTML and a calendar file, with no way to smuggle in a header."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from typing import Literal

_ADDRESS = re.compile(r"""[^\s@<>"(),:;\\\[\]\x00-\x1f\x7f]+@[^\s@<>"(),:;\\\[\]\x00-\x1f\x7f]+""")


class MailFailure(Exception):
    """A letter did not leave. Says why, in words for a log: never the text of the letter."""


class TemporaryMailFailure(MailFailure):
    """Try again later: no connection, a broken line, a refused login, an answer 4xx."""


class PermanentMailFailure(MailFailure):
    """Trying again will not help: an answer 5xx, or an address that is no address."""


class UnfitMail(PermanentMailFailure, ValueError):
    """The letter itself cannot be sent: a bad address, or a header that would break the line."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file to go with a letter, shown inline and attached.

    content: what ``calendar_file`` wrote; method: the one it was written with; filename: of the attachment.
    """

    content: bytes
    method: Literal["PUBLISH", "REQUEST", "CANCEL"] = "REQUEST"
    filename: str = "scholentocht.ics"


def checked_mailbox(address: str, name: str = "") -> Address:
    """Read one e-mail address; its domain in Punycode.

    Raises:
        UnfitMail: not one plain address, a line end or control character, or longer than 254 (RFC 5321 §4.5.3.1).
    """
    if len(address) > 254 or not _ADDRESS.fullmatch(address):
        raise UnfitMail("not an e-mail address")
    name = _one_line(name)
    local, _, domain = address.rpartition("@")
    try:
        return Address(name, local, domain.encode("idna").decode("ascii"))
    except (ValueError, IndexError, UnicodeError) as fault:
        raise UnfitMail("not an e-mail address") from fault


def mail_message(
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    language: str,
    written_at: datetime,
    to_name: str = "",
    calendar: CalendarPart | None = None,
) -> EmailMessage:
    """Write a letter as text and HTML, with a calendar file inline and attached where one is given.

    Args:
        to, to_name: one receiver; the name is optional.
        subject: one line.
        text, html: the same letter twice, each complete.
        message_id: ``<something@domain>``; the same for every attempt to send this letter.
        language: of the letter, such as ``nl``.
        written_at: aware; becomes Date, so that a retry is the same letter.

    Returns:
        A message without From: ``Post`` fills it in.

    Raises:
        UnfitMail: a bad address or message_id, or a header that would break the line.

    Source: RFC 5322, RFC 6047 §2.4 (inline text/calendar), RFC 3834 (Auto-Submitted).
    """
    if not re.fullmatch(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>", message_id):
        raise UnfitMail("not a Message-ID")
    message = EmailMessage(policy=SMTP_POLICY)
    message["To"] = checked_mailbox(to, to_name)
    message["Subject"] = _one_line(subject)
    message["Message-ID"] = message_id
    message["Date"] = format_datetime(written_at)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    # Quoted-printable: short lines, and no server needs to know 8BITMIME.
    message.set_content(_whole(text), cte="quoted-printable")
    message.add_alternative(_whole(html), subtype="html", cte="quoted-printable")
    if calendar is not None:
        _add_calendar(message, calendar)
    message["Content-Language"] = _one_line(language)  # last: add_alternative moves earlier Content- headers inside
    return message


def _add_calendar(message: EmailMessage, calendar: CalendarPart) -> None:
    content = calendar.content.decode("utf-8")
    message.add_alternative(content, subtype="calendar", params={"method": calendar.method}, cte="base64")
    message.add_attachment(calendar.content, maintype="application", subtype="ics", filename=calendar.filename)


def _one_line(words: str) -> str:
    # Ours, beside the policy's own check: that one lets a line end through as the last character.
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", words):
        raise UnfitMail("a line end or control character in a header")
    return _whole(words)


def _whole(text: str) -> str:
    # Half a surrogate pair cannot be written as UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")
