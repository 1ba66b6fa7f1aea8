# SPDX-License-Identifier: EUPL-1.2
"""Booking in at most four pages: who comes, which group, how to reach you, check.

Every page works again after going back.
"""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlmodel import Session

from app.adapters.capability import key_for, opened_by
from app.bookings.decide.book_places import BookPlaces
from app.bookings.decide.places import NotEnoughPlaces
from app.bookings.react._letters import link_to
from app.bookings.react._tour import Tour, tours_of
from app.bookings.read.places_left import PlacesLeft, places_left
from app.bookings.screens.parents import drafts
from app.bookings.screens.parents.asked import Asked, asked, asked_or_404
from app.bookings.screens.parents.door import door
from app.bookings.screens.parents.forms import ReachForm, is_a_robot, likely_address
from app.bookings.values import Channel, Desk
from app.carrousels.read.published import PublishedCarrousel, ShownGroup, carrousel_of, group_of
from app.edges.door import office
from app.edges.forms import Form, read_form
from app.edges.throttle import throttle
from app.kernel.ids import BookingId, CarrouselId, TourGroupId
from app.kernel.values import Language
from app.vault import people

DRAWN = "drawn-booking"
ALONE = {"adults": "1", "children": "0", "prams": "0"}


def _group_or_404(reading: Session, tour_group_id: TourGroupId) -> tuple[PublishedCarrousel, ShownGroup]:
    found = group_of(reading, tour_group_id)
    if found is None:
        abort(404)
    return found


def _tour(reading: Session, tour_group_id: TourGroupId) -> Tour:
    carrousel, group = _group_or_404(reading, tour_group_id)
    return tours_of(reading, carrousel, (group,))[0]


@door.get("/aanmelden/<group:tour_group_id>")
def who_comes(tour_group_id: TourGroupId) -> ResponseReturnValue:
    return _who(Form(values={**ALONE, **request.args}), tour_group_id)


