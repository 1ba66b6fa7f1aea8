# SPDX-License-Identifier: EUPL-1.2
"""Take over files about schools, and say what figures mean, from the console."""

from datetime import date, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.adapters.municipalities import same_municipality
from app.adapters.school_files import read_school_file
from app.adapters.table_faults import BadTable
from app.areas.read.areas import municipality as the_municipality
from app.edges.office import Office
from app.kernel.commands import Refused
from app.kernel.ids import IndicatorId
from app.kernel.values import PublicText
from app.schools.decide.define_indicator import DefineIndicator, ThresholdsOutOfOrder
from app.schools.decide.import_register import NewerRegisterKnown, NoSchoolsInRegister, RegisterChanges
from app.schools.decide.locate_schools import LocationChanges, NoKnownSchools
from app.schools.decide.publish_figures import FigureChanges, FigureOfNoKnownSchool, IndicatorUnknown
from app.schools.decide.take_over_file import Changes, command_for, foreseen

commands = AppGroup("schools", help="The register of schools, and figures about them.")
WRONG = 2


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", help="Only its schools; the one of this installation when left out.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Date of the register; today when left out.")
@click.option("--dry-run", is_flag=True, help="Record nothing; say what would change.")
def import_(file: Path, municipality: str | None, as_of: datetime | None, dry_run: bool) -> None:
    """Take over a register, coordinates, scores or numbers of pupils, all or nothing; the header tells which it is."""
    office: Office = current_app.extensions["office"]
    named = _spelling(office, municipality)
    try:
        read = read_school_file(file.read_bytes(), name=file.name, municipality=named)
        command = command_for(read, municipality=named, as_of=as_of.date() if as_of else office.today())
        changes = foreseen(command, (r.event for r in office.log.read(command.boundary())))
        if not dry_run:
            office.ask(command, by="program")
    except BadTable as bad:
        _tell_faults(file, bad)
        raise SystemExit(WRONG) from bad
    except Refused as refusal:
        raise click.UsageError(_words(refusal)) from refusal
    click.echo(f"{file.name}: niets vastgelegd, dit zou er gebeuren" if dry_run else f"{file.name} is ingelezen")
    for words, number in _counts(changes):
        click.echo(f"{number:>5} {words}")


@commands.command("indicator")
@click.argument("indicator_id")
@click.option("--title", required=True)
@click.option("--unit", required=True)
@click.option("--publisher", required=True)
@click.option("--thresholds", default="", help="Lower bounds of the bands above the first, e.g. 20,50,70.")
def indicator(indicator_id: str, title: str, unit: str, publisher: str, thresholds: str) -> None:
    """Say what a figure means, so that it can be imported."""
    office: Office = current_app.extensions["office"]
    try:
        bounds = tuple(float(bound) for bound in thresholds.split(",") if bound.strip())
        words = (PublicText(title), PublicText(unit), PublicText(publisher))
        office.ask(DefineIndicator(IndicatorId(indicator_id), *words, bounds), by="program")
    except ValueError as fault:
        raise click.UsageError(f"geef een korte naam zonder spaties, en grenzen als 20,50,70: {fault}") from fault
    except ThresholdsOutOfOrder as refusal:
        raise click.UsageError("elke grens moet hoger zijn dan de vorige") from refusal
    click.echo(f"{title} is bekend als {indicator_id}")


def _spelling(office: Office, asked: str | None) -> str:
    """Give a municipality in the one spelling that this installation uses for it."""
    with office.reading() as session:
        ours = the_municipality(session)
    if ours is not None and (asked is None or same_municipality(asked, ours.register_name)):
        return ours.register_name
    if asked is None:
        raise click.UsageError("geef --municipality, of zeg eerst welke gemeente dit is: flask areas municipality")
    return asked


def _counts(changes: Changes) -> list[tuple[str, int]]:
    match changes:
        case RegisterChanges():
            found = (changes.new, changes.changed, changes.reopened, changes.closed, changes.located, changes.unchanged)
            words = ("nieuw", "gewijzigd", "heropend", "gesloten", "op de kaart gezet", "ongewijzigd")
            return list(zip(words, map(len, found), strict=True))
        case LocationChanges():
            return [
                ("nieuw op de kaart", len(changes.new)),
                ("verplaatst", len(changes.moved)),
                ("ongewijzigd", changes.unchanged),
                ("van scholen die hier niet bekend zijn", changes.elsewhere),
            ]
        case FigureChanges():
            return [
                ("nieuwe cijfers", len(changes.new)),
                ("verbeterd", len(changes.corrected)),
                ("ongewijzigd", changes.unchanged),
                ("van scholen die hier niet bekend zijn", changes.elsewhere),
            ]


def _words(refusal: Refused) -> str:
    match refusal:
        case NewerRegisterKnown(newest=newest):
            return f"er is al een nieuwer register ingelezen, van {_day(newest)}: geef --as-of"
        case NoSchoolsInRegister():
            return "het bestand heeft geen scholen van deze gemeente"
        case IndicatorUnknown(indicator_id=indicator_id):
            return f"het cijfer {indicator_id} is niet bekend: leg het eerst uit met flask schools indicator"
        case NoKnownSchools() | FigureOfNoKnownSchool():
            return "geen van de scholen in dit bestand is bekend: lees eerst het register in"
        case _:
            return f"dat kan niet: {type(refusal).__name__} {refusal}"


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _tell_faults(file: Path, bad: BadTable) -> None:
    click.echo(f"{file.name} is niet ingelezen, er is niets veranderd:", err=True)
    for fault in bad.faults:
        click.echo(f"  {fault.sentence()}", err=True)
    if bad.more:
        click.echo(f"  en nog {bad.more} fouten", err=True)
