# SPDX-License-Identifier: EUPL-1.2
"""The plan of the day: ask the program for one, look at it, take it over."""

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from app.carrousels.decide.adopt_day_plan import AdoptDayPlan
from app.carrousels.decide.clashes import clashes
from app.carrousels.read.paper import read_back, written
from app.carrousels.screens.staff.door import door
from app.carrousels.screens.staff.drawing import day_map
from app.carrousels.screens.staff.proposal import Proposals, Puzzle, gap_percent, in_order, outings, puzzle
from app.carrousels.screens.staff.sight import Sight, look
from app.carrousels.screens.staff.timetables import per_group, per_school
from app.carrousels.values import Outing
from app.edges.door import office
from app.kernel.ids import AreaId, CarrouselId

Outings = tuple[Outing, ...]


def _proposals() -> Proposals:
    found: Proposals = office().extra.setdefault("carrousels.proposals", Proposals())
    return found


def _seal(carrousel_id: CarrouselId) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"day-plan:{carrousel_id}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program came up with. sealed: the plan as the page carries it back."""

    outings: Outings
    percent: int | None
    sealed: str
    seconds: float


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/planning")
def day_plan(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    shown = _shown(sight, sight.draft.outings)
    return render_template("carrousels/staff/day_plan.html", **shown, **sight.words())


@door.get("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/planning/voorstel")
def proposed_plan(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    sight = look(area_id, carrousel_id)
    if not sight.draft.schools or not sight.draft.groups or sight.missing or sight.draft.is_over:
        return render_template("carrousels/staff/no_plan_yet.html", **sight.words())
    points = {s: known.at for s, known in sight.schools.items() if known.at is not None}
    known = puzzle(sight.draft, points, office().streets)
    seconds = office().settings.plan_seconds
    found = _proposals().of(known.day, seconds)
    if found.plan is None:
        return _impossible(sight, known, seconds)
    planned = outings(known, found.plan.groups)
    sealed = _seal(carrousel_id).dumps(written(planned))
    answer = Answer(planned, gap_percent(found), str(sealed), found.seconds)
    same = planned == sight.draft.outings
    shown = _shown(sight, planned)
    wrong = clashes(sight.draft, planned)
    return render_template(
        "carrousels/staff/proposed_plan.html", answer=answer, same=same, wrong=wrong, **shown, **sight.words()
    )


def _impossible(sight: Sight, known: Puzzle, seconds: float) -> ResponseReturnValue:
    why = _proposals().why_not(known.day, seconds)
    names, why = _names(sight), in_order(why, [str(grp.tour_group_id) for grp in sight.groups])
    reasons, helps = why.reasons(names), [c.advice(why.day, names) for c in why.concessions]
    named = {str(i) for fact in why.facts for i in (fact.group, fact.school) if i}
    named |= {str(f.values[key]) for f in why.findings for key in ("group", "school") if key in f.values}
    return render_template(
        "carrousels/staff/impossible_day.html", why=why, reasons=reasons, helps=helps, named=named, **sight.words()
    )


def _names(sight: Sight) -> dict[str, str]:
    colour = current_app.jinja_env.get_template("carrousels/words.html").module
    names = {str(s): found.title for s, found in sight.schools.items()}
    for group in sight.draft.groups.values():
        word = str(colour.group_word(group.colour))  # type: ignore[attr-defined]
        names |= {str(group.tour_group_id): word, f"start-{group.tour_group_id}": _("het startpunt van %(g)s", g=word)}
    return names


def _shown(sight: Sight, planned: Outings) -> dict[str, Any]:
    language = str(get_locale() or "nl")
    return {
        "per_group": per_group(sight, planned),
        "per_school": per_school(sight, planned),
        "drawn": day_map(sight, planned, language) if planned else None,
    }


@door.post("/team/<area:area_id>/carrousels/<carrousel:carrousel_id>/planning")
def adopt_day_plan_submitted(area_id: AreaId, carrousel_id: CarrouselId) -> ResponseReturnValue:
    look(area_id, carrousel_id)
    desk = url_for("carrousels_staff.carrousel", area_id=area_id, carrousel_id=carrousel_id, _anchor="planning")
    try:
        text = _seal(carrousel_id).loads(request.form.get("plan", ""))
        planned = read_back(text, Outings)
    except (BadSignature, json.JSONDecodeError):
        flash(_("Dit voorstel konden we niet lezen. Vraag een nieuw voorstel."), "error")
        return redirect(desk, 303)
    office().ask(AdoptDayPlan(carrousel_id=carrousel_id, outings=planned), by=g.by)
    flash(_("De dagplanning is aangenomen."), "ok")
    return redirect(desk, 303)
