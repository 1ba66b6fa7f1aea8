# SPDX-License-Identifier: EUPL-1.2
"""Calendars to subscribe to: per area, carrousel, school and guide. The same log gives the same bytes."""

import hashlib
from typing import Any

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, format_time
from flask_babel import gettext as _
from sqlmodel import Session

from app.adapters.calendars import MIMETYPE, Entry, calendar_file
from app.areas.read.areas import area_of
from app.carrousels.read.appointments import Appointment, of_area, of_carrousel, of_guide, of_school
from app.carrousels.read.feed_keys import guide_of
from app.carrousels.read.published import carrousel_of
from app.carrousels.values import MeetingPoint, PublishedGroup
from app.edges.api import ApiDoor
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId, SchoolId
from app.schools.read.register import School, school_of, schools_by_id

door = ApiDoor("carrousels")


@door.get("/agenda/gebied/<area:area_id>.ics")
def area_feed(area_id: AreaId) -> ResponseReturnValue:
    with office().reading() as session, force_locale(_language()):
        area = area_of(session, area_id) or abort(404)
        return _feed(session, _("Scholentocht %(area)s", area=area.title), of_area(session, area_id))


@door.get("/agenda/carrousel/<carrousel:carrousel_id>.ics")
def carrousel_feed(carrousel_id: CarrouselId) -> ResponseReturnValue:
    with office().reading() as session, force_locale(_language()):
        carrousel = carrousel_of(session, carrousel_id) or abort(404)
        title = _("Scholentocht %(area)s", area=_area_title(session, carrousel.area_id))
        return _feed(session, title, of_carrousel(session, carrousel_id))


@door.get("/agenda/school/<school:school_id>.ics")
def school_feed(school_id: SchoolId) -> ResponseReturnValue:
    with office().reading() as session, force_locale(_language()):
        school = school_of(session, school_id) or abort(404)
        return _feed(session, _("Scholentocht bij %(school)s", school=school.title), of_school(session, school_id))


@door.get("/agenda/rondleider/<key>.ics")
def guide_feed(key: str) -> ResponseReturnValue:
    guide_id = guide_of(office().settings.key, key) or abort(404)
    with office().reading() as session, force_locale(_language()):
        return _feed(session, _("Scholentocht: mijn groepen"), of_guide(session, guide_id))


def _language() -> str:
    """Take the language from the address only: who subscribes gets the same bytes from every machine."""
    wanted = request.args.get("taal", "nl")
    return wanted if wanted in office().settings.languages else "nl"


def _area_title(session: Session, area_id: AreaId) -> str:
    area = area_of(session, area_id)
    return area.title if area else ""


def _feed(session: Session, name: str, appointments: list[Appointment]) -> Response:
    schools = schools_by_id(session, {s for a in appointments for s in a.carrousel.school_ids} | _points(appointments))
    titles = {a.carrousel.area_id: _area_title(session, a.carrousel.area_id) for a in appointments}
    entries = [_entry(a, schools, titles[a.carrousel.area_id]) for a in appointments]
    body = calendar_file(name, entries, language=_language())
    answer = Response(body, content_type=MIMETYPE)
    answer.set_etag(hashlib.sha256(body).hexdigest()[:32])
    answer.last_modified = max((a.carrousel.changed_at for a in appointments), default=None)
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.make_conditional(request)
    return answer


def _points(appointments: list[Appointment]) -> set[SchoolId]:
    groups = [a.group for a in appointments if a.group] + [g for a in appointments for g in a.carrousel.groups]
    return {g.meeting_point.school_id for g in groups if g.meeting_point.school_id}


def _entry(found: Appointment, schools: dict[SchoolId, School], area: str) -> Entry:
    carrousel, group = found.carrousel, found.group
    here = schools.get(found.visit.school_id) if found.visit else None
    point = (group or carrousel.groups[0]).meeting_point
    start = schools.get(point.school_id) if point.school_id else None
    place = here or (start if group else None)
    return Entry(
        uid=f"{found.key}@{office().settings.mail_from.rpartition('@')[2]}",
        summary=_summary(found, area),
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        stamped_at=carrousel.changed_at,
        modified_at=carrousel.changed_at,
        description=_description(found, schools),
        location=f"{place.title}, {place.address}" if place else area,
        geo=_at(point, here) if group else None,
        status="CANCELLED" if found.cancelled else "CONFIRMED",
        sequence=carrousel.sequence,
        url=_link(found),
    )


def _at(point: MeetingPoint, here: School | None) -> Any:
    return here.at if here is not None else point.at


def _summary(found: Appointment, area: str) -> str:
    title = _("Scholentocht %(area)s", area=area)
    return f"{title}: {_group_word(found.group)}" if found.group else title


def _group_word(group: PublishedGroup) -> str:
    words = current_app.jinja_env.get_template("carrousels/words.html").module
    return str(words.group_word(group.colour))  # type: ignore[attr-defined]


def _description(found: Appointment, schools: dict[SchoolId, School]) -> str:
    if found.visit is not None and found.group is not None:
        return _("%(group)s komt op bezoek, hoogstens %(n)s mensen.",
                 group=_group_word(found.group), n=found.group.places)  # fmt: skip
    if found.group is None:
        going = found.carrousel.going or found.carrousel.groups
        return "\n".join(f"{_clock(g.departs_at)}–{_clock(g.back_at)} {_group_word(g)}" for g in going)
    stops = [(v, schools.get(v.school_id)) for v in found.group.visits]
    lines = [_("%(time)s vertrek", time=_clock(found.group.departs_at))]
    lines += [f"{_clock(v.starts_at)}–{_clock(v.ends_at)} {s.title}, {s.address}" for v, s in stops if s]
    return "\n".join([*lines, _("%(time)s terug", time=_clock(found.group.back_at))])


def _clock(at: Any) -> str:
    return str(format_time(at, "H:mm"))


def _link(found: Appointment) -> str:
    links, known = office().links, {"carrousel_id": found.carrousel.carrousel_id}
    if found.group is None or found.visit is not None:
        return links.page("carrousels_parents.carrousel", **known)
    return links.page("carrousels_parents.route", tour_group_id=found.group.tour_group_id, **known)
