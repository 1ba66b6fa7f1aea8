# SPDX-License-Identifier: EUPL-1.2
"""In which language a page is shown, and the switch to another one."""

from typing import Any
from urllib.parse import urlencode

from babel import Locale
from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, get_locale


def choose() -> str:
    """Give the language of this request: asked for here, chosen before, wished by the browser, else Dutch."""
    offered: tuple[str, ...] = current_app.extensions["office"].settings.languages
    if not has_request_context():
        return "nl"
    asked = request.args.get("taal")
    if asked in offered:
        if session.get("language") != asked:
            session["language"] = asked
        return str(asked)
    chosen = session.get("language")
    return chosen if chosen in offered else request.accept_languages.best_match(offered, "nl") or "nl"


def offered_languages() -> list[tuple[str, str, str, str]]:
    """Give code, own name, name in this page's language and address of each, by own name (UX-15)."""
    here = str(get_locale() or "nl")
    offered = []
    for code in current_app.extensions["office"].settings.languages:
        locale = Locale.parse(code)
        own = (locale.get_language_name(code) or code).capitalize()
        name = (locale.get_language_name(here) or code).capitalize()
        offered.append((code, own, name, _address_in(code)))
    return sorted(offered, key=lambda o: o[1])


def _address_in(code: str) -> str:
    """Give the address of this page in another language; of the home page where this one cannot be asked for again."""
    if not has_request_context() or request.method != "GET":
        return f"/?taal={code}"
    query = [(k, v) for k, v in request.args.items(multi=True) if k != "taal"]
    return f"{request.path}?{urlencode([*query, ('taal', code)])}"


def speak(app: Flask) -> None:
    """Teach the application its languages. Texts in the code are Dutch; the others are translations."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nl")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=choose, timezone_selector=lambda: "Europe/Amsterdam")

    app.jinja_env.globals["get_locale"] = get_locale  # letters are written without a request

    @app.context_processor
    def _words() -> dict[str, Any]:
        return {"languages": offered_languages(), "language": str(get_locale() or "nl")}
