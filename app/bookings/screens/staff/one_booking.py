# SPDX-License-Identifier: EUPL-1.2
"""One booking: what is known, what was decided and why, and everything that staff may do for the party."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bookings.decide.accept_offer import AcceptOffer
from app.bookings.decide.change_party import ChangeParty
from app.bookings.decide.decline_offer import DeclineOffer
from app.bookings.decide.erase_party import EraseParty
from app.bookings.decide.freed_places import offer_ends_at
from app.bookings.decide.give_booking_back import GiveBookingBack
from app.bookings.decide.leave_waiting_list import LeaveWaitingList
from app.bookings.decide.move_booking import MoveBooking
from app.bookings.decide.place_waiting_party import PlaceWaitingParty
from app.bookings.decide.tell_party import TellParty
from app.bookings.react._letters import link_to
from app.bookings.react._terms import terms_of
from app.bookings.react._tour import tour_of, tours_of
from app.bookings.read.bookings import BOOKED, OFFERED, WAITING, Booking, booking_of
from app.bookings.read.decisions import decisions_about
from app.bookings.read.places_left import places_left
from app.bookings.read.waiting_list import turn_of
from app.bookings.screens.staff.door import booking_here, carrousel_here, door
from app.bookings.screens.staff.forms import KnownOfSomebody, PartyForSomebody
from app.bookings.values import Why
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.kernel.ids import AreaId, BookingId, PersonId, TourGroupId
from app.people.read.colleagues import names_of
from app.vault import people

HERE = "/team/<area:area_id>/aanmeldingen/boeking/<booking:booking_id>"


def _here(area_id: AreaId, booking_id: BookingId) -> Booking:
    with office().reading() as session:
        return booking_here(session, area_id, booking_id)


def _back(area_id: AreaId, booking_id: BookingId, said: str) -> ResponseReturnValue:
    flash(said, "ok")
    return redirect(url_for("bookings_staff.booking", area_id=area_id, booking_id=booking_id), 303)


@door.get(HERE)
def booking(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    return _page(area_id, booking_id, None)


def _page(area_id: AreaId, booking_id: BookingId, form: Form | None) -> ResponseReturnValue:
    with office().reading() as session:
        found = booking_here(session, area_id, booking_id)
        carrousel = carrousel_here(session, area_id, found.carrousel_id)
        known = people.show(session, booking_id)
        left = places_left(session, found.carrousel_id)
        decisions = decisions_about(session, booking_id)
        people_here = {PersonId(d.by.partition(":")[2]) for d in decisions if d.by.startswith("person:")}
        context: dict[str, Any] = {
            "tour": tour_of(session, found.carrousel_id, found.tour_group_id),
            "others": [
                (t, left[t.group.tour_group_id])
                for t in tours_of(session, carrousel)
                if not t.cancelled
                and t.group.tour_group_id != found.tour_group_id
                and t.group.tour_group_id in left
                and left[t.group.tour_group_id].fits(found.party)
            ],
            "turn": turn_of(session, found),
            "colleagues": {f"person:{p}": name for p, name in names_of(session, people_here).items()},
        }
    tour = context["tour"]
    party = found.party
    values: dict[str, Any] = {**known, "needs": known.get("needs", "").split()}
    values |= {"adults": party.adults, "children": party.children, "prams": party.prams}
    page = render_template(
        "bookings/staff/booking.html",
        area_id=area_id,
        booking=found,
        known=known,
        decisions=decisions,
        form=form or Form(values=values),
        link=link_to(office(), booking_id, known) if known and not found.erased else None,
        ahead=tour is not None and not tour.cancelled and office().now() < tour.group.departs_at,
        by_phone=tour is not None and _too_late_for_offers(tour.group.departs_at),
        **context,
    )
    return page, 200 if form is None or form.ok else 400


def _too_late_for_offers(departs_at: Any) -> bool:
    return offer_ends_at(departs_at, terms_of(office().settings), office().now()) is None


@door.post(HERE + "/aantal")
def change_party_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, form = _here(area_id, booking_id), read_form(PartyForSomebody())
    if not form.ok:
        return _page(area_id, booking_id, form)
    where = (booking_id, found.carrousel_id, found.tour_group_id)
    office().ask(ChangeParty(*where, form.data["party"], 0, terms_of(office().settings)), by=g.by)
    return _back(area_id, booking_id, _("Het aantal is aangepast."))


@door.post(HERE + "/groep")
def move_booking_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, terms = _here(area_id, booking_id), terms_of(office().settings)
    try:
        wanted = TourGroupId(request.form.get("group", ""))
    except ValueError:
        return redirect(url_for("bookings_staff.booking", area_id=area_id, booking_id=booking_id), 303)
    command = MoveBooking(booking_id, found.carrousel_id, found.tour_group_id, wanted, 0, terms, Why.STAFF)
    office().ask(command, by=g.by)
    return _back(area_id, booking_id, _("De groep is aangepast."))


@door.post(HERE + "/afmelden")
def give_booking_back_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, terms = _here(area_id, booking_id), terms_of(office().settings)
    where = (booking_id, found.carrousel_id, found.tour_group_id)
    if found.state == WAITING:
        office().ask(LeaveWaitingList(*where, Why.STAFF), by=g.by)
    elif found.state == OFFERED:
        office().ask(DeclineOffer(*where, Why.STAFF, terms), by=g.by)
    elif found.state == BOOKED:
        office().ask(GiveBookingBack(*where, Why.STAFF, terms), by=g.by)
    return _back(area_id, booking_id, _("Afgemeld."))


@door.post(HERE + "/aanbod")
def accept_offer_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found = _here(area_id, booking_id)
    office().ask(AcceptOffer(booking_id, found.carrousel_id, found.tour_group_id), by=g.by)
    return _back(area_id, booking_id, _("Het aanbod is aangenomen."))


@door.post(HERE + "/plaatsen")
def place_waiting_party_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, terms = _here(area_id, booking_id), terms_of(office().settings)
    office().ask(PlaceWaitingParty(booking_id, found.carrousel_id, found.tour_group_id, terms), by=g.by)
    return _back(area_id, booking_id, _("Aangemeld vanaf de wachtlijst."))


@door.post(HERE + "/gebeld")
def tell_party_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found = _here(area_id, booking_id)
    office().ask(TellParty(booking_id, found.carrousel_id, found.tour_group_id), by=g.by)
    flash(_("Genoteerd dat er gebeld is."), "ok")
    return redirect(url_for("bookings_staff.calls", area_id=area_id), 303)


@door.post(HERE + "/gegevens")
def correct_data_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, form = _here(area_id, booking_id), read_form(KnownOfSomebody())
    if not form.ok:
        return _page(area_id, booking_id, form)
    known = {name: form.data.get(name) for name in ("name", "email", "phone")}
    with office().log.writing() as session:
        now = booking_of(session, booking_id)
        if now is not None and not now.erased:
            people.keep(session, booking_id, {**known, "needs": " ".join(form.data["needs"]) or None})
            people.set_terms(session, booking_id, carrousel_here(session, area_id, found.carrousel_id).on)
    return _back(area_id, booking_id, _("De gegevens zijn aangepast."))


@door.post(HERE + "/link")
def renew_link_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found = _here(area_id, booking_id)
    with office().log.writing() as session:
        known = people.show(session, booking_id)
        if known:
            generation = int(known.get("link_generation", "0")) + 1
            people.keep(session, booking_id, {"link_generation": str(generation)})
            people.set_terms(session, booking_id, carrousel_here(session, area_id, found.carrousel_id).on)
    return _back(area_id, booking_id, _("De oude link werkt niet meer."))


@door.post(HERE + "/wissen")
def erase_party_submitted(area_id: AreaId, booking_id: BookingId) -> ResponseReturnValue:
    found, terms = _here(area_id, booking_id), terms_of(office().settings)
    command = EraseParty(booking_id, found.carrousel_id, found.tour_group_id, Why.STAFF, terms)
    office().ask(command, by=g.by, also=[lambda session: people.forget(session, booking_id)])
    return _back(area_id, booking_id, _("De gegevens zijn gewist."))
