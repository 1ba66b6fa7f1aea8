# SPDX-License-Identifier: EUPL-1.2
"""Which schools take part, and when and how they receive groups."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import fields

from app.carrousels.decide.let_school_take_part import LetSchoolTakePart
from app.carrousels.decide.let_school_withdraw import LetSchoolWithdraw
from app.carrousels.screens.staff.door import door, words_for
from app.carrousels.screens.staff.sight import Sight, look
from app.carrousels.screens.staff.typed import ClockField, WholeNumber
from app.carrousels.values import Availability
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.kernel.commands import Refused
from app.kernel.ids import AreaId, CarrouselId, SchoolId
from app.kernel.values import Daypart, Hours, Language, clock

WINDOWS = (1, 2, 3)
DEFAULT_HOURS = {
    Daypart.MORNING: Hours(8 * 60 + 45, 12 * 60),
    Daypart.AFTERNOON: Hours(13 * 60, 16 * 60),
    Daypart.EVENING: Hours(18 * 60 + 30, 21 * 60),
}


class AvailabilityForm(FormSchema):
    many_valued = ("languages",)
    window_1_from = ClockField(required=True)
    window_1_until = ClockField(required=True)
    window_2_from = ClockField()
    window_2_until = ClockField()
    window_3_from = ClockField()
    window_3_until = ClockField()
    presentation = WholeNumber(5, 120, between=says("Kies 5 tot 120 minuten."))
    pause = WholeNumber(0, 60, between=says("Kies 0 tot 60 minuten."))
    rooms = WholeNumber(1, 6, between=says("Kies 1 tot 6 ruimtes."))
    groups_together = WholeNumber(1, 6, between=says("Kies 1 tot 6 groepen."))
    visitors = WholeNumber(1, 200, between=says("Kies 1 tot 200 bezoekers."))
    languages = fields.List(fields.Enum(Language, by_value=True), load_default=list)
    little_known = fields.Boolean(load_default=False, truthy={"ja"})
    step_free = fields.Boolean(load_default=False, truthy={"ja"})


def read_availability(form: Form) -> Availability | None:
    """Turn the form into an availability; faults between fields are noted in it."""
    windows = [w for n in WINDOWS if (w := _window(form, n))]
    if not form.ok:
        return None
    plain = {k: v for k, v in form.data.items() if not k.startswith("window_")}
    plain["languages"] = tuple(dict.fromkeys(plain["languages"])) or (Language.DUTCH,)
    return Availability(windows=tuple(sorted(windows)), **plain)


def _window(form: Form, n: int) -> Hours | None:
    start, end = form.data.get(f"window_{n}_from"), form.data.get(f"window_{n}_until")
    if start is None and end is None:
        return None
    if start is None or end is None:
        form.refuse(f"window_{n}_until" if end is None else f"window_{n}_from", _("Vul begin en einde allebei in."))
        return None
    if end <= start:
        form.refuse(f"window_{n}_until", _("Het einde ligt voor het begin. Kies een latere tijd."))
        return None
    return Hours(start, end)


def written(availability: Availability) -> dict[str, Any]:
    """Write an availability as the form shows it."""
    values: dict[str, Any] = {
        name: getattr(availability, name) for name in ("presentation", "pause", "rooms", "groups_together", "visitors")
    }
    for n, window in zip(WINDOWS, availability.windows, strict=False):
        values |= {f"window_{n}_from": clock(window.start), f"window_{n}_until": clock(window.end)}
    values["languages"] = [language.value for language in availability.languages]
    return values | {name: "ja" if getattr(availability, name) else "" for name in ("little_known", "step_free")}


def _page(sight: Sight, school_id: SchoolId, form: Form) -> str:
    school = sight.schools.get(school_id) or abort(404)
    return render_template(
        "carrousels/staff/school.html", form=form, school=school, languages_spoken=list(Language), **sight.words()
    )


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/scholen/<school:school_id>")
def school(area_id: AreaId, carrousel_id: CarrouselId, school_id: SchoolId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    known = sight.draft.schools.get(school_id) or Availability(windows=(DEFAULT_HOURS[sight.draft.daypart],))
    return _page(sight, school_id, Form(values=written(known)))


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/scholen/<school:school_id>")
def school_submitted(area_id: AreaId, carrousel_id: CarrouselId, school_id: SchoolId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    if school_id not in sight.schools:
        abort(404)
    form = read_form(AvailabilityForm())
    availability = read_availability(form)
    if availability is None:
        return _page(sight, school_id, form), 400
    command = LetSchoolTakePart(carrousel_id=carrousel_id, school_id=school_id, availability=availability)
    try:
        office().ask(command, by=g.by)
    except Refused as refusal:
        form.refuse("presentation", words_for(refusal))
        return _page(sight, school_id, form), 400
    flash(_("Bewaard."), "ok")
    return _to_desk(area_id, carrousel_id)


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/scholen")
def all_schools_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    """Let every school of the area that is on the map and not there yet take part, with the usual hours."""
    sight = look(area_id, carrousel_id)
    usual = Availability(windows=(DEFAULT_HOURS[sight.draft.daypart],))
    new = [s for s in sight.area_schools if s.school_id not in sight.draft.schools and s.at is not None]
    for found in new:
        command = LetSchoolTakePart(carrousel_id=carrousel_id, school_id=found.school_id, availability=usual)
        office().ask(command, by=g.by)
    words = ngettext("%(num)s school doet nu mee.", "%(num)s scholen doen nu mee.", len(new))
    flash(words + " " + _("Kijk per school of de tijden kloppen."), "ok")
    return _to_desk(area_id, carrousel_id)


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/scholen/<school:school_id>/eruit")
def withdraw_school_submitted(area_id: AreaId, carrousel_id: CarrouselId, school_id: SchoolId) -> ResponseReturnValue:
    look(area_id, carrousel_id)
    office().ask(LetSchoolWithdraw(carrousel_id=carrousel_id, school_id=school_id), by=g.by)
    flash(_("De school doet niet meer mee."), "ok")
    return _to_desk(area_id, carrousel_id)


def _to_desk(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return redirect(
        url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id, _anchor="scholen"), 303
    )
