# SPDX-License-Identifier: EUPL-1.2
"""What to think of before a date is chosen: holidays, feasts, neighbours, lead time. Warnings, never a wall."""

from datetime import date
from math import ceil

from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _
from sqlmodel import Session

from app.adapters.special_days import SpecialDay, school_holidays_known_until, special_days
from app.areas.read.areas import Area, municipality, neighbours_of
from app.carrousels.read.agenda import on_date
from app.edges.door import office
from app.kernel.ids import CarrouselId

SUNDAY = 7


def cautions(session: Session, area: Area, on: date, but: CarrouselId | None = None) -> list[str]:
    """List in sentences what speaks against a date. but: the carrousel itself, when it is there already."""
    return [*_time_to_tell(on), *_weekday(on), *_special(session, on), *_elsewhere(session, area, on, but)]


def _time_to_tell(on: date) -> list[str]:
    days, wanted = (on - office().today()).days, office().settings.lead_days
    if days < 0 or days >= wanted:
        return []
    soon = [_("Dit is vandaag."), _("Dit is morgen.")]
    when = soon[days] if days < len(soon) else _("Dit is al over %(days)s dagen.", days=days)
    later = ngettext(
        "Scholen en ouders horen het liever %(num)s week van tevoren.",
        "Scholen en ouders horen het liever %(num)s weken van tevoren.",
        ceil(wanted / 7),
    )
    return [f"{when} {later}"]


def _weekday(on: date) -> list[str]:
    return [_("Het is dan zondag. De meeste scholen zijn dan dicht.")] if on.isoweekday() == SUNDAY else []


def _special(session: Session, on: date) -> list[str]:
    town = municipality(session)
    if town is None:
        return []
    said = [_about(day) for day in special_days(on, on, town.region.value)]
    if on > school_holidays_known_until():
        said.append(_("De schoolvakanties van dat jaar zijn nog niet bekend."))
    return said


def _about(day: SpecialDay) -> str:
    name = day.name_nl if str(get_locale() or "nl").startswith("nl") else day.name_en
    span = {"name": name, "first": format_date(day.first, "d MMMM"), "last": format_date(day.last, "d MMMM")}
    if day.kind == "school":
        if day.advisory:
            return _(
                "%(name)s (adviesdatum): %(first)s tot en met %(last)s. Vraag de scholen of zij open zijn.", **span
            )
        return _("%(name)s: de scholen zijn dicht van %(first)s tot en met %(last)s.", **span)
    words = _("Het is dan %(name)s.", **span)
    if day.estimated:
        words += " " + _("De maan bepaalt de dag: het kan een dag schelen.")
    return words


def _elsewhere(session: Session, area: Area, on: date, but: CarrouselId | None) -> list[str]:
    neighbours = {a.area_id: a.title for a in neighbours_of(session, area.area_id)}
    found = [e for e in on_date(session, on, [area.area_id, *neighbours]) if e.carrousel_id != but]
    own = [_("Uw gebied heeft op deze dag al een carrousel.") for e in found if e.area_id == area.area_id]
    beside = dict.fromkeys(neighbours[e.area_id] for e in found if e.area_id in neighbours)
    return own[:1] + [_("Het gebied %(area)s hiernaast heeft die dag ook een carrousel.", area=a) for a in beside]
