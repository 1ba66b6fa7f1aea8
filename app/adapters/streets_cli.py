# SPDX-License-Identifier: EUPL-1.2
"""`flask streets build`: the files behind routes and maps, made from an OpenStreetMap extract."""

from pathlib import Path
from time import monotonic

import click

from app.adapters.street_tiles import ExtractError, StreetFiles, build_streets
from app.adapters.streets import engine_is_here

FOLDER = Path("instance/streets")
NO_ENGINE = (
    "The street engine (pyvalhalla) is not installed: it has no build for this Python or machine. "
    "Walking and cycling times are estimates, shown as such; Python 3.12 or newer brings the engine."
)


@click.group("streets")
def streets() -> None:
    """Routes and basemap of your town."""


@streets.command("build")
@click.argument("extract", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=FOLDER, show_default=True)
@click.option("--again", is_flag=True, help="Also when nothing has changed.")
def build(extract: Path, into: Path, again: bool) -> None:
    """Make street tiles and basemap from EXTRACT, an .osm.pbf file of your town. Needs no network."""
    started, files = monotonic(), StreetFiles(into)
    if not engine_is_here():
        click.echo(NO_ENGINE)
    try:
        made = build_streets(extract, files, again=again)
    except ExtractError as fault:
        raise click.ClickException(f"{extract} could not be made into streets: {fault}") from fault
    click.echo(_outcome(made, files, monotonic() - started))


def _outcome(made: bool, files: StreetFiles, seconds: float) -> str:
    if not made:
        return f"The streets in {files.folder} were made from this very extract; nothing to do."
    parts = [file for file in (files.tiles, files.basemap) if file.is_file()]
    sizes = ", ".join(f"{file.name} {file.stat().st_size / 1_000_000:.1f} MB" for file in parts)
    return f"Made {sizes} in {seconds:.1f} s, in {files.folder}."
