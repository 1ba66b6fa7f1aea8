# SPDX-License-Identifier: EUPL-1.2
"""One school: what the register says, figures, what happened, where it stands, its area and its contact person."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow import fields, validate
from sqlmodel import Session

from app.adapters.map_words import AreaOutline, Stop
from app.adapters.maps import MapParts, school_map
from app.areas.read.areas import Area, all_areas, area_of
from app.areas.values import coordinates_of
from app.carrousels.read.agenda import with_schools
from app.edges.backgrounds import background
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.edges.staff import colleague
from app.kernel.commands import Boundary
from app.kernel.ids import AreaId, PersonId, SchoolId
from app.people.read.colleagues import FORGOTTEN, names_of
from app.schools.decide.assign_school_to_area import AssignSchoolToArea
from app.schools.decide.name_contact import NameContact
from app.schools.events import ContactNamed
from app.schools.read.figures import Figure, figures_of
from app.schools.read.history import Happening, history_of
from app.schools.read.register import School, school_of
from app.schools.screens.staff.door import door
from app.schools.screens.staff.words import EXPLAINED, FIELDS, SOURCES, told
from app.schools.values import PUPILS_AT_LEAST, PUPILS_AT_MOST
from app.vault import people as vault


class AreaForm(FormSchema):
    area_id = fields.Str(load_default=None, validate=validate.Length(max=48))


class ContactForm(FormSchema):
    name = fields.Str(
        required=True,
        validate=validate.Length(max=120, error=says("Maak de naam korter: hoogstens 120 tekens.")),
        error_messages={"required": says("Vul een naam in.")},
    )
    email = fields.Email(
        required=True,
        validate=validate.Length(max=254, error=says("Maak het e-mailadres korter: hoogstens 254 tekens.")),
        error_messages={
            "required": says("Vul een e-mailadres in."),
            "invalid": says("Vul een e-mailadres in zoals naam@school.nl."),
        },
    )
    phone = fields.Str(
        load_default=None,
        validate=validate.Length(max=30, error=says("Maak het telefoonnummer korter: hoogstens 30 tekens.")),
    )
    person_id = fields.Str(required=True, validate=validate.Regexp(r"[0-9a-f]{32}"))


@door.get("/team/<area:area_id>/scholen/<school:school_id>")
def school_in_area(area_id: AreaId, school_id: SchoolId) -> ResponseReturnValue:
    return _page(area_id, school_id, Form())


@door.get("/team/scholen/<school:school_id>", director=True)
def school(school_id: SchoolId) -> ResponseReturnValue:
    return _page(None, school_id, Form())


@door.post("/team/<area:area_id>/scholen/<school:school_id>/gebied")
def area_of_school_submitted(area_id: AreaId, school_id: SchoolId) -> ResponseReturnValue:
    return _assign(area_id, school_id)


@door.post("/team/scholen/<school:school_id>/gebied", director=True)
def area_of_any_school_submitted(school_id: SchoolId) -> ResponseReturnValue:
    return _assign(None, school_id)


@door.post("/team/<area:area_id>/scholen/<school:school_id>/contact")
def contact_submitted(area_id: AreaId, school_id: SchoolId) -> ResponseReturnValue:
    return _name_contact(area_id, school_id)


@door.post("/team/scholen/<school:school_id>/contact", director=True)
def contact_of_any_school_submitted(school_id: SchoolId) -> ResponseReturnValue:
    return _name_contact(None, school_id)


@door.post("/team/<area:area_id>/scholen/<school:school_id>/contact/weg")
def no_contact_submitted(area_id: AreaId, school_id: SchoolId) -> ResponseReturnValue:
    return _let_contact_go(area_id, school_id)


@door.post("/team/scholen/<school:school_id>/contact/weg", director=True)
def no_contact_of_any_school_submitted(school_id: SchoolId) -> ResponseReturnValue:
    return _let_contact_go(None, school_id)


def _assign(area_id: AreaId | None, school_id: SchoolId) -> ResponseReturnValue:
    _known(area_id, school_id)
    form = read_form(AreaForm())
    try:
        to = AreaId(form.data["area_id"]) if form.data["area_id"] else None
    except (KeyError, ValueError):
        abort(400)
    office().ask(AssignSchoolToArea(school_id, to), by=g.by)
    with office().reading() as session:
        found = school_of(session, school_id)
        here = area_of(session, found.area_id) if found and found.area_id else None
    words = _("De school hoort nu bij %(title)s.", title=here.title) if here else _("De school ligt nu in geen gebied.")
    flash(words, "ok")
    if area_id is not None and (here is None or not colleague().works_in(here.area_id)):
        return redirect(url_for("schools_staff.schools_in_area", area_id=area_id), 303)
    return redirect(_address(here.area_id if area_id and here else None, school_id), 303)


def _name_contact(area_id: AreaId | None, school_id: SchoolId) -> ResponseReturnValue:
    _known(area_id, school_id)
    form = read_form(ContactForm())
    if not form.ok:
        return _page(area_id, school_id, form), 400
    person_id = PersonId(form.data["person_id"])
    words = {
        "colleague_name": form.data["name"],
        "colleague_email": form.data["email"],
        "colleague_phone": form.data["phone"],
    }
    also = [lambda s: vault.keep(s, person_id, words), lambda s: _forget_others(s, school_id, person_id)]
    office().ask(NameContact(school_id, person_id), by=g.by, also=also)
    flash(_("De contactpersoon is opgeslagen."), "ok")
    return redirect(_address(area_id, school_id), 303)


def _let_contact_go(area_id: AreaId | None, school_id: SchoolId) -> ResponseReturnValue:
    _known(area_id, school_id)
    office().ask(NameContact(school_id, None), by=g.by, also=[lambda s: _forget_others(s, school_id, None)])
    flash(_("De gegevens van de contactpersoon zijn verwijderd."), "ok")
    return redirect(_address(area_id, school_id), 303)


def _forget_others(session: Session, school_id: SchoolId, now: PersonId | None) -> None:
    """Delete what the vault knows of everybody who was the contact person of this school before."""
    for recorded in office().log.read(Boundary.about(school_id, types=(ContactNamed,)), session):
        match recorded.event:
            case ContactNamed(person_id=PersonId() as before) if before != now:
                vault.forget(session, before)


def _known(area_id: AreaId | None, school_id: SchoolId) -> School:
    """Find a school; not found when it lies in another area than the one in the address."""
    with office().reading() as session:
        found = school_of(session, school_id)
    if found is None or (area_id is not None and found.area_id != area_id):
        abort(404)
    return found


def _address(area_id: AreaId | None, school_id: SchoolId) -> str:
    if area_id is None:
        return url_for("schools_staff.school", school_id=school_id)
    return url_for("schools_staff.school_in_area", area_id=area_id, school_id=school_id)


def _page(area_id: AreaId | None, school_id: SchoolId, form: Form) -> str:
    found = _known(area_id, school_id)
    with office().reading() as session:
        areas = {a.area_id: a for a in all_areas(session)}
        happened = history_of(office().log, session, school_id)
        words: dict[str, Any] = {
            "figures": _as_ranges(figures_of(session, school_id)),
            "contact": vault.show(session, found.contact_id) if found.contact_id else {},
            "coming": with_schools(session, office().today(), [school_id] if not found.is_open else []).get(school_id),
            "names": names_of(session, _colleagues(happened)),
        }
    here = areas.get(found.area_id) if found.area_id else None
    return render_template(
        "schools/staff/school.html",
        school=found,
        form=form,
        area=here,
        area_id=area_id,
        areas={i: a.title for i, a in areas.items()},
        area_name=here.title if area_id and here else None,
        area_options=[(a.area_id, a.title) for a in areas.values()],
        by_point=areas.get(found.point_area_id) if found.point_area_id else None,
        happened=[(h, *told(h.event, {i: a.title for i, a in areas.items()})) for h in happened],
        fields=FIELDS,
        sources=SOURCES,
        explained=EXPLAINED,
        forgotten=FORGOTTEN,
        new_person=form.values.get("person_id") or PersonId.new(),
        endpoint="" if area_id else "any",
        map=_map_of(found, here),
        **words,
    )


def _as_ranges(figures: list[Figure]) -> list[tuple[Figure, Figure | None]]:
    """Show the number of pupils as the range that it is: the lower end with the upper one beside it."""
    most = {f.year: f for f in figures if f.indicator.indicator_id == PUPILS_AT_MOST}
    least = {f.year for f in figures if f.indicator.indicator_id == PUPILS_AT_LEAST}
    shown = []
    for f in figures:
        if f.indicator.indicator_id == PUPILS_AT_LEAST:
            shown.append((f, most.get(f.year)))
        elif f.indicator.indicator_id != PUPILS_AT_MOST or f.year not in least:
            shown.append((f, None))
    return shown


def _colleagues(happened: list[Happening]) -> list[PersonId]:
    return [PersonId(h.by.partition(":")[2]) for h in happened if h.by.startswith("person:")]


def _map_of(found: School, here: Area | None) -> MapParts | None:
    if found.at is None:
        return None
    shape = {"type": "MultiPolygon", "coordinates": coordinates_of(here.outline)} if here else None
    around = [AreaOutline(shape, whole=False)] if shape else []
    return school_map(
        [Stop(found.at, found.title, details=(found.address,))],
        label=_("Kaart met %(title)s", title=found.title),
        language=str(get_locale() or "nl"),
        basemap=background(),
        outlines=around,
        text_anchor="als-tekst",
    )
