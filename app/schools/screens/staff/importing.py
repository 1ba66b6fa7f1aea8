# SPDX-License-Identifier: EUPL-1.2
"""Take over a file about schools: send it, see what will change, say yes."""

from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import fields, validate

from app.adapters.school_files import SchoolFile, read_school_file
from app.adapters.school_register import unknown_denominations
from app.adapters.table_faults import BadTable
from app.areas.read.areas import all_areas, municipality
from app.carrousels.read.agenda import with_schools
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.edges.staff import colleague
from app.edges.uploads import Upload, keep_upload, upload_of
from app.kernel.commands import Refused
from app.schools.decide.agreement import NotAsShown, fingerprint
from app.schools.decide.import_register import NewerRegisterKnown, RegisterChanges
from app.schools.decide.locate_schools import LocationChanges
from app.schools.decide.publish_figures import FigureChanges
from app.schools.decide.take_over_file import Changes, TakesOver, command_for, foreseen
from app.schools.read.figures import indicators
from app.schools.read.history import differences
from app.schools.read.register import all_schools
from app.schools.screens.staff.door import door, words_for
from app.schools.screens.staff.words import FIELDS
from app.schools.values import KNOWN_INDICATORS


class FileForm(FormSchema):
    as_of = fields.Date(load_default=None, error_messages={"invalid": says("Vul een datum in met dag, maand en jaar.")})
    as_shown = fields.Str(load_default=None, validate=validate.Length(max=64))


@door.get("/team/scholen/inlezen", director=True)
def import_schools() -> ResponseReturnValue:
    return _form_page(Form(values=_boxes(office().today())))


@door.post("/team/scholen/inlezen", director=True)
def import_schools_submitted() -> ResponseReturnValue:
    form, as_of = Form(values=dict(request.form)), _typed_date()
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.refuse("file", _("Kies een bestand."))
    if as_of is None or as_of > office().today():
        form.refuse("as_of", _("Vul een datum in met dag, maand en jaar. De datum is niet later dan vandaag."))
    if not form.ok or sent is None or as_of is None:
        return _form_page(form), 400
    raw, filename = sent.read(), sent.filename or ""
    try:
        _look_ahead(_command(_read(raw, filename), as_of))
    except BadTable as bad:
        return render_template("schools/staff/faults.html", bad=bad, filename=filename, translate=_), 400
    except Refused as refusal:
        form.refuse("as_of" if isinstance(refusal, NewerRegisterKnown) else "file", words_for(refusal))
        return _form_page(form), 400
    with office().log.writing() as session:
        upload_id = keep_upload(session, colleague().person_id, filename, raw, office().now())
    return redirect(url_for("schools_staff.preview_schools", upload_id=upload_id, as_of=as_of.isoformat()), 303)


@door.get("/team/scholen/inlezen/<upload_id>", director=True)
def preview_schools(upload_id: str) -> ResponseReturnValue:
    form = read_form(FileForm(), request.args)
    return _preview(_upload(upload_id), (form.data.get("as_of") if form.ok else None) or office().today())


@door.post("/team/scholen/inlezen/<upload_id>", director=True)
def preview_schools_submitted(upload_id: str) -> ResponseReturnValue:
    upload, form = _upload(upload_id), read_form(FileForm())
    if not form.ok or not form.data["as_shown"] or not form.data["as_of"]:
        abort(400)
    file, as_of = _read(upload.content, upload.filename), form.data["as_of"]
    command = _command(file, as_of, form.data["as_shown"])
    try:
        outcome = office().ask(command, by=g.by)
    except NotAsShown:
        flash(_("Het register is intussen veranderd. Kijk nog een keer wat er nu gebeurt."), "warning")
        return _preview(upload, as_of), 409
    flash(_("Het bestand is ingelezen.") if outcome.changed else _("Er was niets te veranderen."), "ok")
    return redirect(url_for("schools_staff.schools"), 303)


def _form_page(form: Form) -> str:
    with office().reading() as session:
        return render_template(
            "schools/staff/import.html", form=form, municipality=municipality(session), indicators=indicators(session)
        )


def _boxes(day: date) -> dict[str, Any]:
    return {"as_of_day": day.day, "as_of_month": day.month, "as_of_year": day.year}


def _typed_date() -> date | None:
    parts = [request.form.get(f"as_of_{part}", "").strip() for part in ("year", "month", "day")]
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _upload(upload_id: str) -> Upload:
    with office().reading() as session:
        found = upload_of(session, colleague().person_id, upload_id, office().now())
    return found or abort(410)


def _register_name() -> str:
    with office().reading() as session:
        found = municipality(session)
    return found.register_name if found else abort(409)


def _read(raw: bytes, filename: str) -> SchoolFile:
    return read_school_file(raw, name=filename, municipality=_register_name())


def _command(file: SchoolFile, as_of: date, as_shown: str | None = None) -> TakesOver:
    return command_for(file, municipality=_register_name(), as_of=as_of, as_shown=as_shown)


def _look_ahead(command: TakesOver) -> Changes:
    return foreseen(command, (r.event for r in office().log.read(command.boundary())))


def _preview(upload: Upload, as_of: date) -> str:
    file = _read(upload.content, upload.filename)
    changes = _look_ahead(_command(file, as_of))
    with office().reading() as session:
        schools = {s.school_id: s for s in all_schools(session)}
        titles = {i.indicator_id: i.title for i in KNOWN_INDICATORS}
        closing = {c.fact.school_id for c in changes.closed} if isinstance(changes, RegisterChanges) else set()
        coming = with_schools(session, office().today(), closing)
        areas = {a.area_id: a.title for a in all_areas(session)}
        titles |= {i.indicator_id: i.title for i in indicators(session)}
    return render_template(
        _page_for(changes),
        upload=upload,
        as_of=as_of,
        file=file,
        changes=changes,
        as_shown=fingerprint(changes.facts),
        schools=schools,
        coming=coming,
        areas=areas,
        titles=titles,
        differences=differences,
        fields=FIELDS,
        odd_denominations=unknown_denominations(file.register),
    )


def _page_for(changes: Changes) -> str:
    match changes:
        case RegisterChanges():
            return "schools/staff/preview_register.html"
        case LocationChanges():
            return "schools/staff/preview_locations.html"
        case FigureChanges():
            return "schools/staff/preview_figures.html"
