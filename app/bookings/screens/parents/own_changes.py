# SPDX-License-Identifier: EUPL-1.2
"""Changing one's own booking: more or fewer people, another group, an offer, cancelling.

Every change is a button, never a link.
"""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bookings.decide.accept_offer import AcceptOffer
from app.bookings.decide.change_party import ChangeParty
from app.bookings.decide.decline_offer import DeclineOffer
from app.bookings.decide.give_booking_back import GiveBookingBack
from app.bookings.decide.leave_waiting_list import LeaveWaitingList
from app.bookings.decide.move_booking import MoveBooking
from app.bookings.react._terms import terms_of
from app.bookings.react._tour import tours_of
from app.bookings.read.bookings import BOOKED, OFFERED, WAITING
from app.bookings.read.places_left import places_left
from app.bookings.screens.parents.door import door
from app.bookings.screens.parents.forms import PartyForm
from app.bookings.screens.parents.own_booking import Opened, show, with_key
from app.bookings.values import Why
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.edges.throttle import throttle
from app.kernel.ids import TourGroupId


def _back(opened: Opened) -> ResponseReturnValue:
    return redirect(url_for("bookings_parents.my_booking", token=opened.token), 303)


@door.get("/aanmelding/<token>/wijzigen")
@with_key
def change_party(opened: Opened) -> ResponseReturnValue:
    party = opened.party.booking.party
    return _party_page(opened, Form(values={"adults": party.adults, "children": party.children, "prams": party.prams}))


def _party_page(opened: Opened, form: Form) -> ResponseReturnValue:
    with office().reading() as session:
        left = places_left(session, opened.party.booking.carrousel_id)
    page = render_template("bookings/parents/change_party.html", **show(opened, form=form, left=left))
    return page, 200 if form.ok else 400


@door.post("/aanmelding/<token>/wijzigen")
@throttle("booking")
@with_key
def change_party_submitted(opened: Opened) -> ResponseReturnValue:
    form = read_form(PartyForm())
    if not form.ok:
        return _party_page(opened, form)
    booking, settings = opened.party.booking, office().settings
    command = ChangeParty(
        booking.booking_id,
        booking.carrousel_id,
        booking.tour_group_id,
        form.data["party"],
        settings.booking_closes_minutes,
        terms_of(settings),
    )
    office().ask(command, by=g.by)
    flash(_("We hebben het aangepast."), "ok")
    return _back(opened)


@door.get("/aanmelding/<token>/groep")
@with_key
def move_booking(opened: Opened) -> ResponseReturnValue:
    booking = opened.party.booking
    with office().reading() as session:
        left = places_left(session, booking.carrousel_id)
        tours = tours_of(session, opened.party.tour.carrousel)
    others = [
        (t, left[t.group.tour_group_id])
        for t in tours
        if t.group.tour_group_id != booking.tour_group_id
        and not t.cancelled
        and t.group.tour_group_id in left
        and left[t.group.tour_group_id].fits(booking.party)
    ]
    return render_template("bookings/parents/move_booking.html", **show(opened, others=others))


@door.post("/aanmelding/<token>/groep")
@throttle("booking")
@with_key
def move_booking_submitted(opened: Opened) -> ResponseReturnValue:
    booking, settings = opened.party.booking, office().settings
    try:
        wanted = TourGroupId(request.form.get("group", ""))
    except ValueError:
        return redirect(url_for("bookings_parents.move_booking", token=opened.token), 303)
    command = MoveBooking(
        booking.booking_id,
        booking.carrousel_id,
        booking.tour_group_id,
        wanted,
        settings.booking_closes_minutes,
        terms_of(settings),
    )
    office().ask(command, by=g.by)
    flash(_("U gaat nu met een andere groep mee."), "ok")
    return _back(opened)


@door.get("/aanmelding/<token>/afmelden")
@with_key
def give_booking_back(opened: Opened) -> ResponseReturnValue:
    return render_template("bookings/parents/give_booking_back.html", **show(opened))


@door.post("/aanmelding/<token>/afmelden")
@throttle("booking")
@with_key
def give_booking_back_submitted(opened: Opened) -> ResponseReturnValue:
    booking = opened.party.booking
    where = (booking.booking_id, booking.carrousel_id, booking.tour_group_id)
    terms = terms_of(office().settings)
    if booking.state == WAITING:
        office().ask(LeaveWaitingList(*where, Why.PARTY), by=g.by)
    elif booking.state == OFFERED:
        office().ask(DeclineOffer(*where, Why.PARTY, terms), by=g.by)
    elif booking.state == BOOKED:
        office().ask(GiveBookingBack(*where, Why.PARTY, terms), by=g.by)
    flash(_("U bent afgemeld. Dank u wel dat u het laat weten."), "ok")
    return _back(opened)


@door.post("/aanmelding/<token>/aanbod")
@throttle("booking")
@with_key
def answer_offer_submitted(opened: Opened) -> ResponseReturnValue:
    booking = opened.party.booking
    where = (booking.booking_id, booking.carrousel_id, booking.tour_group_id)
    if request.form.get("answer") == "ja":
        office().ask(AcceptOffer(*where), by=g.by)
        flash(_("Gelukt. U bent aangemeld."), "ok")
    else:
        office().ask(DeclineOffer(*where, Why.PARTY, terms_of(office().settings)), by=g.by)
        flash(_("U bent van de wachtlijst af. Dank u wel dat u het laat weten."), "ok")
    return _back(opened)
