# SPDX-License-Identifier: EUPL-1.2
"""Commands for whoever looks after an installation: the log, the views, the database, the worker."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import inspect

from app.eventlog.codec import encode
from app.eventlog.outbox import parked, work
from app.eventlog.store import EventLog
from app.eventlog.views import Recorded
from app.kernel.events import tags_of
from app.kernel.values import LOCAL

log = AppGroup("log", help="Read and check the log of facts.")
views = AppGroup("views", help="Fold the views again, or check them.")
database = AppGroup("database", help="Make or bring up to date the database.")


def the_log() -> EventLog:
    """Give the log of the current application."""
    found: EventLog = current_app.extensions["office"].log
    if not inspect(found.engine).has_table("fact"):
        where = found.engine.url.render_as_string()
        raise click.ClickException(
            f"{where} is nog geen database van Scholentocht. Maak haar met 'flask --app wsgi database upgrade', "
            "of noem met SCHOLENTOCHT_DATABASE_URL de database die u bedoelt."
        )
    return found


@log.command("verify")
def verify() -> None:
    """Check the chain of hashes from the first fact to the last."""
    broken = the_log().first_broken()
    if broken is not None:
        raise click.ClickException(f"het logboek klopt niet: feit {broken} past niet in de keten")
    with the_log().reading() as session:
        click.echo(f"{the_log().position(session)} feiten, de keten klopt")


@log.command("show")
@click.option("--about", help="Only facts about this tag, e.g. carrousel:…")
@click.option("--last", type=int, help="Only so many facts, the newest.")
@click.option("--whole", is_flag=True, help="Every word of every fact; outlines of areas are long.")
def show(about: str | None, last: int | None, whole: bool) -> None:
    """Tell what happened, fact by fact: when, by whom, what became true, and about what."""
    with the_log().reading() as session:
        newest = the_log().position(session)
        for recorded in the_log().everything(session, after=max(0, newest - last) if last else 0):
            if about is None or about in tags_of(recorded.event):
                click.echo(told(recorded, width=None if whole else 160))


def told(recorded: Recorded, width: int | None) -> str:
    """Write a fact for a person: moment, name and by whom; its meaning; its words, cut to so many characters."""
    at = recorded.recorded_at.astimezone(LOCAL)
    meaning = (type(recorded.event).__doc__ or "").strip().split("\n")[0]
    words = encode(recorded.event)
    if width is not None and len(words) > width:
        words = words[: width - 1] + "…"
    head = f"{recorded.position:>7}  {at:%d-%m-%Y %H:%M:%S}  {recorded.event.name}  (by {recorded.by})"
    return f"{head}\n         {meaning}\n         {words}"


@views.command("rebuild")
@click.option("--check", is_flag=True, help="Change nothing; say whether every view equals the replay of the log.")
def rebuild(check: bool) -> None:
    """Fold every view again from the log."""
    if not check:
        the_log().rebuild()
        click.echo(f"{len(the_log().views)} overzichten opnieuw opgebouwd")
        return
    if differ := the_log().views_that_differ():
        raise click.ClickException("deze overzichten wijken af van het logboek: " + ", ".join(differ))
    click.echo(f"{len(the_log().views)} overzichten zijn gelijk aan het logboek")


def upgrade_database(office_log: EventLog) -> list[str]:
    """Bring the kept tables to the newest form and fold views whose form changed. Returns the names of those views."""
    from alembic import command as alembic  # here: a server never migrates, and it takes half a second
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[2] / "migrations"))
    config.attributes["engine"] = office_log.engine
    alembic.upgrade(config, "head")
    stale = office_log.stale_views()
    if stale:
        office_log.rebuild(stale)
    return [v.name for v in stale]


@database.command("upgrade")
def upgrade() -> None:
    """Make the database, or bring it to the newest form."""
    for name in upgrade_database(current_app.extensions["office"].log):
        click.echo(f"overzicht {name} opgebouwd")
    click.echo("de database is bij")


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due and stop.")
@click.option("--pause", default=2.0, help="Seconds to wait when nothing is due.")
def worker(once: bool, pause: float) -> None:
    """Carry out what follows from facts: send letters, end offers, let personal data go when their term is over."""
    office: Any = current_app.extensions["office"]
    chores = current_app.extensions["chores"]
    tidied = office.now() - timedelta(days=1)
    while True:
        tried = work(office.log.engine, office.log.reactions, office, office.clock)
        if office.now() - tidied > timedelta(hours=1):
            for chore in chores:
                chore(office)
            tidied = office.now()
        if once:
            waiting = len(parked(office.log.engine))
            click.echo(f"{tried} taken gedaan of geprobeerd, {waiting} wachten op een nieuwe poging of op een mens")
            return
        time.sleep(pause)
