# SPDX-License-Identifier: EUPL-1.2
"""The form of a tour group: what it asks, what it proposes, and the group that it describes."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.carrousels.screens.staff.sight import Sight
from app.carrousels.screens.staff.typed import ClockField, WholeNumber
from app.carrousels.values import Colour, MeetingPoint, TourGroup
from app.edges.door import office
from app.edges.forms import Form, FormSchema, says
from app.kernel.ids import NoteId, PersonId, SchoolId, TourGroupId
from app.kernel.values import Daypart, Hours, Language, Way, clock

ID = validate.Regexp(r"[0-9A-Za-z][0-9A-Za-z-]{2,47}$")
CHOOSE: dict[str, Any] = {"required": says("Maak een keuze."), "unknown": says("Kies iets uit de lijst.")}
RELATIONS = ("must", "wish", "avoid")
# Before the schools are known; a day with fewer schools is planned with those.
USUAL_VISITS = (3, 5)
USUAL_DAY = {
    Daypart.MORNING: (525, 555, 750),
    Daypart.AFTERNOON: (780, 810, 990),
    Daypart.EVENING: (1110, 1125, 1275),
}


class GroupForm(FormSchema):
    colour = fields.Enum(Colour, by_value=True, required=True, error_messages=CHOOSE)
    way = fields.Enum(Way, by_value=True, required=True, error_messages=CHOOSE)
    language = fields.Enum(Language, by_value=True, required=True, error_messages=CHOOSE)
    guide_id = fields.String(load_default="", validate=validate.Regexp(r"[0-9A-Za-z-]{0,48}$"))
    places = WholeNumber(1, 60, between=says("Kies 1 tot 60 plaatsen."))
    prams = WholeNumber(0, 30, between=says("Kies 0 tot 30 kinderwagens."))
    step_free = fields.Boolean(load_default=False, truthy={"ja"})
    meeting_kind = fields.String(
        required=True, validate=validate.OneOf(["school", "address", "same"]), error_messages=CHOOSE
    )
    meeting_school = fields.String(load_default="")
    meeting_postcode = fields.String(load_default="")
    note = fields.String(
        load_default="", validate=validate.Length(max=500, error=says("Schrijf hoogstens 500 tekens."))
    )
    new_note_id = fields.String(required=True, validate=ID)
    depart_from = ClockField(required=True)
    depart_until = ClockField(required=True)
    back_before = ClockField(required=True)
    longest = WholeNumber(20, 600, between=says("Kies 20 tot 600 minuten."))
    fewest = WholeNumber(1, 12, between=says("Kies 1 tot 12 scholen."))
    most = WholeNumber(1, 12, between=says("Kies 1 tot 12 scholen."))


class MoreForm(FormSchema):
    number = WholeNumber(1, 9, between=says("Kies 1 tot 9 groepen."))
    batch = fields.String(required=True, validate=ID)


def free_colours(sight: Sight) -> list[Colour]:
    """List the colours that no group of this carrousel has."""
    taken = {group.colour for group in sight.draft.groups.values()}
    return [colour for colour in Colour if colour not in taken]


def usual_group(sight: Sight, tour_group_id: TourGroupId) -> TourGroup | None:
    """Propose a group that fits the schools' hours; None while there is nowhere to meet."""
    colours, start = free_colours(sight), _first_point(sight)
    if start is None:
        return None
    windows = [w for a in sight.draft.schools.values() for w in a.windows]
    leave, until, back = USUAL_DAY[sight.draft.daypart]
    if windows:
        leave = min(w.start for w in windows)
        until, back = leave + 30, min(max(w.end for w in windows) + 30, 1440)
    schools = len(sight.draft.schools) or USUAL_VISITS[1]
    fewest, most = USUAL_VISITS
    return TourGroup(
        tour_group_id=tour_group_id, colour=(colours or list(Colour))[0], way=Way.WALK, language=Language.DUTCH,
        places=12, prams=4, step_free=False, meeting_point=start, depart=Hours(leave, until), back_before=back,
        longest=max(20, min(180, back - leave)), fewest=min(fewest, schools), most=min(most, schools),
    )  # fmt: skip


