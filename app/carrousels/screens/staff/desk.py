# SPDX-License-Identifier: EUPL-1.2
"""The desk of one carrousel: what is there, what is missing, and what to do next."""

from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from app.bookings.read.places_left import places_left
from app.carrousels.decide.snapshot import promises
from app.carrousels.read.changes import Difference, difference
from app.carrousels.read.published import PublishedCarrousel, carrousel_of, visited
from app.carrousels.read.releases import before_position
from app.carrousels.screens.staff.cautions import cautions
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.sight import Sight, look
from app.carrousels.screens.staff.timetables import per_group
from app.carrousels.values import PublishedGroup
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId
from app.kernel.values import Daypart, Language
from app.schools.read.register import School, schools_by_id

AFTER_ALL = 2**62


@dataclass(frozen=True, slots=True)
class Next:
    """What the next release would say."""

    on: date
    daypart: Daypart
    groups: tuple[PublishedGroup, ...]


def next_difference(sight: Sight) -> Difference | None:
    """Compare what was promised with what the draft says; None while the draft has no plan that holds."""
    draft = sight.draft
    if not draft.outings or sight.clashes:
        return None
    with office().reading() as session:
        before, gone = before_position(session, draft.carrousel_id, AFTER_ALL)
    return difference(before, Next(draft.on, draft.daypart, promises(draft)), gone)


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>")
def carrousel(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    with office().reading() as session:
        warned = [] if sight.draft.is_over else cautions(session, sight.area, sight.draft.on, but=carrousel_id)
        left = places_left(session, carrousel_id) if sight.draft.release else {}
        published = carrousel_of(session, carrousel_id) if sight.draft.release else None
        closed = _closed(session, sight, published)
    differs = next_difference(sight) if not sight.draft.is_over else None
    return render_template(
        "carrousels/staff/carrousel.html",
        cautions=warned,
        missing=_missing(sight),
        step=_next_step(sight, differs, closed),
        closed=closed,
        days=per_group(sight, sight.draft.outings),
        differs=differs,
        left=left,
        gone=[grp for grp in published.groups if grp.cancelled] if published and sight.draft.cancelled_groups else [],
        **sight.words(),
    )


def _closed(session: Session, sight: Sight, published: PublishedCarrousel | None) -> list[School]:
    """Find the schools that left the register while they are in a carrousel that is still to come."""
    if sight.draft.is_over or sight.draft.on < office().today():
        return []
    here = schools_by_id(session, {*sight.draft.schools, *visited(published.going if published else ())})
    return sorted((s for s in here.values() if not s.is_open), key=lambda s: s.title)


def _next_step(sight: Sight, differs: Difference | None, closed: list[School]) -> str:
    """Name the part of the page where something is to be done now."""
    draft = sight.draft
    if draft.is_over:
        return "over"
    if any(school.school_id in draft.schools for school in closed):
        return "closed"
    if not draft.schools or sight.missing:
        return "schools"
    if not draft.groups:
        return "groups"
    if not draft.outings or sight.clashes:
        return "plan"
    return "publish" if differs else "done"


def _missing(sight: Sight) -> list[str]:
    """Say what a draft still lacks; nothing of it stops a release."""
    found = []
    if any(group.guide_id is None for group in sight.draft.groups.values()):
        found.append(_("Niet elke groep heeft een rondleider."))
    if any(s in sight.schools and sight.schools[s].contact_id is None for s in sight.draft.schools):
        found.append(_("Niet elke school heeft een contactpersoon. Die school krijgt geen bericht."))
    spoken = {language for a in sight.draft.schools.values() for language in a.languages}
    asked = {g.language for g in sight.draft.groups.values()} - {Language.DUTCH}
    if sight.draft.schools and asked - spoken:
        found.append(_("Voor een groep in een andere taal is er nog geen school die deze taal spreekt."))
    if sight.draft.groups and not any(g.step_free for g in sight.draft.groups.values()):
        found.append(_("Geen enkele groep is drempelvrij."))
    return found
