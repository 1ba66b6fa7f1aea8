# SPDX-License-Identifier: EUPL-1.2
"""Makes quarters to plan: a town on a grid, teams of a few areas, guides with holidays, schools with blocked days."""

from datetime import date, timedelta
from random import Random
from typing import Any

FIRST, LAST, PLANNED_ON = date(2027, 1, 4), date(2027, 4, 2), date(2026, 11, 16)
PARTS = ("morning", "afternoon", "evening")
SLOTS = ["tue.morning", "tue.evening", "wed.morning", "wed.evening", "thu.morning", "thu.afternoon", "sat.morning"]
HOLIDAYS = [{"from": "2027-02-20", "to": "2027-02-28", "parts": [], "why": "voorjaarsvakantie"}]
FEASTS = [
    {"from": "2027-03-09", "to": "2027-03-11", "parts": [], "cost": 5, "why": "Suikerfeest"},
    {"from": "2027-02-09", "to": "2027-02-09", "parts": ["evening"], "cost": 3, "why": "carnaval"},
]
KINDS = {  # room per day over what is needed, guides' work over what is needed, blocked days, dayparts with a dislike
    "roomy": (2.5, 2.0, 0.10, 3),
    "plain": (1.8, 1.4, 0.20, 5),
    "tight": (1.3, 1.05, 0.40, 6),
    "short": (1.1, 0.9, 0.50, 7),
}


def quarter(areas: int, kind: str = "plain", seed: int = 0) -> dict[str, Any]:
    """Make a quarter document with so many areas. kind: one of KINDS."""
    rng = Random(f"{areas} {kind} {seed}")
    room, spare, blocked, dislikes = KINDS[kind]
    team_count = max(1, areas // 4)
    teams = [f"T{number:02d}" for number in range(team_count)]
    made = [_area(rng, number, areas, teams, blocked, dislikes) for number in range(areas)]
    guides = [guide for team in teams for guide in _team(rng, team, teams, made, spare, blocked)]
    wanted, open_days = sum(area["required"] for area in made), 45
    return {
        "format": "carrousel.quarter/1",
        "id": f"{kind}-{areas}-{seed}",
        "quarter": {"first": FIRST.isoformat(), "last": LAST.isoformat()},
        "planned_on": PLANNED_ON.isoformat(),
        "lead_days": 56,
        "min_gap_days": 21,
        "max_per_day": max(1, round(room * wanted / open_days + 0.5)),
        "slots": SLOTS,
        "closed": HOLIDAYS,
        "discouraged": FEASTS,
        "areas": made,
        "guides": guides,
    }


def _area(rng: Random, number: int, count: int, teams: list[str], blocked: float, dislikes: int) -> dict[str, Any]:
    wide = max(1, round(count**0.5))
    near = [
        number + step for step in (-1, 1) if 0 <= number + step < count and (number + step) // wide == number // wide
    ]
    near += [number + step for step in (-wide, wide) if 0 <= number + step < count]
    recent = rng.sample(SLOTS, rng.choice((0, 1, 1, 2)))
    return {
        "id": f"A{number:03d}",
        "team": teams[min(len(teams) - 1, number // 4)],
        "required": 2 if rng.random() < 0.06 else 1,
        "guides_needed": rng.choice((2, 3, 3, 4)),
        "neighbours": [f"A{other:03d}" for other in near],
        "closed": _days(rng, blocked, "toets of studiedag"),
        "cost": {slot: rng.randint(1, 6) for slot in rng.sample(SLOTS, dislikes)},
        "recent": recent,
        "previous": (FIRST - timedelta(days=rng.randint(1, 60))).isoformat(),
        "due_out_of_hours": rng.random() < 0.25,
    }


def _team(rng: Random, team: str, teams: list[str], areas: list, spare: float, blocked: float) -> list[dict[str, Any]]:
    own = [area for area in areas if area["team"] == team]
    asked = spare * sum(area["required"] * area["guides_needed"] for area in own)
    fewest, found = max((area["guides_needed"] for area in own), default=1), []
    while asked > 0 or len(found) < fewest:
        also = rng.choice(teams)
        most = rng.choice((2, 3, 4))
        asked -= most
        found.append(
            {
                "id": f"{team}-{len(found)}",
                "teams": [team, also] if also != team and rng.random() < 0.3 else [team],
                "absent": _days(rng, blocked, "afwezig"),
                "max_per_week": rng.choice((1, 2)),
                "max_total": most,
                "carried": rng.choice((0, 0, 0, 1, 1, 2)),
            }
        )
    return found


def _days(rng: Random, share: float, why: str) -> list[dict[str, Any]]:
    found, on = [], FIRST
    while on <= LAST:
        if rng.random() < share / 3:
            last = on + timedelta(days=rng.choice((0, 1, 4)))
            parts = rng.choice(([], [], ["morning"], ["evening"]))
            found.append({"from": on.isoformat(), "to": last.isoformat(), "parts": parts, "why": why})
            on = last
        on += timedelta(days=1)
    return found