@door.get("/aanmelden/dag/<carrousel:carrousel_id>")
def who_comes_that_day(carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as reading:
        carrousel = carrousel_of(reading, carrousel_id)
        tours = tours_of(reading, carrousel) if carrousel else []
    if not tours:
        abort(404)
    action = url_for("bookings_parents.choose_group_that_day", carrousel_id=carrousel_id)
    return _who_page(Form(values={**ALONE, **request.args}), tours[0], action, 4, None)


def _who(form: Form, tour_group_id: TourGroupId) -> ResponseReturnValue:
    with office().reading() as reading:
        tour = _tour(reading, tour_group_id)
        left = places_left(reading, tour.carrousel.carrousel_id).get(tour_group_id)
    action = url_for("bookings_parents.choose_group", tour_group_id=tour_group_id)
    return _who_page(form, tour, action, 3, left)


def _who_page(form: Form, tour: Tour, action: str, steps: int, left: PlacesLeft | None) -> ResponseReturnValue:
    closed = _closed(tour) if steps == 3 else tour.carrousel.cancelled is not None
    template = "bookings/parents/who_comes.html"
    page = render_template(
        template,
        form=form,
        tour=tour,
        action=action,
        steps=steps,
        left=left,
        closed=closed,
        via=request.args.get("via"),
    )
    return page, 200 if form.ok else 400


def _closed(tour: Tour) -> bool:
    minutes = (tour.group.departs_at - office().now()).total_seconds() / 60
    return tour.cancelled or minutes <= office().settings.booking_closes_minutes


@door.get("/aanmelden/<group:tour_group_id>/groep")
def choose_group(tour_group_id: TourGroupId) -> ResponseReturnValue:
    found = asked()
    if isinstance(found, Form):
        return _who(found, tour_group_id)
    with office().reading() as reading:
        carrousel, _group = _group_or_404(reading, tour_group_id)
        left = places_left(reading, carrousel.carrousel_id)
        if tour_group_id in left and left[tour_group_id].fits(found.party):
            return redirect(url_for("bookings_parents.details", tour_group_id=tour_group_id, **found.query()), 303)
        tours = tours_of(reading, carrousel)
    return _choose(carrousel, tours, left, found, tour_group_id)


@door.get("/aanmelden/dag/<carrousel:carrousel_id>/groep")
def choose_group_that_day(carrousel_id: CarrouselId) -> ResponseReturnValue:
    found = asked()
    with office().reading() as reading:
        carrousel = carrousel_of(reading, carrousel_id)
        if carrousel is None:
            abort(404)
        tours = tours_of(reading, carrousel)
        left = places_left(reading, carrousel_id)
    if isinstance(found, Form):
        return _who_page(found, tours[0], request.path, 4, None)
    return _choose(carrousel, tours, left, found, None)


def _choose(
    carrousel: PublishedCarrousel,
    tours: list[Tour],
    left: dict[TourGroupId, PlacesLeft],
    found: Asked,
    wanted: TourGroupId | None,
) -> ResponseReturnValue:
    open_tours = [t for t in tours if not _closed(t) and t.group.tour_group_id in left]
    return render_template(
        "bookings/parents/choose_group.html",
        carrousel=carrousel,
        tours=[(t, left[t.group.tour_group_id], left[t.group.tour_group_id].fits(found.party)) for t in open_tours],
        party=found.party,
        offer_hours=office().settings.offer_hours,
        wanted=next((t for t in tours if t.group.tour_group_id == wanted), None),
        book_query=Asked(found.party, steps=4, via=found.via).query(),
        wait_query=Asked(found.party, wait=True, steps=4, via=found.via).query(),
        back=url_for("bookings_parents.who_comes", tour_group_id=wanted, **found.query())
        if wanted
        else url_for("bookings_parents.who_comes_that_day", carrousel_id=carrousel.carrousel_id, **found.query()),
    )


@door.get("/aanmelden/<group:tour_group_id>/gegevens")
def details(tour_group_id: TourGroupId) -> ResponseReturnValue:
    known = request.args.get("booking", "")
    booking_id = BookingId(known) if drafts.knows(known) else BookingId.new()
    draft = drafts.draft(booking_id) or {}
    values = draft or {"channel": asked_or_404().via.value, "language": str(get_locale() or "nl")}
    return _details(tour_group_id, Form(values=values), booking_id)


@door.post("/aanmelden/<group:tour_group_id>/gegevens")
def details_submitted(tour_group_id: TourGroupId) -> ResponseReturnValue:
    found = asked_or_404()
    form = read_form(ReachForm())
    booking_id = _booking_id()
    if is_a_robot(request.form):
        return redirect(url_for("bookings_parents.home"), 303)
    if not form.ok:
        return _details(tour_group_id, form, booking_id)
    drafts.keep(booking_id, {**form.values, "needs": form.data["needs"]})
    query = found.query(booking=booking_id)
    return redirect(url_for("bookings_parents.check", tour_group_id=tour_group_id, **query), 303)


def _booking_id() -> BookingId:
    """Read the number that this page was given; only one that we drew ourselves counts."""
    drawn = opened_by(office().settings.key, DRAWN, request.form.get("booking", ""))
    return BookingId(drawn[0]) if drawn else BookingId.new()


def _details(tour_group_id: TourGroupId, form: Form, booking_id: BookingId) -> ResponseReturnValue:
    found = asked_or_404()
    with office().reading() as reading:
        tour = _tour(reading, tour_group_id)
    page = render_template(
        "bookings/parents/details.html",
        form=form,
        tour=tour,
        asked=found,
        drawn=key_for(office().settings.key, DRAWN, booking_id),
        channels=[c for c in Channel if c is not Channel.UNKNOWN],
        letter_languages=[Language(code) for code in office().settings.languages],
        back=url_for("bookings_parents.who_comes", tour_group_id=tour_group_id, **found.query()),
    )
    return page, 200 if form.ok else 400


@door.get("/aanmelden/<group:tour_group_id>/controle")
def check(tour_group_id: TourGroupId) -> ResponseReturnValue:
    found, booking_id = asked_or_404(), request.args.get("booking", "")
    if there := _already_booked(booking_id):
        return there
    draft = drafts.draft(booking_id)
    if draft is None:
        return _from_the_start(tour_group_id, found)
    with office().reading() as reading:
        tour = _tour(reading, tour_group_id)
    links = {"tour_group_id": tour_group_id, **found.query(booking=booking_id)}
    return render_template(
        "bookings/parents/check.html",
        tour=tour,
        asked=found,
        draft=draft,
        booking_id=booking_id,
        likely=likely_address(draft.get("email") or ""),
        closed=_closed(tour),
        change_party=url_for("bookings_parents.who_comes", **links),
        change_details=url_for("bookings_parents.details", **links),
    )


@door.post("/aanmelden/<group:tour_group_id>/controle")
@throttle("booking")
def check_submitted(tour_group_id: TourGroupId) -> ResponseReturnValue:
    found, booking_id = asked_or_404(), request.form.get("booking", "")
    if is_a_robot(request.form):
        return redirect(url_for("bookings_parents.home"), 303)
    if there := _already_booked(booking_id):
        return there
    draft = drafts.draft(booking_id)
    form = read_form(ReachForm(), drafts.as_typed(draft)) if draft else Form(errors={"name": [""]})
    if not form.ok:
        return _from_the_start(tour_group_id, found)
    try:
        _book(BookingId(booking_id), tour_group_id, found, form.data)
    except NotEnoughPlaces as full:
        return _full(tour_group_id, found, booking_id, full)
    drafts.done(BookingId(booking_id))
    return redirect(_link(BookingId(booking_id)) + "?nieuw=1", 303)


def _book(booking_id: BookingId, tour_group_id: TourGroupId, found: Asked, data: dict[str, Any]) -> None:
    with office().reading() as reading:
        carrousel, _group = _group_or_404(reading, tour_group_id)
    command = BookPlaces(
        booking_id=booking_id,
        carrousel_id=carrousel.carrousel_id,
        tour_group_id=tour_group_id,
        party=found.party,
        language=data["language"],
        desk=Desk.WEB,
        channel=data["channel"],
        closes_minutes=office().settings.booking_closes_minutes,
        or_wait=found.wait,
    )
    office().ask(command, by=g.by, also=[lambda s: keep_party(s, booking_id, data, carrousel)])


def keep_party(writing: Session, booking_id: BookingId, data: dict[str, Any], carrousel: PublishedCarrousel) -> None:
    """Put what somebody told us into the vault, each field for as long as it is needed."""
    known = {
        "name": data["name"],
        "email": data.get("email"),
        "phone": data.get("phone"),
        "needs": " ".join(data["needs"]) or None,
    }
    people.keep(writing, booking_id, known)
    people.set_terms(writing, booking_id, carrousel.on)


def _link(booking_id: BookingId) -> str:
    with office().reading() as reading:
        known = people.show(reading, booking_id)
    return link_to(office(), booking_id, known)


def _already_booked(booking_id: str) -> ResponseReturnValue | None:
    if not drafts.is_mine(booking_id):
        return None
    flash(_("U bent al aangemeld. U hoeft niets meer te doen."), "info")
    return redirect(_link(BookingId(booking_id)), 303)


def _from_the_start(tour_group_id: TourGroupId, found: Asked) -> ResponseReturnValue:
    flash(_("Vul uw gegevens nog een keer in. We bewaren ze niet als u de bladzijde sluit."), "info")
    return redirect(url_for("bookings_parents.who_comes", tour_group_id=tour_group_id, **found.query()), 303)


def _full(tour_group_id: TourGroupId, found: Asked, booking_id: str, full: NotEnoughPlaces) -> ResponseReturnValue:
    with office().reading() as reading:
        carrousel, _group = _group_or_404(reading, tour_group_id)
        left = places_left(reading, carrousel.carrousel_id)
        tours = tours_of(reading, carrousel)
    mine = left[tour_group_id]
    page = render_template(
        "bookings/parents/full.html",
        tour=next(t for t in tours if t.group.tour_group_id == tour_group_id),
        party=found.party,
        full=full,
        offer_hours=office().settings.offer_hours,
        can_wait=mine.could_ever_fit(found.party),
        others=[
            (t, left[t.group.tour_group_id])
            for t in tours
            if not _closed(t) and t.group.tour_group_id in left and left[t.group.tour_group_id].fits(found.party)
        ],
        booking_id=booking_id,
        query=found.query(booking=booking_id),
        wait_action=url_for(
            "bookings_parents.check_submitted",
            tour_group_id=tour_group_id,
            **Asked(found.party, True, found.steps, found.via).query(),
        ),
    )
    return page, 409
