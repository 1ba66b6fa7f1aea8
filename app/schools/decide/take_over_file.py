# SPDX-License-Identifier: EUPL-1.2
"""Makes of a file about schools, once it is read, the one command that takes it over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.kernel.commands import fold
from app.kernel.events import Event
from app.kernel.ids import SchoolId
from app.kernel.values import GeoPoint, PublicText
from app.schools.decide.import_register import ImportRegister, RegisterChanges, RegisteredSchool
from app.schools.decide.locate_schools import LocateSchools, LocationChanges, SchoolPoint
from app.schools.decide.publish_figures import FigureChanges, PublishFigures, SchoolFigure
from app.schools.values import PUPILS_AT_LEAST, PUPILS_AT_MOST, Source, details_from, indicator_id_for

TakesOver = ImportRegister | LocateSchools | PublishFigures
Changes = RegisterChanges | LocationChanges | FigureChanges


def command_for(file: Any, *, municipality: str, as_of: date, as_shown: str | None = None) -> TakesOver:
    """Choose the command for a file.

    file: has register, locations, figures and pupils, each rows as the adapters read them, most of them empty;
    municipality: in the one spelling that this installation uses; as_of: the date of a register.
    """
    points = {row.brin6: GeoPoint(row.lat, row.lon) for row in file.locations}
    if file.register:
        rows = tuple(
            RegisteredSchool(SchoolId(row.brin6), details_from(row, municipality), points.get(row.brin6))
            for row in file.register
        )
        return ImportRegister(rows, as_of, Source.DUO, PublicText(municipality), as_shown)
    if points:
        return LocateSchools(tuple(SchoolPoint(SchoolId(i), at) for i, at in points.items()), Source.BAG, as_shown)
    return PublishFigures(tuple(_figures(file)), Source(file.figures_source), as_shown)


def foreseen(command: TakesOver, facts: Iterable[Event]) -> Changes:
    """Say what a command would do, given the facts inside its boundary. Raises the refusals of the command."""
    if isinstance(command, PublishFigures):
        return command.changes(fold(command.state(), facts))
    return command.changes(fold(command.state(), facts))


def _figures(file: Any) -> list[SchoolFigure]:
    """Take figures as they are; of a number of pupils, which is known as a range, its two ends."""
    found = [SchoolFigure(SchoolId(r.brin6), indicator_id_for(r.indicator), r.year, r.value) for r in file.figures]
    for row in file.pupils:
        school_id = SchoolId(row.brin6)
        found.append(SchoolFigure(school_id, PUPILS_AT_LEAST, row.year, float(row.at_least)))
        found.append(SchoolFigure(school_id, PUPILS_AT_MOST, row.year, float(row.at_most)))
    return found
