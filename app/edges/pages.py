# SPDX-License-Identifier: EUPL-1.2
"""What every page may show, and the pages for when something is not as asked."""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, current_app, g, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.edges.backgrounds import OWN
from app.edges.staff import Menu, StaffDoor

DAY = 86_400
SECURITY_TXT_LASTS = timedelta(days=300)  # RFC 9116: less than a year


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
            "home_url": "/",
            "footer_links": _footer(),
            **(_workplace(menu) if g.get("colleague") else {}),
        }

    @app.get("/over/<any(toegankelijkheid, privacy, bronnen):what>")
    def about(what: str) -> str:
        return render_template(f"layouts/about_{what}.html")

    @app.get("/.well-known/security.txt")
    def security_txt() -> Response:
        office = current_app.extensions["office"]
        ends = (office.now() + SECURITY_TXT_LASTS).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = [f"Contact: mailto:{office.settings.help_email}", f"Expires: {ends}", "Preferred-Languages: nl, en"]
        lines.append(f"Canonical: {office.settings.base_url}/.well-known/security.txt")
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    if basemap := app.extensions["office"].settings.basemap:

        @app.get("/kaart/stad.pmtiles", endpoint=OWN)
        def streets() -> ResponseReturnValue:
            return send_file(basemap, mimetype="application/octet-stream", conditional=True, max_age=DAY)

    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _fault)
    app.register_error_handler(500, _broken)


def _footer() -> list[tuple[str, str]]:
    links = [(_("Toegankelijkheid"), "toegankelijkheid"), (_("Privacy"), "privacy"), (_("Bronnen"), "bronnen")]
    found = [(words, url_for("about", what=what)) for words, what in links]
    return [*found, (_("Voor medewerkers"), url_for("areas_staff.overview"))]


def _workplace(menu: list[Menu]) -> dict[str, Any]:
    return {
        "colleague": g.colleague,
        "person_name": g.colleague.name,
        "area_name": current_app.extensions["area_title"](area_id) if (area_id := _area_here()) else None,
        "navigation": _navigation(menu),
        "sign_out_url": url_for("people_staff.sign_out_submitted"),
        "staff_home_url": url_for("areas_staff.overview"),
    }


def _navigation(menu: list[Menu]) -> list[tuple[Any, str, bool]]:
    who, area_id = g.colleague, _area_here()
    shown = [m for m in menu if (area_id or not m.area) and (who.director or not m.director)]
    items = [(m.words, url_for(m.endpoint, **({"area_id": area_id} if m.area else {}))) for m in shown]
    here = max((url for _words, url in items if _lies_under(url)), key=len, default=None)
    return [(words, url, url == here) for words, url in items]


def _area_here() -> Any:
    """Give the area of this page, or the only one that a colleague works in."""
    who = g.colleague
    return (request.view_args or {}).get("area_id") or (next(iter(who.areas)) if len(who.areas) == 1 else None)


def _lies_under(url: str) -> bool:
    return request.path == url or request.path.startswith(url + "/")


def _fault(fault: HTTPException) -> ResponseReturnValue:
    if fault.response is not None:
        return fault
    words = {
        400: (_("Dat konden we niet lezen"), _("Ga terug en probeer het nog eens.")),
        403: (_("Deze pagina is niet voor u"), _("Vraag het aan uw collega of log in met een ander adres.")),
        404: (_("Deze pagina is er niet"), _("Kijk of het adres klopt.")),
        405: (_("Dat kan niet op deze pagina"), _("Ga terug en probeer het nog eens.")),
        410: (_("Deze pagina is er niet meer"), _("De gegevens zijn verwijderd of de tijd is voorbij.")),
        413: (_("Dit bestand is te groot"), _("Kies een bestand van hoogstens 20 MB.")),
        429: (_("Even wachten"), _("U heeft dit kort na elkaar vaak gedaan. Wacht even en probeer het dan nog eens.")),
    }
    code = fault.code or 500
    title, message = words.get(code, (_("Dat lukt nu niet"), _("Probeer het over een paar minuten nog eens.")))
    headers = {k: v for k, v in fault.get_headers() if k.lower() in ("allow", "retry-after")}
    return (*_page(code, title, message), headers)


def _broken(_fault: Exception) -> ResponseReturnValue:
    return _page(
        500,
        _("Er ging iets mis bij ons"),
        _("Probeer het over een paar minuten nog eens. Wat u verstuurde is helemaal bewaard, of helemaal niet."),
    )


def _expired(_fault: Exception) -> ResponseReturnValue:
    return _page(400, _("De pagina was te lang open"), _("Ga terug, laad de pagina opnieuw en probeer het nog eens."))


def _page(code: int, title: str, message: str) -> tuple[str, int]:
    steps = [(_("Naar de startpagina"), "/")]
    return render_template("layouts/error.html", title=title, message=message, next_steps=steps), code
