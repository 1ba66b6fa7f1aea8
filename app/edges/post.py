# SPDX-License-Identifier: EUPL-1.2
"""The post room: renders a letter in the reader's language and hands it to the mail server."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_babel import force_locale

from app.adapters.mail import Post
from app.adapters.mail_writing import CalendarPart, PermanentMailFailure, TemporaryMailFailure, mail_message
from app.edges.office import Letter
from app.eventlog.outbox import GiveUp, HoldBack


@dataclass(frozen=True, slots=True)
class PostRoom:
    """Letters of one application. domain: the part of a Message-ID after the @."""

    app: Flask
    post: Post
    domain: str

    def send(self, letter: Letter) -> None:
        """Render and send. Raises HoldBack when the mail server cannot take it now, GiveUp when it never will."""
        with self.app.app_context(), force_locale(letter.language):
            template = self.app.jinja_env.get_template(letter.template + ".txt")
            context = {**self.app_words(), **letter.context, "language": letter.language}
            text = template.render(context).strip() + "\n"
            subject = " ".join("".join(template.blocks["subject"](template.new_context(context))).split())
            html = self.app.jinja_env.get_template(letter.template + ".html").render(context)
            written_at = letter.written_at or current_app.extensions["office"].now()
        try:
            message = mail_message(
                to=letter.to,
                subject=subject,
                text=text,
                html=html,
                message_id=f"<{letter.message_id}@{self.domain}>",
                language=letter.language,
                written_at=written_at,
                calendar=_calendar(letter.ics),
            )
            self.post.deliver(message)
        except PermanentMailFailure as fault:
            raise GiveUp(str(fault)) from fault
        except TemporaryMailFailure as fault:
            raise HoldBack(str(fault)) from fault

    def app_words(self) -> dict[str, Any]:
        """Give what every letter may name."""
        settings = current_app.extensions["office"].settings
        name = current_app.extensions["municipality_name"]()
        return {"help_phone": settings.help_phone, "help_email": settings.help_email, "municipality_name": name}


def _calendar(ics: bytes | None) -> CalendarPart | None:
    """Attach a calendar file with the method that it was written with."""
    if ics is None:
        return None
    found = re.search(rb"^METHOD:(PUBLISH|REQUEST|CANCEL)", ics, re.MULTILINE)
    method: Any = found.group(1).decode() if found else "PUBLISH"
    return CalendarPart(ics, method)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Absolute addresses from the configured base."""

    app: Flask
    base_url: str

    def page(self, endpoint: str, **values: Any) -> str:
        """Give the address of a page by its endpoint."""
        base = urlsplit(self.base_url)
        adapter = self.app.url_map.bind(base.netloc, base.path or "/", url_scheme=base.scheme)
        return adapter.build(endpoint, values, force_external=True)
