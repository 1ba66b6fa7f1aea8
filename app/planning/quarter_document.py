# SPDX-License-Identifier: EUPL-1.2
"""Reads and writes a quarter and its plan in the format `carrousel.quarter/1`."""

from collections.abc import Sequence
from typing import Any

from app.planning.documents import Document, built, day, must_be, texts, whole
from app.planning.quarter_model import (
    Closure,
    Discouragement,
    Quarter,
    QuarterArea,
    QuarterCarrousel,
    QuarterGuide,
    QuarterPlan,
)

FORMAT = "carrousel.quarter/1"


def quarter_from_document(document: Document) -> Quarter:
    """Build a quarter from its document.

    Raises UnreadableDocument for a missing or misshapen part. What is well formed but makes no sense is left to `lint`.
    """
    must_be(document, FORMAT)
    return built(_quarter, document, FORMAT)


def _quarter(told: Document) -> Quarter:
    return Quarter(
        id=str(told["id"]),
        first=day(told["quarter"]["first"], "first"),
        last=day(told["quarter"]["last"], "last"),
        planned_on=day(told["planned_on"], "planned_on"),
        lead_days=whole(told["lead_days"], "lead_days"),
        min_gap_days=whole(told.get("min_gap_days", 0), "min_gap_days"),
        max_per_day=whole(told["max_per_day"], "max_per_day"),
        slots=texts(told["slots"], "slots"),
        closed=_closures(told["closed"]),
        discouraged=tuple(Discouragement(_closure(d), whole(d["cost"], "cost")) for d in told.get("discouraged", ())),
        areas=tuple(_area(area) for area in told["areas"]),
        guides=tuple(_guide(guide) for guide in told["guides"]),
    )


def _closures(told: Sequence[Document]) -> tuple[Closure, ...]:
    return tuple(_closure(part) for part in told)


def _closure(told: Document) -> Closure:
    first = day(told["from"], "from")
    last = day(told["to"], "to") if "to" in told else first
    return Closure(first, last, texts(told.get("parts") or (), "parts"), str(told.get("why", "")))


def _area(told: Document) -> QuarterArea:
    previous = told.get("previous")
    return QuarterArea(
        id=str(told["id"]),
        team=str(told["team"]),
        required=whole(told["required"], "required"),
        guides_needed=whole(told["guides_needed"], "guides_needed"),
        neighbours=texts(told.get("neighbours", ()), "neighbours"),
        closed=_closures(told.get("closed", ())),
        cost={str(slot): whole(cost, "cost") for slot, cost in told.get("cost", {}).items()},
        recent=texts(told.get("recent", ()), "recent"),
        previous=day(previous, "previous") if previous else None,
        due_out_of_hours=bool(told.get("due_out_of_hours", False)),
    )


def _guide(told: Document) -> QuarterGuide:
    return QuarterGuide(
        id=str(told["id"]),
        teams=texts(told["teams"], "teams"),
        absent=_closures(told.get("absent", ())),
        max_per_week=whole(told["max_per_week"], "max_per_week"),
        max_total=whole(told["max_total"], "max_total"),
        carried=whole(told.get("carried", 0), "carried"),
    )


def quarter_to_document(quarter: Quarter) -> dict[str, Any]:
    """Write a quarter as its document; reading it back gives an equal quarter."""
    return {
        "format": FORMAT,
        "id": quarter.id,
        "quarter": {"first": quarter.first.isoformat(), "last": quarter.last.isoformat()},
        "planned_on": quarter.planned_on.isoformat(),
        "lead_days": quarter.lead_days,
        "min_gap_days": quarter.min_gap_days,
        "max_per_day": quarter.max_per_day,
        "slots": list(quarter.slots),
        "closed": [_closure_part(c) for c in quarter.closed],
        "discouraged": [_closure_part(d.when) | {"cost": d.cost} for d in quarter.discouraged],
        "areas": [_area_part(area) for area in quarter.areas],
        "guides": [_guide_part(guide) for guide in quarter.guides],
    }


def _closure_part(closure: Closure) -> dict[str, Any]:
    period = {"from": closure.first.isoformat(), "to": closure.last.isoformat()}
    return period | {"parts": list(closure.parts), "why": closure.why}


def _area_part(area: QuarterArea) -> dict[str, Any]:
    part: dict[str, Any] = {
        "id": area.id,
        "team": area.team,
        "required": area.required,
        "guides_needed": area.guides_needed,
        "neighbours": list(area.neighbours),
        "closed": [_closure_part(c) for c in area.closed],
        "cost": dict(area.cost),
        "recent": list(area.recent),
        "due_out_of_hours": area.due_out_of_hours,
    }
    return part if area.previous is None else part | {"previous": area.previous.isoformat()}


def _guide_part(guide: QuarterGuide) -> dict[str, Any]:
    return {
        "id": guide.id,
        "teams": list(guide.teams),
        "absent": [_closure_part(c) for c in guide.absent],
        "max_per_week": guide.max_per_week,
        "max_total": guide.max_total,
        "carried": guide.carried,
    }


def plan_to_document(plan: QuarterPlan) -> dict[str, Any]:
    """Write a plan as the answer of the format."""
    carrousels = [
        {"area": c.area, "date": c.on.isoformat(), "part": c.part, "guides": list(c.guides)} for c in plan.carrousels
    ]
    return {"instance": plan.instance, "carrousels": carrousels}


def plan_from_document(document: Document) -> QuarterPlan:
    """Build a plan from its document. Raises UnreadableDocument for a missing or misshapen part."""
    return built(_plan, document, FORMAT)


def _plan(told: Document) -> QuarterPlan:
    carrousels = tuple(
        QuarterCarrousel(str(c["area"]), day(c["date"], "date"), str(c["part"]), texts(c.get("guides", ()), "guides"))
        for c in told["carrousels"]
    )
    return QuarterPlan(str(told["instance"]), carrousels)
