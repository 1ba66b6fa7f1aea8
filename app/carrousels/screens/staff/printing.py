# SPDX-License-Identifier: EUPL-1.2
"""The playbook of the day on paper: a page per group for its guide, a page per school for its hosts."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.bookings.read.places_left import places_left
from app.carrousels.read.changes import Reception, receptions
from app.carrousels.read.published import carrousel_of
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.sight import look
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId, NoteId, SchoolId
from app.people.read.colleagues import names_of
from app.schools.read.register import schools_by_id
from app.vault import people as vault


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/draaiboek")
def playbook(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    """Show what was published, never the draft: people go out with what everybody was promised."""
    sight = look(area_id, carrousel_id)
    with office().reading() as session:
        published = carrousel_of(session, carrousel_id)
        if published is None:
            abort(404)
        left = places_left(session, carrousel_id)
        points = [group.meeting_point for group in published.going]
        wanted = {*published.school_ids, *(p.school_id for p in points if p.school_id)}
        schools = schools_by_id(session, wanted)
        guides = names_of(session, {grp.guide_id for grp in published.going if grp.guide_id})
        notes = _notes(vault.show_all(session, [p.note_id for p in points if p.note_id]))
    comes: dict[SchoolId, tuple[Reception, ...]] = {s: receptions(published.going, s) for s in published.school_ids}
    comes = {s: who for s, who in comes.items() if who}
    colours = {group.tour_group_id: group for group in published.going}
    words = sight.words() | {"schools": schools, "guides": guides}
    return render_template(
        "carrousels/staff/playbook.html",
        published=published, left=left, comes=comes, colours=colours, notes=notes, **words,
    )  # fmt: skip


def _notes(known: dict[str, dict[str, str]]) -> dict[NoteId, str]:
    return {NoteId(tag.partition(":")[2]): words["note"] for tag, words in known.items() if "note" in words}
