# SPDX-License-Identifier: EUPL-1.2
"""Found the municipality, and take over the boundaries of its areas, from the console."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.adapters.boundary_files import read_boundaries
from app.adapters.municipalities import REGIONS, municipality_key, region_of
from app.adapters.table_faults import BadTable
from app.areas.decide.draw_areas import AreaChanges, AreaTwice, DrawAreas, boundaries_from
from app.areas.decide.found_municipality import FoundMunicipality, ServesAnother
from app.edges.office import Office
from app.kernel.commands import fold
from app.kernel.ids import MunicipalityId
from app.kernel.values import HolidayRegion, PublicText

commands = AppGroup("areas", help="The municipality and its areas.")
WRONG = 2


@commands.command("municipality")
@click.option("--title", required=True, help="As people know it, e.g. Den Haag.")
@click.option("--register-name", help="As DUO spells it, e.g. S GRAVENHAGE; the title in capitals when left out.")
@click.option("--region", type=click.Choice(REGIONS), help="Its school holidays; looked up when left out.")
def municipality(title: str, register_name: str | None, region: str | None) -> None:
    """Say which municipality this installation serves."""
    register_name = register_name or title.upper()
    region = region or region_of(register_name)
    if region is None:
        raise click.UsageError(f"de vakantieregio van {title} is niet bekend of gesplitst: geef --region")
    municipality_id = MunicipalityId(f"gemeente-{municipality_key(register_name).lower()}"[:48])
    words = (PublicText(title), PublicText(register_name), HolidayRegion(region))
    office: Office = current_app.extensions["office"]
    try:
        outcome = office.ask(FoundMunicipality(municipality_id, *words), by="program")
    except ServesAnother as refusal:
        raise click.UsageError(f"deze installatie is al van {refusal.title}") from refusal
    click.echo(f"{title}: {'vastgelegd' if outcome.changed else 'stond er al zo'}, vakantieregio {region}")


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="Year of the boundaries, when the file does not say.")
@click.option("--close-others", is_flag=True, help="Areas that are not in the file close.")
@click.option("--dry-run", is_flag=True, help="Record nothing; say what would change.")
def import_(file: Path, year: int | None, close_others: bool, dry_run: bool) -> None:
    """Take over the boundaries of areas from a GeoJSON file, all or nothing."""
    office: Office = current_app.extensions["office"]
    try:
        command = DrawAreas(boundaries_from(read_boundaries(file.read_bytes(), year=year)), close_others)
        changes = command.changes(fold(command.state(), (r.event for r in office.log.read(command.boundary()))))
        if not dry_run:
            office.ask(command, by="program")
    except BadTable as bad:
        _tell_faults(file, bad)
        raise SystemExit(WRONG) from bad
    except AreaTwice as refusal:
        raise click.UsageError(f"het gebied {refusal.title} staat er twee keer in") from refusal
    _tell(changes, dry_run=dry_run)


def _tell(changes: AreaChanges, *, dry_run: bool) -> None:
    click.echo("niets vastgelegd; dit zou er gebeuren:" if dry_run else "gebieden ingelezen:")
    counts = (changes.drawn, changes.redrawn, changes.closed, changes.unchanged)
    for number, words in zip(map(len, counts), ("nieuw", "gewijzigd", "gesloten", "ongewijzigd"), strict=True):
        click.echo(f"{number:>5} {words}")


def _tell_faults(file: Path, bad: BadTable) -> None:
    click.echo(f"{file.name} is niet ingelezen, er is niets veranderd:", err=True)
    for fault in bad.faults:
        click.echo(f"  {fault.sentence()}", err=True)
    if bad.more:
        click.echo(f"  en nog {bad.more} fouten", err=True)
