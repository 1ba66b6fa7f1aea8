# SPDX-License-Identifier: EUPL-1.2
"""Small days for the tests, as documents: nine o'clock, five-minute grid, schools ten minutes' walk apart."""

from app.planning.rotation_document import day_from_document

NINE = 9 * 3600
MINUTE = 60


def at(hours, minutes=0):
    return hours * 3600 + minutes * MINUTE


def school(name, place, **other):
    return {
        "id": name,
        "place": place,
        "presentation": 20 * MINUTE,
        "windows": [[NINE, at(12)]],
        "rooms": 1,
        "groups_per_presentation": 1,
        "visitors_per_presentation": 30,
        "reset": 0,
        "languages": ["nl"],
        "target_visitors": 0,
        "little_known": False,
    } | other


def group(name, **other):
    return {
        "id": name,
        "size": 10,
        "mode": "walk",
        "language": "nl",
        "language_need": "none",
        "start": "HOME",
        "end": "HOME",
        "depart": [NINE, at(9, 30)],
        "max_duration": 3 * 3600,
        "must": [],
        "wish": [],
        "avoid": [],
        "min_visits": 1,
    } | other


def document(schools, groups, *, legs=10 * MINUTE, step=300, **other):
    places = ["HOME", *dict.fromkeys(s["place"] for s in schools)]
    walk = [[0 if a == b else legs for b in places] for a in places]
    return {
        "format": "carrousel.rotation/1",
        "id": "test-day",
        "step": step,
        "changeover": 300,
        "timing": {"kind": "free"},
        "places": [{"id": place, "x": 0, "y": 0} for place in places],
        "travel": {"walk": walk},
        "schools": schools,
        "groups": groups,
    } | other


def day(schools, groups, **other):
    return day_from_document(document(schools, groups, **other))


def two_by_two(**other):
    """Two schools, two groups, each group sees both."""
    schools = [school("ARK", "A"), school("KOMPAS", "B")]
    groups = [group("ROOD", min_visits=2), group("BLAUW", min_visits=2)]
    return document(schools, groups, **other)
