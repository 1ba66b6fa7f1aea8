# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, colleagues and their roles, and the letters that did not go."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from app.areas.read.areas import all_areas
from app.edges.door import office
from app.edges.forms import Form, FormSchema, read_form, says
from app.edges.staff import Colleague, Menu, StaffDoor, colleague
from app.edges.throttle import throttle
from app.eventlog.outbox import parked, try_again
from app.kernel.ids import AreaId, PersonId, SignInId
from app.people.decide.ask_to_sign_in import AskToSignIn
from app.people.decide.forget_person import ForgetPerson
from app.people.decide.grant_role import GrantRole
from app.people.decide.sign_in import LinkOver, LinkUsed, SignIn
from app.people.decide.sign_out import SignOut
from app.people.decide.withdraw_role import WithdrawRole
from app.people.read.colleagues import everybody, known_by, person_of
from app.people.read.sessions import asked
from app.people.values import Role, id_in
from app.vault import people as vault

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)
ROLES = {
    Role.DIRECTOR: lazy_gettext("Regisseur"),
    Role.PLANNER: lazy_gettext("Gebiedsteam"),
    Role.GUIDE: lazy_gettext("Rondleider"),
}


def _link_is_over(_refusal: object) -> ResponseReturnValue:
    return render_template("people/staff/link_over.html"), 410


door = StaffDoor(
    "people",
    refusals={LinkUsed: _link_is_over, LinkOver: _link_is_over},
    menu=[
        Menu(lazy_gettext("Collega's"), "people_staff.colleagues", rank=80, director=True),
        Menu(lazy_gettext("Post"), "people_staff.post", rank=90),
    ],
)


def recognise() -> Colleague | None:
    """Give who is signed in by this cookie, as long as the session stands and is neither idle nor too old."""
    known = session.get("sign_in")
    if not known:
        return None
    now = office().now()
    with office().reading() as reading:
        found = asked(reading, SignInId(known))
        person = person_of(reading, found.person_id) if found and found.began_at else None
    if found is None or found.began_at is None or person is None:
        return None
    seen = datetime.fromtimestamp(session.get("seen", 0), UTC)
    if now - found.began_at > LONGEST or now - seen > IDLE:
        session.pop("sign_in")
        return None
    if now - seen > timedelta(minutes=1):
        session["seen"] = now.timestamp()
    return Colleague(
        person.person_id,
        person.name,
        any(role is Role.DIRECTOR for role, _area in person.roles),
        frozenset(a for role, a in person.roles if a and role is Role.PLANNER),
        frozenset(a for role, a in person.roles if a and role is Role.GUIDE),
    )


class SignInForm(FormSchema):
    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={
            "required": says("Vul uw e-mailadres in."),
            "invalid": says("Vul een e-mailadres in zoals naam@gemeente.nl."),
        },
    )


@door.get("/team/inloggen", signed_out=True)
def sign_in() -> ResponseReturnValue:
    if (to := request.args.get("next")) and _own_path(to):
        session["next"] = to
    return render_template("people/staff/sign_in.html", form=Form())


@door.post("/team/inloggen", signed_out=True)
@throttle("sign_in")
def sign_in_submitted() -> ResponseReturnValue:
    form = read_form(SignInForm())
    if not form.ok:
        return render_template("people/staff/sign_in.html", form=form), 400
    sign_in_id = SignInId.new()
    session["asked"] = str(sign_in_id)
    with office().reading() as reading:
        person_id = known_by(reading, form.data["email"])
    office().ask(AskToSignIn(person_id, sign_in_id), by="program")
    return redirect(url_for("people_staff.link_sent"), 303)


@door.get("/team/inloggen/verstuurd", signed_out=True)
def link_sent() -> ResponseReturnValue:
    return render_template("people/staff/link_sent.html")


@door.get("/team/inloggen/<token>", signed_out=True)
def use_link(token: str) -> ResponseReturnValue:
    """Show a button only: mail scanners open links, and a GET changes nothing."""
    _link_of(token)
    return render_template("people/staff/use_link.html", token=token)


@door.post("/team/inloggen/<token>", signed_out=True)
@throttle("sign_in")
def use_link_submitted(token: str) -> ResponseReturnValue:
    person_id, sign_in_id = _link_of(token)
    office().ask(SignIn(person_id, sign_in_id), by=person_id.tag)
    to, language = session.get("next"), session.get("language")
    session.clear()
    session.update(sign_in=str(sign_in_id), seen=office().now().timestamp())
    if language:
        session["language"] = language
    return redirect(to if to and _own_path(to) else url_for("areas_staff.overview"), 303)


