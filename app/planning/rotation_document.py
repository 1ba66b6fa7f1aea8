# SPDX-License-Identifier: EUPL-1.2
"""Reads and writes a day and its plan in the format `carrousel.rotation/1`, the outer door of this floor."""

from collections.abc import Sequence
from typing import Any

from app.planning.documents import Document, UnreadableDocument
from app.planning.documents import optional as _optional
from app.planning.documents import whole as _whole
from app.planning.rotation_model import (
    GroupOuting,
    RotationBlock,
    RotationDay,
    RotationGroup,
    RotationPlace,
    RotationPlan,
    RotationRounds,
    RotationSchool,
    RotationTiming,
    RotationWeights,
    Visit,
    Window,
)

FORMAT = "carrousel.rotation/1"


def day_from_document(document: Document) -> RotationDay:
    """Build a day from its document.

    Raises UnreadableDocument for a missing or misshapen part. What is well formed but makes no sense is left to `lint`.
    """
    if document.get("format") != FORMAT:
        raise UnreadableDocument(f"format is {document.get('format')!r}, expected {FORMAT!r}")
    try:
        return _day(document)
    except KeyError as missing:
        raise UnreadableDocument(f"{missing} is missing") from missing
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableDocument(f"a part has another shape than {FORMAT} asks: {error}") from error


def _day(document: Document) -> RotationDay:
    return RotationDay(
        id=str(document["id"]),
        step=_whole(document["step"], "step"),
        changeover=_whole(document["changeover"], "changeover"),
        timing=_timing(document["timing"]),
        places=tuple(RotationPlace(str(p["id"]), p.get("x", 0), p.get("y", 0)) for p in document["places"]),
        travel={
            mode: tuple(tuple(_leg(v, mode) for v in row) for row in rows) for mode, rows in document["travel"].items()
        },
        schools=tuple(_school(s) for s in document["schools"]),
        groups=tuple(_group(g) for g in document["groups"]),
        weights=_weights(document.get("weights", {})),
    )


def _leg(value: Any, mode: str) -> int | None:
    return None if value is None else _whole(value, f"travel {mode}")


def _window(value: Sequence[Any], name: str) -> Window:
    first, last = value
    return _whole(first, name), _whole(last, name)


def _weights(part: Document) -> RotationWeights:
    unknown = set(part) - {"point", "unfair", "idle"}
    if unknown:
        raise ValueError(f"weights has no {', '.join(sorted(unknown))}")
    return RotationWeights(**{name: _whole(value, name) for name, value in part.items()})


def _timing(part: Document) -> RotationTiming:
    if part["kind"] != "rounds":
        return RotationTiming(str(part["kind"]))
    blocks = tuple(RotationBlock(_window(b["first"], "first"), _whole(b["rounds"], "rounds")) for b in part["blocks"])
    return RotationTiming("rounds", _window(part["stroke"], "stroke"), blocks)


def _school(part: Document) -> RotationSchool:
    return RotationSchool(
        id=str(part["id"]),
        place=str(part["place"]),
        presentation=_whole(part["presentation"], "presentation"),
        windows=tuple(_window(w, "windows") for w in part["windows"]),
        rooms=_whole(part.get("rooms", 1), "rooms"),
        groups_per_presentation=_whole(part.get("groups_per_presentation", 1), "groups_per_presentation"),
        visitors_per_presentation=_optional(part.get("visitors_per_presentation"), "visitors_per_presentation"),
        reset=_whole(part.get("reset", 0), "reset"),
        languages=tuple(part.get("languages", ())),
        target_visitors=_whole(part.get("target_visitors", 0), "target_visitors"),
        little_known=bool(part.get("little_known", False)),
    )


def _group(part: Document) -> RotationGroup:
    return RotationGroup(
        id=str(part["id"]),
        size=_whole(part["size"], "size"),
        mode=str(part["mode"]),
        language=part.get("language"),
        language_need=str(part.get("language_need", "none")),
        start=str(part["start"]),
        end=str(part["end"]),
        depart=_window(part["depart"], "depart"),
        latest_end=_optional(part.get("latest_end"), "latest_end"),
        max_duration=_whole(part["max_duration"], "max_duration"),
        must=tuple(part.get("must", ())),
        wish=tuple(part.get("wish", ())),
        avoid=tuple(part.get("avoid", ())),
        min_visits=_whole(part.get("min_visits", 0), "min_visits"),
        max_visits=_optional(part.get("max_visits"), "max_visits"),
    )


def day_to_document(day: RotationDay) -> dict[str, Any]:
    """Write a day as its document; reading it back gives an equal day."""
    return {
        "format": FORMAT,
        "id": day.id,
        "step": day.step,
        "changeover": day.changeover,
        "timing": _timing_part(day.timing),
        "places": [{"id": p.id, "x": p.x, "y": p.y} for p in day.places],
        "travel": {mode: [list(row) for row in rows] for mode, rows in day.travel.items()},
        "schools": [_part(s) for s in day.schools],
        "groups": [_part(g) for g in day.groups],
        "weights": {"point": day.weights.point, "unfair": day.weights.unfair, "idle": day.weights.idle},
    }


def _timing_part(timing: RotationTiming) -> dict[str, Any]:
    if timing.stroke is None:
        return {"kind": timing.kind}
    blocks = [{"first": list(b.first), "rounds": b.rounds} for b in timing.blocks]
    return {"kind": timing.kind, "stroke": list(timing.stroke), "blocks": blocks}


def _part(thing: RotationSchool | RotationGroup) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in type(thing).__slots__ if getattr(thing, name) is not None}


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def plan_to_document(plan: RotationPlan) -> dict[str, Any]:
    """Write a plan as the answer of the format; score and bound stand beside it and are the caller's."""
    document: dict[str, Any] = {"instance": plan.instance, "groups": [_outing_part(o) for o in plan.groups]}
    if plan.rounds is not None:
        document["rounds"] = {"stroke": plan.rounds.stroke, "first": list(plan.rounds.first)}
    return document


def _outing_part(outing: GroupOuting) -> dict[str, Any]:
    visits = [{"school": v.school, "start": v.start} for v in outing.visits]
    return {"id": outing.group, "depart": outing.depart, "finish": outing.finish, "visits": visits}


def plan_from_document(document: Document) -> RotationPlan:
    """Build a plan from its document. Raises UnreadableDocument for a missing or misshapen part."""
    try:
        outings = tuple(_outing(part) for part in document["groups"])
        rounds = document.get("rounds")
        bells = None
        if rounds is not None:
            firsts = tuple(_whole(f, "first") for f in rounds["first"])
            bells = RotationRounds(_whole(rounds["stroke"], "stroke"), firsts)
        return RotationPlan(str(document["instance"]), outings, bells)
    except KeyError as missing:
        raise UnreadableDocument(f"{missing} is missing") from missing
    except (TypeError, ValueError, AttributeError) as error:
        raise UnreadableDocument(f"a part of the plan has another shape: {error}") from error


def _outing(part: Document) -> GroupOuting:
    visits = tuple(Visit(str(v["school"]), _whole(v["start"], "start")) for v in part["visits"])
    return GroupOuting(
        str(part["id"]), _optional(part.get("depart"), "depart"), _optional(part.get("finish"), "finish"), visits
    )
