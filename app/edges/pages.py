# SPDX-License-Identifier: EUPL-1.2
"""What every page may show, and the pages for when something is not as asked."""

from typing import Any

from flask import Flask, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.edges.staff import Menu, StaffDoor


def hang_up(app: Flask, doors: tuple[Any, ...]) -> None:
    """Give every template its words and every fault its page."""
    menu = sorted((m for d in doors if isinstance(d, StaffDoor) for m in d.menu), key=lambda m: m.rank)

    @app.context_processor
    def _always() -> dict[str, Any]:
        office = current_app.extensions["office"]
        return {
            "municipality_name": current_app.extensions["municipality_name"](),
            "help_phone": office.settings.help_phone,
            "help_email": office.settings.help_email,
            "colleague": g.get("colleague"),
            "navigation": _navigation(menu) if g.get("colleague") else [],
            "demo_mailbox": bool(office.settings.demo_mailbox),
        }

    app.register_error_handler(CSRFError, lambda fault: _page(400, _("De pagina was te lang open. Ga terug, laad de pagina opnieuw en probeer het nog eens.")))
    app.register_error_handler(HTTPException, _fault)
    app.register_error_handler(500, lambda fault: _page(500, _("Er ging iets mis bij ons. Probeer het over een paar minuten nog eens. Wat u al had verstuurd, is bewaard of helemaal niet gedaan.")))


def _navigation(menu: list[Menu]) -> list[tuple[Any, str, bool]]:
    who = g.colleague
    area_id = (request.view_args or {}).get("area_id") or (next(iter(who.areas)) if len(who.areas) == 1 else None)
    items = []
    for m in menu:
        if (m.area and area_id is None) or (m.director and not who.director):
            continue
        url = url_for(m.endpoint, **({"area_id": area_id} if m.area else {}))
        items.append((m.words, url, request.path == url or request.path.startswith(url + "/")))
    return items


def _fault(fault: HTTPException) -> ResponseReturnValue:
    if fault.response is not None:
        return fault
    words = {
        400: _("Deze aanvraag konden we niet lezen."),
        403: _("Deze pagina is niet voor u. Vraag het aan uw collega."),
        404: _("Deze pagina is er niet. Kijk of het adres klopt."),
        405: _("Dit kan niet op deze pagina."),
        410: _("Deze pagina is er niet meer."),
        413: _("Dit bestand is te groot."),
        429: _("U heeft dit te vaak gedaan. Wacht even en probeer het dan nog eens."),
    }
    code = fault.code or 500
    page, status = _page(code, words.get(code, _("Dit lukt nu niet.")))
    headers = {k: v for k, v in fault.get_headers() if k.lower() in ("allow", "retry-after")}
    return page, status, headers


def _page(code: int, words: str) -> tuple[str, int]:
    return render_template("layouts/error.html", code=code, words=words), code
