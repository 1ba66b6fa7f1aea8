# SPDX-License-Identifier: EUPL-1.2
"""Booking on somebody's behalf: on the phone or at the counter, with or without an e-mail address."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bookings.decide.book_places import BookPlaces
from app.bookings.react._tour import tours_of
from app.bookings.read.bookings import booking_of
from app.bookings.read.places_left import places_left
from app.bookings.screens.staff.door import carrousel_here, door
from app.bookings.screens.staff.forms import BookingForSomebody
from app.bookings.values import Channel, Desk
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.kernel.ids import AreaId, BookingId, CarrouselId
from app.kernel.values import Language
from app.vault import people


@door.get("/team/<area:area_id>/aanmeldingen/<carrousel:carrousel_id>/nieuw")
def book_for_somebody(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    form = Form(values={"group": request.args.get("group"), "adults": "1", "desk": Desk.PHONE.value, "language": "nl"})
    return _page(area_id, carrousel_id, form, BookingId.new())


def _page(area_id: AreaId, carrousel_id: CarrouselId, form: Form, booking_id: BookingId) -> ResponseReturnValue:
    with office().reading() as session:
        carrousel = carrousel_here(session, area_id, carrousel_id)
        tours = [t for t in tours_of(session, carrousel) if not t.cancelled]
        left = places_left(session, carrousel_id)
    page = render_template(
        "bookings/staff/book_for_somebody.html",
        area_id=area_id,
        carrousel=carrousel,
        form=form,
        booking_id=booking_id,
        tours=[(t, left[t.group.tour_group_id]) for t in tours if t.group.tour_group_id in left],
        letter_languages=[Language(code) for code in office().settings.languages],
        channels=list(Channel),
        desks=(Desk.PHONE, Desk.COUNTER),
    )
    return page, 200 if form.ok else 400


@door.post("/team/<area:area_id>/aanmeldingen/<carrousel:carrousel_id>/nieuw")
def book_for_somebody_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    form = read_form(BookingForSomebody())
    try:
        booking_id = BookingId(request.form.get("booking", ""))
    except ValueError:
        abort(400)
    if not form.ok:
        return _page(area_id, carrousel_id, form, booking_id)
    data = form.data
    with office().reading() as session:
        carrousel = carrousel_here(session, area_id, carrousel_id)
    if data["group"] not in {t.tour_group_id for t in carrousel.groups}:
        abort(404)
    command = BookPlaces(
        booking_id=booking_id,
        carrousel_id=carrousel_id,
        tour_group_id=data["group"],
        party=data["party"],
        language=data["language"],
        desk=data["desk"],
        channel=data["channel"],
        closes_minutes=0,
        or_wait=bool(data.get("or_wait")),
    )
    office().ask(command, by=g.by, also=[lambda s: _keep(s, booking_id, data, carrousel.on)])
    with office().reading() as session:
        made = booking_of(session, booking_id)
    if made is not None:
        flash(_("Genoteerd onder nummer %(number)s.", number=made.reference), "ok")
    return redirect(url_for("bookings_staff.booking", area_id=area_id, booking_id=booking_id), 303)


def _keep(session: Any, booking_id: BookingId, data: dict[str, Any], on: Any) -> None:
    known = {name: data.get(name) for name in ("name", "email", "phone")}
    people.keep(session, booking_id, {**known, "needs": " ".join(data["needs"]) or None})
    people.set_terms(session, booking_id, on)
