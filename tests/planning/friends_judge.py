# SPDX-License-Identifier: EUPL-1.2
"""A second opinion on couples: works on documents only, shares nothing with the code under test."""

from itertools import combinations


def same(pair, other):
    return sorted(pair[:2]) == sorted(other)


def value(document, pair):
    """What a pair is worth, None when it may not be."""
    one, other = (next(s for s in document["schools"] if s["id"] == name) for name in pair)
    ways = [seconds for a, b, seconds in document["travel_pairs"] if same((a, b), pair)]
    ways = [seconds for seconds in ways if seconds <= document["max_seconds"]]
    settled = [name for couple in document["existing"] for name in couple]
    apart = sum(abs(a - b) for a, b in zip(one["composition"], other["composition"], strict=True)) // 2
    if not ways or apart < document["min_contrast"] or any(same(pair, p) for p in document["forbidden"]):
        return None
    if any(name in settled for name in pair):
        return None
    weight = document["weights"]
    small, large = sorted(s["pupils_per_grade"] for s in (one, other))
    total = weight["contrast"] * apart + weight["size"] * (100 * small // large)
    total += weight["closeness"] * (100 - 100 * ways[-1] // document["max_seconds"])
    total += 100 * weight.get("other_denomination", 0) * (one["denomination"] != other["denomination"])
    wished = [points for a, b, points in document["preferred"] if same((a, b), pair)]
    return total + (wished[-1] if wished else 0)


def faults(document, plan):
    """List in words what is wrong with couples; empty when all is well."""
    wrong = [] if plan["instance"] == document["id"] else ["other schools"]
    named = [name for couple in plan["couples"] for name in couple]
    if len(named) != len(set(named)) or not set(named) <= {s["id"] for s in document["schools"]}:
        return [*wrong, "a school twice, or none of these"]
    fresh = [c for c in plan["couples"] if not any(same(c, p) and len(c) == 2 for p in document["existing"])]
    if len(plan["couples"]) - len(fresh) != len(document["existing"]):
        wrong.append("an existing couple is gone")
    for couple in fresh:
        if len(couple) not in ((2, 3) if document["triples"] == "if_needed" else (2,)):
            wrong.append(f"{couple}: how many?")
        elif any(value(document, pair) is None for pair in combinations(couple, 2)):
            wrong.append(f"{couple}: may not be")
    return wrong


def worth(document, plan):
    """How good couples are: the larger, the better (schools, triples below nought, score)."""
    fresh = [c for c in plan["couples"] if not any(same(c, p) and len(c) == 2 for p in document["existing"])]
    score = 0
    for couple in fresh:
        total = sum(value(document, pair) for pair in combinations(couple, 2))
        score += total if len(couple) == 2 else total // 2
    return sum(map(len, fresh)), -sum(len(c) == 3 for c in fresh), score
