# SPDX-License-Identifier: EUPL-1.2
"""Hands a letter to an SMTP server and says of a failure whether it will pass."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage

from app.adapters.mail_writing import (
    CalendarPart,
    MailFailure,
    PermanentMailFailure,
    TemporaryMailFailure,
    UnfitMail,
    checked_mailbox,
    mail_message,
)

__all__ = [
    "CalendarPart",
    "MailFailure",
    "PermanentMailFailure",
    "Post",
    "TemporaryMailFailure",
    "UnfitMail",
    "mail_message",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The way out for letters: one SMTP server and the address that letters come from.

    starttls: start in plain text and go over to TLS. tls: TLS from the first byte. timeout: seconds per answer.
    user, password: log in when a user is given; only over TLS, unless the server is this machine.
    """

    host: str
    port: int
    from_address: str
    from_name: str = ""
    starttls: bool = False
    tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 15.0

    def deliver(self, message: EmailMessage) -> None:
        """Send one letter; back without an error means that the server took it over.

        The line may break after the server took the letter and before it said so: then the letter is sent again
        with the same Message-ID, and never lost.

        Raises:
            TemporaryMailFailure: no connection, a broken line, a refused greeting or login, an answer 4xx.
            PermanentMailFailure: sender, receiver or letter refused with 5xx, or a bad address.
        """
        sender = checked_mailbox(self.from_address, self.from_name)
        del message["From"]
        message["From"] = sender
        server = self._open()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            raise _failure(*next(iter(fault.recipients.values()))) from fault
        except smtplib.SMTPResponseException as fault:
            raise _failure(fault.smtp_code, fault.smtp_error) from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise PermanentMailFailure("the server takes no letters outside ASCII in addresses") from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise TemporaryMailFailure(f"the line broke: {type(fault).__name__}") from fault
        finally:
            _close(server)

    def _open(self) -> smtplib.SMTP:
        """Connect, go over to TLS and log in. Whatever goes wrong here is no fault of the letter: it waits."""
        me = checked_mailbox(self.from_address).domain
        server: smtplib.SMTP | None = None
        try:
            if self.tls:
                secure = ssl.create_default_context()
                server = smtplib.SMTP_SSL(self.host, self.port, me, timeout=self.timeout, context=secure)
            else:
                server = smtplib.SMTP(self.host, self.port, me, timeout=self.timeout)
            if self.starttls and not self.tls:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                self._log_in(server)
        except (smtplib.SMTPException, OSError) as fault:
            if server is not None:
                _close(server)
            raise TemporaryMailFailure(f"no connection to {self.host}:{self.port}: {_reason(fault)}") from fault
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not (self.tls or self.starttls or self.host in ("localhost", "127.0.0.1", "::1")):
            raise smtplib.SMTPException("a password is sent over TLS only")
        server.login(self.user, self.password)


def _failure(code: int, answer: bytes | str) -> MailFailure:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    said = f"the mail server answered {code}: {' '.join(words.split())[:200]}"
    return PermanentMailFailure(said) if 500 <= code < 600 else TemporaryMailFailure(said)


def _reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"answer {fault.smtp_code}"
    return f"{type(fault).__name__} {fault}".strip()[:200]


def _close(server: smtplib.SMTP) -> None:
    # The letter's fate is known by now: a bad good-bye must not make it be sent twice.
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
