# SPDX-License-Identifier: EUPL-1.2
"""In which language a page is shown, and the switch to another one."""

from typing import Any
from urllib.parse import urlencode

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, get_locale, get_translations

COMPLETE = ("nl", "en")  # every text; the other languages have what parents read


def choose() -> str:
    """Give the language of this request: asked for here, chosen before, wished by the browser, else Dutch."""
    if not has_request_context():
        return "nl"
    offered = _offered()
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
    for code in _offered():
        locale = Locale.parse(code)
        own = (locale.get_language_name(code) or code).capitalize()
        name = (locale.get_language_name(here) or code).capitalize()
        offered.append((code, own, name, _address_in(code)))
    return sorted(offered, key=lambda o: o[1])


def _offered() -> tuple[str, ...]:
    languages: tuple[str, ...] = current_app.extensions["office"].settings.languages
    for_staff = has_request_context() and f"{request.path}/".startswith("/team/")
    return tuple(code for code in languages if code in COMPLETE) if for_staff else languages


def _address_in(code: str) -> str:
    """Give the address of this page in another language; of the home page where this one cannot be asked for again."""
    if not has_request_context() or request.method != "GET":
        return f"/?taal={code}"
    query = [(k, v) for k, v in request.args.items(multi=True) if k != "taal"]
    return f"{request.path}?{urlencode([*query, ('taal', code)])}"


def _catalogue() -> Any:
    """Give the translations of this page's language, looked up once: a page of thirty groups asks a thousand times."""
    locale, known = get_locale(), g.get("catalogue")
    if known is None or known[0] is not locale:
        g.catalogue = known = (locale, get_translations())
    return known[1]


def speak(app: Flask) -> None:
    """Teach the application its languages. Texts in the code are Dutch; the others are translations."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nl")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    Babel(app, locale_selector=choose, timezone_selector=lambda: "Europe/Amsterdam")

    app.jinja_env.globals["get_locale"] = get_locale  # letters are written without a request
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda words: _catalogue().ugettext(words),
        ngettext=lambda one, more, n: _catalogue().ungettext(one, more, n),
        newstyle=True,
        pgettext=lambda context, words: _catalogue().upgettext(context, words),
        npgettext=lambda context, one, more, n: _catalogue().unpgettext(context, one, more, n),
    )

    @app.context_processor
    def _words() -> dict[str, Any]:
        return {"languages": offered_languages(), "language": str(get_locale() or "nl")}
