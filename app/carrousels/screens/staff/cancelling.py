# SPDX-License-Identifier: EUPL-1.2
"""Cancel a tour group or a whole carrousel, after a page that says whom it concerns."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import fields

from app.bookings.read.places_left import places_left
from app.carrousels.decide.cancel_carrousel import CancelCarrousel
from app.carrousels.decide.cancel_tour_group import CancelTourGroup
from app.carrousels.read.published import carrousel_of
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.sight import look
from app.carrousels.values import Reason
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.kernel.ids import AreaId, CarrouselId, TourGroupId

WHY: dict[str, Any] = {"required": says("Kies een reden."), "unknown": says("Kies een reden uit de lijst.")}


class ReasonForm(FormSchema):
    reason = fields.Enum(Reason, by_value=True, required=True, error_messages=WHY)


def _page(area_id: AreaId, carrousel_id: CarrouselId, form: Form, tour_group_id: TourGroupId | None = None) -> str:
    sight = look(area_id, carrousel_id)
    with office().reading() as session:
        published = carrousel_of(session, carrousel_id)
        left = places_left(session, carrousel_id)
    if published is None:
        abort(404)
    gone = [grp for grp in published.going if tour_group_id in (None, grp.tour_group_id)]
    people = sum(left[grp.tour_group_id].booked for grp in gone if grp.tour_group_id in left)
    waiting = sum(left[grp.tour_group_id].waiting_parties for grp in gone if grp.tour_group_id in left)
    if tour_group_id is not None and not gone:
        abort(404)
    return render_template(
        "carrousels/staff/cancel.html", form=form, published=published, gone=gone, people=people, waiting=waiting,
        group=gone[0] if tour_group_id is not None else None, reasons=list(Reason), **sight.words(),
    )  # fmt: skip


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/afgelasten")
def cancel_carrousel(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return _page(area_id, carrousel_id, Form())


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/afgelasten")
def cancel_carrousel_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    look(area_id, carrousel_id)
    form = read_form(ReasonForm())
    if not form.ok:
        return _page(area_id, carrousel_id, form), 400
    office().ask(CancelCarrousel(carrousel_id=carrousel_id, reason=form.data["reason"]), by=g.by)
    flash(_("De carrousel is afgelast. Wie het aangaat krijgt bericht."), "ok")
    return redirect(url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id), 303)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>/afgelasten")
def cancel_tour_group(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    return _page(area_id, carrousel_id, Form(), tour_group_id)


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>/afgelasten")
def cancel_tour_group_submitted(
    area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId
) -> ResponseReturnValue:
    look(area_id, carrousel_id)
    form = read_form(ReasonForm())
    if not form.ok:
        return _page(area_id, carrousel_id, form, tour_group_id), 400
    command = CancelTourGroup(carrousel_id=carrousel_id, tour_group_id=tour_group_id, reason=form.data["reason"])
    office().ask(command, by=g.by)
    flash(_("De groep is afgelast. Wie het aangaat krijgt bericht."), "ok")
    return redirect(url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id), 303)
