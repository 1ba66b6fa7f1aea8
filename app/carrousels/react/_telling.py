# SPDX-License-Identifier: EUPL-1.2
"""Write to the guides and schools of a carrousel: who they are, where they read, one letter each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from app.areas.read.areas import area_of
from app.carrousels.read.feed_keys import key_of
from app.edges.office import Letter, Office
from app.eventlog.outbox import Errand, Task
from app.eventlog.splitting import split
from app.kernel.ids import AreaId, CarrouselId, Id, PersonId, SchoolId
from app.people.read.colleagues import names_of
from app.schools.read.register import School, school_of, schools_by_id
from app.vault import people as vault


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets a letter. of: the school or the guide that it is about."""

    of: Id
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One letter to be written: for whom, from which template, with which words."""

    of: SchoolId | PersonId
    template: str
    words: dict[str, Any] = field(default_factory=dict)


def reader_of(session: Session, of: SchoolId | PersonId) -> Reader | None:
    """Find who reads for a school (its contact person) or the guide; None when nobody can be reached."""
    school = school_of(session, of) if isinstance(of, SchoolId) else None
    person_id = (school.contact_id if school else None) if isinstance(of, SchoolId) else of
    known = vault.show(session, person_id) if person_id else {}
    email = known.get("colleague_email")
    return Reader(of, known.get("colleague_name", ""), email) if email else None


def tell(office: Office, task: Task, carrousel_id: CarrouselId, area_id: AreaId, letters: Iterable[Telling]) -> None:
    """Send each letter as an errand of its own: who cannot be reached does not make others get theirs again.

    Raises HoldBack or GiveUp when the letter of this errand does not go; a later try has the same Message-ID.
    """
    to = task.payload.get("to")
    if to is None:
        split(office.log.engine, task, [_part(task, letter) for letter in letters], office.now())
    for letter in letters if to is not None else ():
        if str(letter.of) == to:
            _send(office, task, carrousel_id, area_id, letter)


def _part(task: Task, letter: Telling) -> Errand:
    return Errand(f"{task.position}.{letter.of}", letter.of, task.payload | {"to": str(letter.of)})


def _send(office: Office, task: Task, carrousel_id: CarrouselId, area_id: AreaId, letter: Telling) -> None:
    with office.reading() as session:
        reader = reader_of(session, letter.of)
        area = area_of(session, area_id)
        schools = named_schools(session, letter.words)
        guides = names_of(session, letter.words.get("guide_ids", ()))
    if reader is None:
        return
    words = letter.words | {
        "reader": reader,
        "area": area.title if area else "",
        "schools": schools,
        "guides": guides,
        "page": office.links.page("carrousels_parents.carrousel", carrousel_id=carrousel_id),
        "feed": feed_of(office, letter.of),
    }
    message_id = f"{task.reaction.replace('_', '-')}.{task.id}"
    office.post.send(Letter(reader.email, "nl", letter.template, words, message_id))


def feed_of(office: Office, of: SchoolId | PersonId) -> str:
    """Give the address of a school's or a guide's own calendar."""
    if isinstance(of, SchoolId):
        return office.links.page("carrousels_api.school_feed", school_id=of)
    return office.links.page("carrousels_api.guide_feed", key=key_of(office.settings.key, of))


def named_schools(session: Session, words: dict[str, Any]) -> dict[SchoolId, School]:
    """Find the schools of the groups that a letter speaks of, and the one it is about."""
    groups = [*words.get("groups", ()), *words.get("before", ())]
    ids = {v.school_id for g in groups for v in g.visits}
    ids |= {g.meeting_point.school_id for g in groups if g.meeting_point.school_id}
    ids |= {words["school_id"]} if "school_id" in words else set()
    return schools_by_id(session, ids)
