# SPDX-License-Identifier: EUPL-1.2
"""The door of the pages about schools, and the words for what cannot be."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _

from app.edges.staff import Menu, StaffDoor
from app.kernel.commands import Refused
from app.schools.decide.assign_school_to_area import AreaNotOpen, SchoolUnknown
from app.schools.decide.import_register import NewerRegisterKnown, NoSchoolsInRegister
from app.schools.decide.locate_schools import NoKnownSchools
from app.schools.decide.name_contact import NoSuchSchool
from app.schools.decide.publish_figures import FigureOfNoKnownSchool, IndicatorUnknown


def words_for(refusal: Refused) -> str:
    """Say what stands in the way, in one or two sentences."""
    match refusal:
        case NewerRegisterKnown():
            day = format_date(refusal.newest, "d MMMM y")
            return _("Er is al een nieuwer register ingelezen, van %(day)s. Kies die datum of een latere.", day=day)
        case NoSchoolsInRegister():
            return _("In dit bestand staan geen scholen van uw gemeente.")
        case IndicatorUnknown():
            return _("Het cijfer ‘%(name)s’ is niet bekend. Leg eerst uit wat het betekent.", name=refusal.indicator_id)
        case NoKnownSchools() | FigureOfNoKnownSchool():
            return _("Geen van de scholen in dit bestand is bekend. Lees eerst het register van de scholen in.")
        case AreaNotOpen():
            return _("Dit gebied is er niet meer. Kies een ander gebied.")
        case _:
            return _("Deze school staat niet in het register.")


def refused(refusal: Refused) -> ResponseReturnValue:
    return render_template("schools/staff/refused.html", words=words_for(refusal)), 409


KNOWN = (
    NewerRegisterKnown, NoSchoolsInRegister, IndicatorUnknown, NoKnownSchools, FigureOfNoKnownSchool,
    AreaNotOpen, SchoolUnknown, NoSuchSchool,
)  # fmt: skip
REFUSALS: dict[type[Refused], Callable[[Any], ResponseReturnValue]] = dict.fromkeys(KNOWN, refused)

door = StaffDoor(
    "schools",
    refusals=REFUSALS,
    menu=[
        Menu(lazy_gettext("Scholen"), "schools_staff.schools_in_area", rank=30, area=True),
        Menu(lazy_gettext("Alle scholen"), "schools_staff.schools", rank=75, director=True),
    ],
)