def _link_of(token: str) -> tuple[PersonId, SignInId]:
    """Read a link; it must be ours, still known, and used in the browser that asked for it."""
    sign_in_id = id_in(office().settings.key, token)
    if sign_in_id is None:
        abort(404)
    with office().reading() as reading:
        found = asked(reading, sign_in_id)
    if found is None or found.began_at is not None:
        raise LinkOver
    if found.bound and session.get("asked") != sign_in_id:
        abort(current_app.make_response((render_template("people/staff/other_browser.html"), 403)))
    return found.person_id, sign_in_id


@door.post("/team/uitloggen", everyone=True)
def sign_out_submitted() -> ResponseReturnValue:
    office().ask(SignOut(colleague().person_id, SignInId(session["sign_in"])), by=g.by)
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    return redirect(url_for("people_staff.sign_in"), 303)


class ColleagueForm(FormSchema):
    name = fields.Str(
        required=True, validate=validate.Length(max=120), error_messages={"required": says("Vul een naam in.")}
    )
    email = fields.Email(
        required=True,
        error_messages={
            "required": says("Vul een e-mailadres in."),
            "invalid": says("Vul een e-mailadres in zoals naam@gemeente.nl."),
        },
    )
    phone = fields.Str(load_default=None, validate=validate.Length(max=30))
    role = fields.Enum(
        Role, by_value=True, required=True, error_messages={"required": says("Kies wat de collega doet.")}
    )
    area_id = fields.Str(load_default=None)
    person_id = fields.Str(required=True)


@door.get("/team/collegas", director=True)
def colleagues() -> ResponseReturnValue:
    return _colleagues_page(Form(values={"person_id": PersonId.new()}))


def _colleagues_page(form: Form) -> str:
    with office().reading() as reading:
        areas = all_areas(reading)
        titles = {a.area_id: a.title for a in areas}
        return render_template(
            "people/staff/colleagues.html",
            people=everybody(reading),
            area_options=list(titles.items()),
            titles=titles,
            roles=ROLES,
            form=form,
        )


@door.post("/team/collegas", director=True)
def colleagues_submitted() -> ResponseReturnValue:
    form = read_form(ColleagueForm())
    role = form.data.get("role")
    if form.ok and (role is Role.DIRECTOR) != (form.data["area_id"] is None):
        form.refuse(
            "area_id", _("Kies bij gebiedsteam en rondleider een gebied. Een regisseur werkt voor alle gebieden.")
        )
    if not form.ok:
        return _colleagues_page(form), 400
    data = form.data
    with office().reading() as reading:
        person_id = known_by(reading, data["email"]) or PersonId(data["person_id"])
    known = {"colleague_name": data["name"], "colleague_email": data["email"], "colleague_phone": data["phone"]}
    area_id = AreaId(data["area_id"]) if data["area_id"] else None
    office().ask(GrantRole(person_id, data["role"], area_id), by=g.by, also=[lambda s: vault.keep(s, person_id, known)])
    flash(_("%(name)s kan aan het werk.", name=data["name"]))
    return redirect(url_for("people_staff.colleagues"), 303)


@door.post("/team/collegas/<person:person_id>/rol", director=True)
def withdraw_role_submitted(person_id: PersonId) -> ResponseReturnValue:
    area = request.form.get("area_id")
    try:
        role = Role(request.form.get("role", ""))
    except ValueError:
        abort(400)
    office().ask(WithdrawRole(person_id, role, AreaId(area) if area else None), by=g.by)
    office().ask(SignOut(person_id), by=g.by)
    flash(_("De rol is ingetrokken."))
    return redirect(url_for("people_staff.colleagues"), 303)


@door.post("/team/collegas/<person:person_id>/vergeten", director=True)
def forget_person_submitted(person_id: PersonId) -> ResponseReturnValue:
    office().ask(ForgetPerson(person_id), by=g.by, also=[lambda s: vault.forget(s, person_id)])
    flash(_("De gegevens zijn verwijderd."))
    return redirect(url_for("people_staff.colleagues"), 303)


@door.get("/team/post", everyone=True)
def post() -> ResponseReturnValue:
    return render_template("people/staff/post.html", letters=parked(office().log.engine))


@door.post("/team/post/<int:errand_id>/opnieuw", everyone=True)
def post_again_submitted(errand_id: int) -> ResponseReturnValue:
    try_again(office().log.engine, errand_id, office().now())
    flash(_("We proberen het opnieuw."))
    return redirect(url_for("people_staff.post"), 303)


def _own_path(to: str) -> bool:
    parts = urlsplit(to)
    return to.startswith("/team") and not parts.scheme and not parts.netloc and "\\" not in to and to.isprintable()
