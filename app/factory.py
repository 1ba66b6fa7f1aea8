# SPDX-License-Identifier: EUPL-1.2
"""Build the application: settings, log, views, doors."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import wiring
from app.adapters.addresses import Addresses
from app.adapters.mail import Post
from app.adapters.streets import streets_from
from app.adapters.streets_cli import streets as streets_commands
from app.areas.read.areas import area_of, municipality
from app.edges import pages
from app.edges.converters import CONVERTERS
from app.edges.headers import protect
from app.edges.languages import speak
from app.edges.office import Office
from app.edges.post import PageLinks, PostRoom
from app.edges.settings import Settings
from app.edges.throttle import limit
from app.edges.transfer import lighten
from app.eventlog.cli import database, log, views, worker
from app.eventlog.engine import make_engine, wipe_traces
from app.eventlog.store import EventLog
from app.kernel.ids import AreaId
from app.people.screens.staff import recognise
from app.vault.retention import let_go

ROOT = Path(__file__).parent.parent


def create_app(settings: Settings | None = None, clock: Any = None) -> Flask:
    """Build one installation. settings: from the environment unless given; clock: gives the present moment, aware."""
    settings = settings or Settings.from_environment()
    app = Flask(
        "app", root_path=str(ROOT / "app"), template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    _configure(app, settings)
    app.extensions["office"] = _open_office(app, settings, clock or (lambda: datetime.now(UTC)))
    app.extensions["recognise"] = recognise
    app.extensions["chores"] = [_let_go]
    app.extensions["area_title"] = lambda area_id: _area_title(app, area_id)
    app.extensions["municipality_name"] = lambda: _municipality_name(app)
    speak(app)
    protect(app, secure=settings.secure, pdok=settings.pdok)
    lighten(app)
    CSRFProtect(app)
    limit(app)
    doors = wiring.doors()
    pages.hang_up(app, doors)
    for door in doors:
        app.register_blueprint(door.blueprint)
    _add_commands(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    base = urlsplit(settings.base_url)
    app.config.update(
        SECRET_KEY=settings.key,
        SERVER_NAME=None,
        TESTING=settings.testing,
        PREFERRED_URL_SCHEME=base.scheme,
        MAX_CONTENT_LENGTH=25_000_000,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="__Host-scholentocht" if settings.secure else "scholentocht",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.converters.update(CONVERTERS)
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]


def _open_office(app: Flask, settings: Settings, clock: Any) -> Office:
    wiring.load_facts()
    url = settings.database_url
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    post = Post(
        host=settings.smtp_host,
        port=settings.smtp_port,
        user=settings.smtp_user,
        password=settings.smtp_password,
        starttls=settings.smtp_starttls,
        from_address=settings.mail_from,
        from_name=settings.mail_name,
    )
    return Office(
        log=EventLog(make_engine(url), wiring.views(), wiring.reactions()),
        clock=clock,
        settings=settings,
        post=PostRoom(app, post, settings.mail_from.rpartition("@")[2]),
        links=PageLinks(app, settings.base_url),
        streets=streets_from(settings.tiles or None, km_per_hour=settings.group_km_per_hour),
        addresses=Addresses(settings.postcodes or None),
    )


def _let_go(office: Office) -> None:
    with office.log.writing() as session:
        gone = let_go(session, office.today())
    if gone:
        wipe_traces(office.log.engine)


def _area_title(app: Flask, area_id: AreaId) -> str | None:
    with app.extensions["office"].reading() as session:
        found = area_of(session, area_id)
    return found.title if found else None


def _municipality_name(app: Flask) -> str:
    with app.extensions["office"].reading() as session:
        found = municipality(session)
    return found.title if found else "Scholentocht"


def _add_commands(app: Flask) -> None:
    for group in (log, views, database, streets_commands, worker):
        app.cli.add_command(group)
    for module in wiring.modules("cli"):
        app.cli.add_command(module.commands)
