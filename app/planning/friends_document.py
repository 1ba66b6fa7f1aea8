# SPDX-License-Identifier: EUPL-1.2
"""Reads and writes schools to be coupled, and their couples, in the format `carrousel.friends/1`."""

from typing import Any

from app.planning.documents import Document, built, must_be, texts, whole
from app.planning.friends_model import Friends, FriendSchool, FriendsPlan, FriendWeights

FORMAT = "carrousel.friends/1"
WEIGHTS = ("contrast", "closeness", "size", "other_denomination")


def friends_from_document(document: Document) -> Friends:
    """Build the puzzle from its document.

    Raises UnreadableDocument for a missing or misshapen part. What is well formed but makes no sense is left to `lint`.
    """
    must_be(document, FORMAT)
    return built(_friends, document, FORMAT)


def _friends(told: Document) -> Friends:
    return Friends(
        id=str(told["id"]),
        min_contrast=whole(told["min_contrast"], "min_contrast"),
        max_seconds=whole(told["max_seconds"], "max_seconds"),
        triples=str(told.get("triples", "no")),
        weights=_weights(told["weights"]),
        schools=tuple(_school(school) for school in told["schools"]),
        travel=tuple(_valued(pair, "travel_pairs") for pair in told["travel_pairs"]),
        existing=tuple(_pair(pair, "existing") for pair in told.get("existing", ())),
        forbidden=tuple(_pair(pair, "forbidden") for pair in told.get("forbidden", ())),
        preferred=tuple(_valued(pair, "preferred") for pair in told.get("preferred", ())),
    )


def _weights(told: Document) -> FriendWeights:
    unknown = set(told) - set(WEIGHTS)
    if unknown:
        raise ValueError(f"weights has no {', '.join(sorted(unknown))}")
    missing = {"contrast", "closeness", "size"} - set(told)
    if missing:
        raise ValueError(f"weights misses {', '.join(sorted(missing))}")
    return FriendWeights(**{name: whole(value, name) for name, value in told.items()})


def _school(told: Document) -> FriendSchool:
    return FriendSchool(
        id=str(told["id"]),
        composition=tuple(whole(share, "composition") for share in told["composition"]),
        pupils_per_grade=whole(told["pupils_per_grade"], "pupils_per_grade"),
        denomination=str(told.get("denomination", "")),
    )


def _pair(told: Any, name: str) -> tuple[str, str]:
    one, other = texts(told, name)
    return one, other


def _valued(told: Any, name: str) -> tuple[str, str, int]:
    one, other, value = told
    return *_pair((one, other), name), whole(value, name)


def friends_to_document(friends: Friends) -> dict[str, Any]:
    """Write the puzzle as its document; reading it back gives an equal puzzle."""
    return {
        "format": FORMAT,
        "id": friends.id,
        "min_contrast": friends.min_contrast,
        "max_seconds": friends.max_seconds,
        "triples": friends.triples,
        "weights": {name: getattr(friends.weights, name) for name in WEIGHTS},
        "schools": [
            {
                "id": school.id,
                "composition": list(school.composition),
                "pupils_per_grade": school.pupils_per_grade,
                "denomination": school.denomination,
            }
            for school in friends.schools
        ],
        "travel_pairs": [list(pair) for pair in friends.travel],
        "existing": [list(pair) for pair in friends.existing],
        "forbidden": [list(pair) for pair in friends.forbidden],
        "preferred": [list(pair) for pair in friends.preferred],
    }


def plan_to_document(plan: FriendsPlan) -> dict[str, Any]:
    """Write couples as the answer of the format."""
    return {"instance": plan.instance, "couples": [list(couple) for couple in plan.couples]}


def plan_from_document(document: Document) -> FriendsPlan:
    """Build couples from their document. Raises UnreadableDocument for a missing or misshapen part."""
    return built(_plan, document, FORMAT)


def _plan(told: Document) -> FriendsPlan:
    return FriendsPlan(str(told["instance"]), tuple(texts(couple, "couples") for couple in told["couples"]))
