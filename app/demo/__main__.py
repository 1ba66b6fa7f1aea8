# SPDX-License-Identifier: EUPL-1.2
"""python -m app.demo: an example town with one command."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

import click

from app.adapters.street_tiles import StreetFiles, build_streets
from app.demo.serving import serve
from app.demo.town import TOWNS, AnotherTown, Town, director, load
from app.edges.office import Office
from app.edges.settings import Settings
from app.eventlog.cli import upgrade_database
from app.eventlog.outbox import work
from app.factory import create_app
from app.people.cli.people import console_link

OWN_DATABASE, DONE = "scholentocht.db", "town-is-whole"
EXAMPLES = Path(__file__).parents[2] / "examples"


@click.command()
@click.option("--example", type=click.Choice(sorted(TOWNS)), default="kampen", show_default=True)
@click.option("--port", default=8000, show_default=True, help="Of the site; the next two serve mail.")
@click.option("--instance", type=click.Path(path_type=Path), help="Where the database is made.")
@click.option("--load-only", is_flag=True, help="Make the town and stop.")
def demo(example: str, port: int, instance: Path | None, load_only: bool) -> None:
    """Make an example town, or find the one that is there, and serve it."""
    started = monotonic()

    def say(words: str) -> None:
        click.echo(f"{monotonic() - started:5.1f} s  {words}")

    town, folder = TOWNS[example], instance or Path("instance") / example
    settings = _settings(town, example, port, folder, say)
    _clear_half_a_town(folder, settings, say)
    app = create_app(settings)
    office: Office = app.extensions["office"]
    upgrade_database(office.log)
    with app.app_context():
        try:
            fresh = load(office, town, EXAMPLES / example, say)
        except AnotherTown as other:
            raise click.ClickException(
                f"deze database is van {other}: kies een andere SCHOLENTOCHT_DATABASE_URL"
            ) from None
    (folder / DONE).touch()
    if not fresh:
        say("de stad van de vorige keer staat er nog")
    if load_only:
        return
    post = Path(settings.instance) / "post"

    def ready() -> None:
        with app.app_context():
            work(office.log.engine, office.log.reactions, office, office.clock)
            link = console_link(office, director(office))
        say("klaar")
        click.echo(
            f"\n  Voor ouders         {settings.base_url}/"
            f"\n  Voor medewerkers    {link}"
            f"\n                      (werkt één keer, tien minuten; daarna {settings.base_url}/team/inloggen)"
            f"\n  De post             http://127.0.0.1:{port + 1}/"
            f"\n  De database         {settings.database_url} (als SCHOLENTOCHT_DATABASE_URL voor flask --app wsgi …)"
            f"\n  Opnieuw beginnen    verwijder de map {folder}"
            "\n\n  Stop met Ctrl-C.\n"
        )

    serve(settings, port, port + 1, post, ready)


def _clear_half_a_town(folder: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Take away what a run left behind that did not get to its end; only a database of the demo's own."""
    own = folder / OWN_DATABASE
    if own.exists() and not (folder / DONE).exists() and str(own.resolve()) in settings.database_url:
        say("de vorige keer kwam de stad niet af: opnieuw beginnen")
        for left in folder.glob(OWN_DATABASE + "*"):
            left.unlink()


def _settings(town: Town, example: str, port: int, instance: Path, say: Callable[[str], None]) -> Settings:
    files = StreetFiles(instance / "streets")
    extract = EXAMPLES / example / "streets" / f"{example}.osm.pbf"
    if extract.exists():
        say("straten en kaart maken uit OpenStreetMap")
        build_streets(extract, files)
    return replace(
        Settings(),
        database_url=os.environ.get("SCHOLENTOCHT_DATABASE_URL", f"sqlite:///{(instance / OWN_DATABASE).resolve()}"),
        base_url=f"http://127.0.0.1:{port}",
        instance=str(instance.resolve()),
        smtp_port=port + 2,
        mail_from=town.mail_from,
        help_phone=town.phone,
        help_email=town.mail_from,
        tiles=str(files.tiles.resolve()) if files.tiles.exists() else "",
        basemap=str(files.basemap.resolve()) if files.basemap.exists() else "",
        postcodes=str((EXAMPLES / example / "postcodes.csv").resolve()),
    )


if __name__ == "__main__":
    demo()
