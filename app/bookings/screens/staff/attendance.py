# SPDX-License-Identifier: EUPL-1.2
"""The list of the day for one group: who comes, what they need, and how many were there."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bookings.decide.record_attendance import RecordAttendance
from app.bookings.react._tour import Tour, tour_of
from app.bookings.read.bookings import BOOKED, Booking, bookings_of_group
from app.bookings.screens.staff.door import carrousel_here, door
from app.edges.door import office
from app.edges.forms import Form
from app.kernel.ids import AreaId, CarrouselId, TourGroupId
from app.people.read.colleagues import names_of
from app.vault import people

HERE = "/team/<area:area_id>/aanmeldingen/<carrousel:carrousel_id>/groepen/<group:tour_group_id>"


def _list(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> tuple[Tour, list[Booking]]:
    with office().reading() as session:
        carrousel_here(session, area_id, carrousel_id)
        tour = tour_of(session, carrousel_id, tour_group_id)
        booked = [b for b in bookings_of_group(session, tour_group_id) if b.state == BOOKED]
    if tour is None:
        abort(404)
    return tour, booked


@door.get(HERE)
def attendance(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    return _page(area_id, carrousel_id, tour_group_id, Form())


def _page(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId, form: Form) -> ResponseReturnValue:
    tour, booked = _list(area_id, carrousel_id, tour_group_id)
    with office().reading() as session:
        known = people.show_all(session, [b.booking_id for b in booked])
        guide = tour.group.guide_id
        guides = names_of(session, [guide]) if guide else {}
    page = render_template(
        "bookings/staff/attendance.html",
        area_id=area_id,
        tour=tour,
        booked=booked,
        known=known,
        guide=guides.get(guide) if guide else None,
        form=form,
        on_the_day=office().today() >= tour.carrousel.on,
    )
    return page, 200 if form.ok else 400


@door.post(HERE)
def attendance_submitted(area_id: AreaId, carrousel_id: CarrouselId, tour_group_id: TourGroupId) -> ResponseReturnValue:
    _tour, booked = _list(area_id, carrousel_id, tour_group_id)
    form = Form(values=dict(request.form))
    counted: dict[Booking, int] = {}
    for booking in booked:
        typed = request.form.get(booking.booking_id, "").strip()
        if typed.isascii() and typed.isdigit() and int(typed[:4]) <= 12:
            counted[booking] = int(typed)
        elif typed:
            form.refuse(booking.booking_id, _("Vul een getal in van 0 tot en met 12."))
    if not form.ok:
        return _page(area_id, carrousel_id, tour_group_id, form)
    for booking, people_there in counted.items():
        office().ask(RecordAttendance(booking.booking_id, carrousel_id, tour_group_id, people_there), by=g.by)
    flash(_("Genoteerd wie er waren."), "ok")
    return redirect(
        url_for("bookings_staff.attendance", area_id=area_id, carrousel_id=carrousel_id, tour_group_id=tour_group_id),
        303,
    )
