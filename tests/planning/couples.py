# SPDX-License-Identifier: EUPL-1.2
"""Small sets of schools for the tests, as documents: everybody ten minutes from everybody, every pair different."""

from itertools import combinations


def school(name, share=50, **other):
    return {"id": name, "composition": [share, 100 - share], "pupils_per_grade": 20, "denomination": "Openbaar"} | other


def friends(schools, pairs=None, **other):
    """Pairs: names and seconds; ten minutes between all when left out."""
    if pairs is None:
        pairs = [[a["id"], b["id"], 600] for a, b in combinations(schools, 2)]
    return {
        "format": "carrousel.friends/1",
        "id": "test-friends",
        "min_contrast": 0,
        "max_seconds": 1000,
        "triples": "no",
        "weights": {"contrast": 1, "closeness": 1, "size": 0, "other_denomination": 0},
        "schools": schools,
        "travel_pairs": pairs,
        "existing": [],
        "forbidden": [],
        "preferred": [],
    } | other
