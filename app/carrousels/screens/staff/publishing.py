# SPDX-License-Identifier: EUPL-1.2
"""Publish a carrousel after a look at what will be told to whom, and read back what was told before."""

from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from marshmallow import fields
from sqlmodel import Session

from app.bookings.read.bookings import BOOKED, OFFERED, bookings_of_carrousel
from app.carrousels.decide.publish_carrousel import DraftChangedMeanwhile, PublishCarrousel
from app.carrousels.decide.snapshot import fingerprint
from app.carrousels.read.changes import Difference, difference
from app.carrousels.read.releases import Cancellation, Release, announcements_of
from app.carrousels.screens.staff.desk import next_difference
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.sight import look, the_draft
from app.carrousels.screens.staff.typed import WholeNumber
from app.carrousels.values import PublishedGroup
from app.edges.door import office
from app.edges.forms import FormSchema, read_form, says
from app.kernel.ids import AreaId, CarrouselId, PersonId, SchoolId, TourGroupId
from app.people.read.colleagues import names_of
from app.schools.read.register import schools_by_id
from app.vault import people as vault


class ReleaseForm(FormSchema):
    release = WholeNumber(1, 9999, between=says("Laad de pagina opnieuw."))
    seen = fields.String(required=True)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/publiceren")
def publish_carrousel(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    return _preview(area_id, carrousel_id)


def _preview(area_id: AreaId, carrousel_id: CarrouselId, *, again: bool = False) -> str:
    """Show what a release would tell to whom. again: a colleague changed something since the last look."""
    sight = look(area_id, carrousel_id)
    differs = None if sight.draft.is_over else next_difference(sight)
    with office().reading() as session:
        heard = _heard(session, carrousel_id, differs) if differs and sight.draft.release else None
        more = _named(session, [differs] if differs else [])
    words = sight.words()
    words |= {"schools": {**more["schools"], **sight.schools}, "guides": {**more["guides"], **sight.guides}}
    seen = fingerprint(sight.draft) if differs else ""
    return render_template(
        "carrousels/staff/publish_carrousel.html", differs=differs, heard=heard, seen=seen, again=again, **words
    )


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/publiceren")
def publish_carrousel_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as session:
        the_draft(session, area_id, carrousel_id)
    form = read_form(ReleaseForm())
    here: dict[str, Any] = {"area_id": area_id, "carrousel_id": carrousel_id}
    if not form.ok:
        return redirect(url_for("carrousels_staff.publish_carrousel", **here), 303)
    release = form.data["release"]
    try:
        office().ask(PublishCarrousel(carrousel_id=carrousel_id, **form.data), by=g.by)
    except DraftChangedMeanwhile:
        return _preview(area_id, carrousel_id, again=True), 409
    told = _("De carrousel is gepubliceerd. Ouders kunnen zich aanmelden.")
    flash(told if release == 1 else _("De nieuwe versie is gepubliceerd. Wie het aangaat krijgt bericht."), "ok")
    return redirect(url_for("carrousels_staff.carrousel", **here), 303)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/versies")
def releases(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    with office().reading() as session:
        said = announcements_of(session, carrousel_id)
        told = _told(said)
        more = _named(session, [d for _said, d in told if d])
        by = {a.by: PersonId(a.by.removeprefix("person:")) for a in said if a.by.startswith("person:")}
        names = names_of(session, by.values())
    colours = {grp.tour_group_id: grp.colour for a in said if isinstance(a, Release) for grp in a.groups}
    words = sight.words() | more
    by_name = {tag: names[person_id] for tag, person_id in by.items()}
    return render_template(
        "carrousels/staff/releases.html", told=list(reversed(told)), by_name=by_name, colours=colours, **words
    )


def _told(said: list[Release | Cancellation]) -> list[tuple[Release | Cancellation, Difference | None]]:
    """Put beside each release what it changed."""
    found: list[tuple[Release | Cancellation, Difference | None]] = []
    before: Release | None = None
    gone: list[TourGroupId] = []
    for one in said:
        if isinstance(one, Release):
            found.append((one, difference(before, one, gone)))
            before = one
        else:
            found.append((one, None))
            gone += one.tour_group_ids
    return found


@dataclass(frozen=True, slots=True)
class Heard:
    """The parties that get word of a release. calls: those among them without an e-mail address."""

    booked: int
    offered: int
    waiting: int
    calls: int

    @property
    def parties(self) -> int:
        return self.booked + self.offered + self.waiting


def _heard(session: Session, carrousel_id: CarrouselId, differs: Difference) -> Heard:
    """Count who gets word: the parties of groups of which something changes that concerns them."""
    groups = {found.group.tour_group_id for found in differs.groups if found.is_heard}
    told = [b for b in bookings_of_carrousel(session, carrousel_id) if b.stands and b.tour_group_id in groups]
    known = vault.show_all(session, [b.booking_id for b in told])
    states = [b.state for b in told]
    booked, offered = states.count(BOOKED), states.count(OFFERED)
    calls = sum("email" not in known.get(b.booking_id.tag, {}) for b in told)
    return Heard(booked, offered, len(told) - booked - offered, calls)


def _named(session: Session, differences: list[Difference]) -> dict[str, dict[Any, Any]]:
    """Find the names of all schools and guides that a list of changes speaks of."""
    changes = [c for d in differences for grp in d.groups for c in grp.changes]
    groups: list[PublishedGroup] = [grp.group for d in differences for grp in d.groups]
    schools: list[SchoolId] = [s for d in differences for s in d.schools]
    schools += [c.school_id for c in changes if c.school_id] + [v.school_id for grp in groups for v in grp.visits]
    points = [grp.meeting_point for grp in groups]
    points += [p for c in changes if c.what == "meeting-point" for p in (c.before, c.after)]
    schools += [p.school_id for p in points if p.school_id]
    guides = [p for d in differences for p in d.guides]
    guides += [p for c in changes if c.what == "guide" for p in (c.before, c.after) if p]
    return {"schools": schools_by_id(session, set(schools)), "guides": names_of(session, set(guides))}
