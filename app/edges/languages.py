# SPDX-License-Identifier: EUPL-1.2
"""In which language a page is shown, and the switch to another one."""

from typing import Any

from babel import Locale
from flask import Blueprint, Flask, current_app, has_request_context, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale

pages = Blueprint("languages", __name__)


def choose() -> str:
    """Give the language of this request: the one chosen before, else the best that the browser asks for, else Dutch."""
    offered: tuple[str, ...] = current_app.extensions["office"].settings.languages
    if not has_request_context():
        return "nl"
    chosen = session.get("language")
    return chosen if chosen in offered else request.accept_languages.best_match(offered, "nl") or "nl"


@pages.post("/taal")
def choose_language() -> ResponseReturnValue:
    """Remember a language and go back to the page it was asked on; only to a page of our own."""
    wanted = request.form.get("taal", "")
    if wanted in current_app.extensions["office"].settings.languages:
        session["language"] = wanted
    back = request.form.get("terug", "/")
    return redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) and "\n" not in back and "\r" not in back else "/")


def offered_languages() -> list[dict[str, str]]:
    """Name the languages for the switch: in their own words first, in the order of the alphabet (UX-15)."""
    here = get_locale()
    names = []
    for code in current_app.extensions["office"].settings.languages:
        locale = Locale.parse(code)
        own = (locale.get_language_name(code) or code).capitalize()
        names.append({"code": code, "own": own, "name": locale.get_language_name(str(here)) or code, "current": str(code == str(here))})
    return sorted(names, key=lambda n: n["own"])


def speak(app: Flask) -> None:
    """Teach the application its languages. Texts in the code are Dutch; the others are translations."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nl")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=choose, timezone_selector=lambda: "Europe/Amsterdam")
    app.register_blueprint(pages)

    @app.context_processor
    def _words() -> dict[str, Any]:
        locale = get_locale()
        direction = locale.text_direction if locale else "ltr"
        return {"languages": offered_languages(), "language": str(locale or "nl"), "direction": direction, "get_locale": get_locale}