def _first_point(sight: Sight) -> MeetingPoint | None:
    for group in sight.draft.groups.values():
        return group.meeting_point
    schools = [sight.schools[s] for s in sight.draft.schools if s in sight.schools] + sight.area_schools
    return next((MeetingPoint(s.at, s.school_id) for s in schools if s.at is not None), None)


def written(group: TourGroup, note: str) -> dict[str, Any]:
    """Write a group as the form shows it."""
    point = group.meeting_point
    plain = ("longest", "fewest", "most", "places")
    values: dict[str, Any] = {name: getattr(group, name) for name in plain}
    values["prams"] = 0 if group.way is Way.BIKE else group.prams
    values |= {name: getattr(group, name).value for name in ("colour", "way", "language")}
    values |= {"guide_id": group.guide_id or "", "step_free": "ja" if group.step_free else "", "note": note}
    values |= {"meeting_kind": "school" if point.school_id else "same", "meeting_school": point.school_id or ""}
    values |= {"depart_from": clock(group.depart.start), "depart_until": clock(group.depart.end)}
    values |= {"back_before": clock(group.back_before)}
    return values | {f"school_{s}": name for name in RELATIONS for s in getattr(group, name)}


def read_group(form: Form, sight: Sight, tour_group_id: TourGroupId) -> TourGroup | None:
    """Turn the form into a group; faults between fields are noted in it."""
    if not form.ok:
        return None
    data = form.data
    if data["depart_until"] <= data["depart_from"]:
        form.refuse("depart_until", _("Het einde ligt voor het begin. Kies een latere tijd."))
    if data["fewest"] > data["most"]:
        form.refuse("most", _("Het hoogste aantal scholen is kleiner dan het laagste."))
    if data["way"] is Way.BIKE and data["prams"]:
        form.refuse("prams", _("Met de fiets gaan er geen kinderwagens mee. Vul 0 in."))
    point = _meeting_point(form, sight, tour_group_id)
    if point is None or not form.ok:
        return None
    return TourGroup(
        tour_group_id=tour_group_id, colour=data["colour"], way=data["way"], language=data["language"],
        places=data["places"], prams=data["prams"], step_free=data["step_free"], meeting_point=point,
        depart=Hours(data["depart_from"], data["depart_until"]), back_before=data["back_before"],
        longest=data["longest"], fewest=data["fewest"], most=data["most"],
        guide_id=PersonId(data["guide_id"]) if data["guide_id"] else None,
        must=_related(form, sight, "must"), wish=_related(form, sight, "wish"), avoid=_related(form, sight, "avoid"),
    )  # fmt: skip


def _related(form: Form, sight: Sight, relation: str) -> tuple[SchoolId, ...]:
    return tuple(s for s in sight.draft.schools if form.values.get(f"school_{s}") == relation)


def _meeting_point(form: Form, sight: Sight, tour_group_id: TourGroupId) -> MeetingPoint | None:
    known = sight.draft.groups.get(tour_group_id) or usual_group(sight, tour_group_id)
    note_id = _note_id(form, sight, tour_group_id, known)
    match form.data["meeting_kind"]:
        case "school":
            school = next((s for s in sight.schools.values() if s.school_id == form.data["meeting_school"]), None)
            if school is not None and school.at is not None:
                return MeetingPoint(school.at, school.school_id, note_id)
            form.refuse("meeting_school", _("Kies een school die op de kaart staat."))
        case "address":
            at = office().addresses.point_of(form.data["meeting_postcode"])
            if at is not None:
                return MeetingPoint(at, None, note_id)
            form.refuse("meeting_postcode", _("We kennen deze postcode niet. Schrijf hem zo: 1234 AB."))
        case _ if known is not None and known.meeting_point.school_id is None:
            return MeetingPoint(known.meeting_point.at, None, note_id)
        case _:
            form.refuse("meeting_kind", _("Kies waar de groep begint."))
    return None


def _note_id(form: Form, sight: Sight, tour_group_id: TourGroupId, known: TourGroup | None) -> NoteId | None:
    """Keep the id of words that stay; other words get another id, so that they are published with the next release."""
    words = form.data["note"]
    if not words:
        return None
    old = known.meeting_point.note_id if known else None
    return old if old and sight.notes.get(tour_group_id) == words else NoteId(form.data["new_note_id"])
