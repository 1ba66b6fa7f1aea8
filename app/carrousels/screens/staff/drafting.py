# SPDX-License-Identifier: EUPL-1.2
"""Begin a carrousel, move it, throw it away."""

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import fields, validate

from app.areas.read.areas import Area
from app.carrousels.decide.discard_draft import DiscardDraft
from app.carrousels.decide.draft_carrousel import DraftCarrousel
from app.carrousels.decide.move_carrousel import MoveCarrousel
from app.carrousels.screens.staff.cautions import cautions
from app.carrousels.screens.staff.door import door, words_for
from app.carrousels.screens.staff.sight import look, the_area, the_draft
from app.carrousels.screens.staff.typed import WholeNumber, read_date
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.kernel.commands import Refused
from app.kernel.ids import AreaId, CarrouselId
from app.kernel.values import Daypart

ID = validate.Regexp(r"[0-9A-Za-z][0-9A-Za-z-]{2,47}$")
DAYPART: dict[str, Any] = {"required": says("Kies een dagdeel."), "unknown": says("Kies een dagdeel uit de lijst.")}


class DraftForm(FormSchema):
    carrousel_id = fields.String(required=True, validate=ID)
    daypart = fields.Enum(Daypart, by_value=True, required=True, error_messages=DAYPART)
    changeover = WholeNumber(0, 30, between=says("Kies een wisseltijd van 0 tot 30 minuten."))


class MoveForm(FormSchema):
    nth = WholeNumber(1, 9999, between=says("Laad de pagina opnieuw."))
    daypart = fields.Enum(Daypart, by_value=True, required=True, error_messages=DAYPART)
    later = WholeNumber(-720, 720, between=says("Kies -720 tot 720 minuten."), load_default=0)


def _date(form: Form) -> date | None:
    wrong = _("Deze datum bestaat niet. Schrijf hem zo: 14 maart 2027.")
    on = read_date(form, "on", _("Vul de datum in."), wrong)
    if on is not None and on < office().today():
        form.refuse("on", _("Deze dag is al geweest. Kies een dag na vandaag."))
        return None
    return on


@door.get("/team/<area:area_id>/carrousels/nieuw")
def draft_carrousel(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session:
        area = the_area(session, area_id)
    return _draft_page(area, Form(values={"carrousel_id": CarrouselId.new()}))


def _draft_page(area: Area, form: Form, **more: Any) -> str:
    return render_template("carrousels/staff/draft_carrousel.html", area=area, form=form, **more)


@door.post("/team/<area:area_id>/carrousels/nieuw")
def draft_carrousel_submitted(area_id: AreaId) -> ResponseReturnValue:
    form = read_form(DraftForm())
    on = _date(form)
    with office().reading() as session:
        area = the_area(session, area_id)
        warned = cautions(session, area, on) if on else []
    if not form.ok or on is None:
        return _draft_page(area, form), 400
    # The look at the date comes first; who has seen the warnings says so with the date they are about.
    if warned and form.values.get("seen") != on.isoformat():
        return _draft_page(area, form, cautions=warned, seen=on), 200
    carrousel_id = CarrouselId(form.data["carrousel_id"])
    asked = {"on": on, "daypart": form.data["daypart"], "changeover": form.data["changeover"]}
    try:
        office().ask(DraftCarrousel(carrousel_id=carrousel_id, area_id=area_id, **asked), by=g.by)
    except Refused as refusal:
        form.refuse("on", words_for(refusal))
        return _draft_page(area, form), 400
    return redirect(url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id), 303)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/verplaatsen")
def move_carrousel(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return _move_page(area_id, carrousel_id, Form())


def _move_page(area_id: AreaId, carrousel_id: CarrouselId, form: Form, **more: Any) -> str:
    sight = look(area_id, carrousel_id)
    return render_template("carrousels/staff/move_carrousel.html", form=form, **sight.words(), **more)


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/verplaatsen")
def move_carrousel_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    form = read_form(MoveForm())
    on = _date(form)
    with office().reading() as session:
        draft = the_draft(session, area_id, carrousel_id)
        warned = cautions(session, the_area(session, area_id), on, but=carrousel_id) if on and on != draft.on else []
    if not form.ok or on is None:
        return _move_page(area_id, carrousel_id, form), 400
    if warned and form.values.get("seen") != on.isoformat():
        return _move_page(area_id, carrousel_id, form, cautions=warned, seen=on), 200
    try:
        outcome = office().ask(MoveCarrousel(carrousel_id=carrousel_id, on=on, **form.data), by=g.by)
    except Refused as refusal:
        form.refuse("on", words_for(refusal))
        return _move_page(area_id, carrousel_id, form), 400
    if outcome.changed and draft.release:
        flash(_("De carrousel is verplaatst, maar nog niemand weet het. Publiceer nu een nieuwe versie."), "warning")
    elif outcome.changed:
        flash(_("De carrousel is verplaatst, met alle tijden en de planning."), "ok")
    return redirect(url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id), 303)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/weggooien")
def discard_draft(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return render_template("carrousels/staff/discard_draft.html", **look(area_id, carrousel_id).words())


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/weggooien")
def discard_draft_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as session:
        the_draft(session, area_id, carrousel_id)
    office().ask(DiscardDraft(carrousel_id=carrousel_id), by=g.by)
    flash(_("Het concept is weggegooid."), "ok")
    return redirect(url_for("carrousels_staff.carrousels", area_id=area_id), 303)
