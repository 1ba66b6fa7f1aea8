# SPDX-License-Identifier: EUPL-1.2
"""Small quarters for the tests, as documents: four weeks of March 2027, Tuesdays and Wednesdays."""


def area(name, **other):
    return {
        "id": name,
        "team": "noord",
        "required": 1,
        "guides_needed": 1,
        "neighbours": [],
        "closed": [],
        "cost": {},
        "recent": [],
        "due_out_of_hours": False,
    } | other


def guide(name, **other):
    return {"id": name, "teams": ["noord"], "absent": [], "max_per_week": 2, "max_total": 9, "carried": 0} | other


def quarter(areas, guides, **other):
    return {
        "format": "carrousel.quarter/1",
        "id": "test-quarter",
        "quarter": {"first": "2027-03-01", "last": "2027-03-28"},
        "planned_on": "2027-01-04",
        "lead_days": 42,
        "min_gap_days": 0,
        "max_per_day": 3,
        "slots": ["tue.morning", "wed.evening"],
        "closed": [],
        "discouraged": [],
        "areas": areas,
        "guides": guides,
    } | other


def shut(first, last=None, parts=(), why="dicht"):
    return {"from": first, "to": last or first, "parts": list(parts), "why": why}
