# SPDX-License-Identifier: EUPL-1.2
"""What a colleague sees of one carrousel: its draft with schools, guides and notes by name; not found elsewhere."""

from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlmodel import Session

from app.areas.read.areas import Area, area_of
from app.carrousels.decide.clashes import Clash, clashes
from app.carrousels.read.drafts import Draft, draft_of
from app.carrousels.values import Outing, TourGroup
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId, PersonId, SchoolId, TourGroupId
from app.people.read.colleagues import names_of
from app.schools.read.register import School, schools_by_id, schools_in
from app.vault import people as vault


@dataclass(frozen=True, slots=True)
class Sight:
    """A carrousel with everything that its pages name.

    schools: those that take part or are named, and all of the area; guides: names; notes: words at a meeting point.
    """

    draft: Draft
    area: Area
    schools: dict[SchoolId, School]
    area_schools: list[School]
    guides: dict[PersonId, str]
    notes: dict[TourGroupId, str]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What in the adopted plan does not hold any more; empty without a plan."""
        return clashes(self.draft, self.draft.outings) if self.draft.outings else ()

    @property
    def groups(self) -> list[TourGroup]:
        """The groups in the order of leaving, those without an outing last."""
        leaves = {o.tour_group_id: o.departs for o in self.draft.outings}
        return sorted(
            self.draft.groups.values(), key=lambda g: (leaves.get(g.tour_group_id, 10_000), g.depart, g.colour)
        )

    @property
    def outings(self) -> dict[TourGroupId, Outing]:
        return {o.tour_group_id: o for o in self.draft.outings}

    @property
    def missing(self) -> list[SchoolId]:
        """Schools that take part but do not stand on the map, so that no route leads there."""
        return [s for s in self.draft.schools if s not in self.schools or self.schools[s].at is None]

    def words(self) -> dict[str, Any]:
        """Give what every page about this carrousel shows."""
        return {"sight": self, "draft": self.draft, "area": self.area, "schools": self.schools, "guides": self.guides}


def the_area(session: Session, area_id: AreaId) -> Area:
    """Give an area, or answer that there is none."""
    return area_of(session, area_id) or abort(404)


def the_draft(session: Session, area_id: AreaId, carrousel_id: CarrouselId) -> Draft:
    """Give a carrousel of this area, or answer that there is none."""
    draft = draft_of(session, carrousel_id)
    if draft is None or draft.area_id != area_id:
        abort(404)
    return draft


def look(area_id: AreaId, carrousel_id: CarrouselId) -> Sight:
    """Read a carrousel with everything that its pages name."""
    with office().reading() as session:
        draft, area = the_draft(session, area_id, carrousel_id), the_area(session, area_id)
        here = schools_in(session, area_id)
        known = {s.school_id: s for s in here} | schools_by_id(session, _named(draft))
        guides = {g.guide_id for g in draft.groups.values() if g.guide_id}
        return Sight(draft, area, known, here, names_of(session, sorted(guides)), _notes(session, draft))


def _named(draft: Draft) -> list[SchoolId]:
    named = list(draft.schools)
    for group in draft.groups.values():
        named += [*group.must, *group.wish, *group.avoid]
        named += [group.meeting_point.school_id] if group.meeting_point.school_id else []
    return list(dict.fromkeys([*named, *(v.school_id for o in draft.outings for v in o.visits)]))


def _notes(session: Session, draft: Draft) -> dict[TourGroupId, str]:
    notes = {g.tour_group_id: g.meeting_point.note_id for g in draft.groups.values() if g.meeting_point.note_id}
    words = vault.show_all(session, notes.values())
    return {group: words[note.tag]["note"] for group, note in notes.items() if "note" in words.get(note.tag, {})}
