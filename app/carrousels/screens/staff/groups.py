# SPDX-License-Identifier: EUPL-1.2
"""The tour groups of a carrousel: how they go out, with whom, from where, to which schools."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from app.carrousels.decide.drop_tour_group import DropTourGroup
from app.carrousels.decide.form_tour_group import ColourTaken, FormTourGroup, PramsOnBikes
from app.carrousels.screens.staff.door import door, words_for
from app.carrousels.screens.staff.group_form import GroupForm, MoreForm, free_colours, read_group, usual_group, written
from app.carrousels.screens.staff.sight import Sight, look
from app.carrousels.values import Colour, TourGroup
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.kernel.commands import Refused
from app.kernel.ids import AreaId, CarrouselId, NoteId, TourGroupId
from app.kernel.values import Language, Way
from app.people.read.colleagues import guides_of
from app.vault import people as vault

# The box of the form at which a refusal is said.
FIELDS: dict[type[Refused], str] = {ColourTaken: "colour", PramsOnBikes: "prams"}


def _page(sight: Sight, tour_group_id: TourGroupId, form: Form) -> str:
    with office().reading() as session:
        team = guides_of(session, sight.area.area_id)
    return render_template(
        "carrousels/staff/tour_group.html",
        form=form,
        tour_group_id=tour_group_id,
        is_new=tour_group_id not in sight.draft.groups,
        team=team,
        colours=list(Colour),
        ways=list(Way),
        languages_spoken=list(Language),
        free=len(free_colours(sight)),
        batch=TourGroupId.new(),
        **sight.words(),
    )


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/nieuw")
def new_tour_group(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    """Draw an id for a new group and show its page, so that going back and forth makes no second one."""
    look(area_id, carrousel_id)
    return redirect(_address(area_id, carrousel_id, TourGroupId.new()))


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>")
def tour_group(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    if tour_group_id in sight.draft.cancelled_groups:
        abort(404)
    known = sight.draft.groups.get(tour_group_id) or usual_group(sight, tour_group_id)
    values = written(known, sight.notes.get(tour_group_id, "")) if known else {}
    return _page(sight, tour_group_id, Form(values=values | {"new_note_id": NoteId.new()}))


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>")
def tour_group_submitted(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    form = read_form(GroupForm())
    group = read_group(form, sight, tour_group_id)
    if group is None:
        return _page(sight, tour_group_id, form), 400
    try:
        office().ask(FormTourGroup(carrousel_id=carrousel_id, group=group), by=g.by, also=_note(form, group))
    except Refused as refusal:
        form.refuse(FIELDS.get(type(refusal), "depart_from"), words_for(refusal))
        return _page(sight, tour_group_id, form), 400
    flash(_("De groep is bewaard."), "ok")
    return _to_desk(area_id, carrousel_id)


def _note(form: Form, group: TourGroup) -> list[Callable[[Session], None]]:
    note_id, words = group.meeting_point.note_id, form.data.get("note", "")
    return [lambda session: vault.keep(session, note_id, {"note": words})] if note_id else []


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>/meer")
def more_groups_submitted(
    area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId
) -> ResponseReturnValue:
    """Form so many more groups like this one, each in a colour that is still free."""
    sight = look(area_id, carrousel_id)
    like = sight.draft.groups.get(tour_group_id) or abort(404)
    form = read_form(MoreForm())
    if not form.ok:
        flash(next(iter(form.error_items))[1], "error")
        return redirect(_address(area_id, carrousel_id, tour_group_id), 303)
    batch, made = form.data["batch"][:40], 0
    wanted = [TourGroupId(f"{batch}-{n}") for n in range(1, form.data["number"] + 1)]
    new = [group_id for group_id in wanted if group_id not in sight.draft.groups]
    for group_id, colour in zip(new, free_colours(sight), strict=False):
        group = replace(like, tour_group_id=group_id, colour=colour, guide_id=None)
        made += office().ask(FormTourGroup(carrousel_id=carrousel_id, group=group), by=g.by).changed
    flash(ngettext("Er is %(num)s groep bij.", "Er zijn %(num)s groepen bij.", made), "ok")
    return _to_desk(area_id, carrousel_id)


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/groepen/<group:tour_group_id>/weg")
def drop_tour_group_submitted(
    area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId
) -> ResponseReturnValue:
    look(area_id, carrousel_id)
    office().ask(DropTourGroup(carrousel_id=carrousel_id, tour_group_id=tour_group_id), by=g.by)
    flash(_("De groep is weg."), "ok")
    return _to_desk(area_id, carrousel_id)


def _address(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> str:
    known: dict[str, Any] = {"area_id": area_id, "carrousel_id": carrousel_id, "tour_group_id": tour_group_id}
    return url_for("carrousels_staff.tour_group", **known)


def _to_desk(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return redirect(
        url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id, _anchor="groepen"), 303
    )
