# SPDX-License-Identifier: EUPL-1.2
"""One's own data: see, correct and erase them (AVG 15, 16, 17)."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bookings.decide.erase_party import EraseParty
from app.bookings.react._terms import terms_of
from app.bookings.read.bookings import booking_of
from app.bookings.screens.parents.door import door
from app.bookings.screens.parents.forms import ReachForm
from app.bookings.screens.parents.own_booking import Opened, show, with_key
from app.bookings.values import Why
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.edges.throttle import throttle
from app.vault import people


@door.get("/aanmelding/<token>/gegevens")
@with_key
def my_data(opened: Opened) -> ResponseReturnValue:
    known = opened.party.known
    return _page(opened, Form(values={**known, "needs": known.get("needs", "").split()}))


def _page(opened: Opened, form: Form) -> ResponseReturnValue:
    page = render_template("bookings/parents/my_data.html", **show(opened, form=form, fields=people.FIELDS))
    return page, 200 if form.ok else 400


@door.post("/aanmelding/<token>/gegevens")
@throttle("booking")
@with_key
def my_data_submitted(opened: Opened) -> ResponseReturnValue:
    form = read_form(ReachForm())
    if not form.ok:
        return _page(opened, form)
    known = {name: form.data.get(name) for name in ("name", "email", "phone")}
    known["needs"] = " ".join(form.data["needs"]) or None
    with office().log.writing() as session:
        booking = booking_of(session, opened.booking_id)
        if booking is None or booking.erased:
            abort(410)
        people.keep(session, opened.booking_id, known)
        people.set_terms(session, opened.booking_id, opened.party.tour.carrousel.on)
    flash(_("We hebben uw gegevens aangepast."), "ok")
    return redirect(url_for("bookings_parents.my_booking", token=opened.token), 303)


@door.get("/aanmelding/<token>/wissen")
@with_key
def erase_my_data(opened: Opened) -> ResponseReturnValue:
    return render_template("bookings/parents/erase_my_data.html", **show(opened))


@door.post("/aanmelding/<token>/wissen")
@throttle("booking")
@with_key
def erase_my_data_submitted(opened: Opened) -> ResponseReturnValue:
    booking = opened.party.booking
    where = (booking.booking_id, booking.carrousel_id, booking.tour_group_id)
    forget = [lambda session: people.forget(session, booking.booking_id)]
    office().ask(EraseParty(*where, Why.PARTY, terms_of(office().settings)), by=g.by, also=forget)
    return redirect(url_for("bookings_parents.erased"), 303)
