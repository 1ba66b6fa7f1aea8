# SPDX-License-Identifier: EUPL-1.2
"""Take over boundaries from a file: send it, see what will change, say yes."""

from dataclasses import replace
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import fields, validate

from app.adapters.boundary_files import read_boundaries
from app.adapters.table_faults import BadTable
from app.areas.decide.draw_areas import (
    AreaChanges,
    AreasChangedMeanwhile,
    AreaTwice,
    DrawAreas,
    boundaries_from,
)
from app.areas.read.areas import Area, all_areas
from app.areas.screens.staff.area import map_of_areas
from app.areas.screens.staff.door import door
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.edges.staff import colleague
from app.edges.uploads import Upload, keep_upload, upload_of
from app.kernel.commands import fold


class BoundariesForm(FormSchema):
    year = fields.Int(
        load_default=None,
        validate=validate.Range(1900, 2100, error=says("Vul een jaar in, zoals 2025.")),
        error_messages={"invalid": says("Vul een jaar in, zoals 2025.")},
    )
    close_others = fields.Bool(load_default=False, truthy={"ja"}, falsy={"nee"})
    as_shown = fields.Str(load_default=None, validate=validate.Length(max=64))


@door.get("/team/gebieden/inlezen", director=True)
def import_boundaries() -> ResponseReturnValue:
    return render_template("areas/staff/import.html", form=Form())


@door.post("/team/gebieden/inlezen", director=True)
def import_boundaries_submitted() -> ResponseReturnValue:
    form = read_form(BoundariesForm())
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.refuse("file", _("Kies een bestand."))
    if not form.ok or sent is None or not sent.filename:
        return render_template("areas/staff/import.html", form=form), 400
    raw = sent.read()
    try:
        _foreseen(_command(raw, form.data))
    except BadTable as bad:
        return render_template("areas/staff/faults.html", bad=bad, filename=sent.filename, translate=_), 400
    except AreaTwice as refusal:
        form.refuse("file", _("Het gebied %(title)s staat er twee keer in.", title=refusal.title))
        return render_template("areas/staff/import.html", form=form), 400
    with office().log.writing() as session:
        upload_id = keep_upload(session, colleague().person_id, sent.filename, raw, office().now())
    asked = {"year": form.data["year"], "close_others": "ja" if form.data["close_others"] else None}
    return redirect(url_for("areas_staff.preview_boundaries", upload_id=upload_id, **asked), 303)


@door.get("/team/gebieden/inlezen/<upload_id>", director=True)
def preview_boundaries(upload_id: str) -> ResponseReturnValue:
    form = read_form(BoundariesForm(), request.args)
    return _preview(_upload(upload_id), form.data if form.ok else {"year": None, "close_others": False})


@door.post("/team/gebieden/inlezen/<upload_id>", director=True)
def preview_boundaries_submitted(upload_id: str) -> ResponseReturnValue:
    upload = _upload(upload_id)
    form = read_form(BoundariesForm())
    if not form.ok or not form.data["as_shown"]:
        abort(400)
    command = replace(_command(upload.content, form.data), as_shown=form.data["as_shown"])
    try:
        outcome = office().ask(command, by=g.by)
    except AreasChangedMeanwhile:
        flash(_("De gebieden zijn intussen veranderd. Kijk nog een keer wat er nu gebeurt."), "warning")
        return _preview(upload, form.data), 409
    flash(_("De gebieden zijn ingelezen.") if outcome.changed else _("Er was niets te veranderen."), "ok")
    return redirect(url_for("areas_staff.areas"), 303)


def _upload(upload_id: str) -> Upload:
    with office().reading() as session:
        found = upload_of(session, colleague().person_id, upload_id, office().now())
    return found or abort(410)


def _command(raw: bytes, asked: dict[str, Any]) -> DrawAreas:
    return DrawAreas(boundaries_from(read_boundaries(raw, year=asked["year"])), asked["close_others"])


def _foreseen(command: DrawAreas) -> AreaChanges:
    known = office().log.read(command.boundary())
    return command.changes(fold(command.state(), (r.event for r in known)))


def _preview(upload: Upload, asked: dict[str, Any]) -> str:
    changes = _foreseen(_command(upload.content, asked))
    with office().reading() as session:
        before = {a.area_id: a for a in all_areas(session)}
    drawn = [Area(e.area_id, e.title, e.code, e.outline, e.year) for e in changes.drawn]
    drawn += [Area(e.area_id, e.title, e.code, e.outline, e.year) for e in changes.redrawn]
    return render_template(
        "areas/staff/preview.html",
        upload=upload,
        asked=asked,
        changes=changes,
        before=before,
        map=map_of_areas(drawn, _("Kaart van de nieuwe en gewijzigde gebieden")) if drawn else None,
    )
