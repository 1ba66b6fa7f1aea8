# SPDX-License-Identifier: EUPL-1.2
"""Checks couples against everything that must hold; pure, fast and free of any optimiser."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from app.planning.friends_model import Couple, Friends, FriendsPlan
from app.planning.friends_pairs import Pair, PairFit, permitted
from app.planning.remarks import Names, Remark

SENTENCES = {
    "other-instance": "Deze koppels horen bij andere scholen ({wrong}).",
    "unknown-school": "De koppels noemen een school die er niet is: {school}.",
    "coupled-twice": "{school} staat in meer dan één koppel.",
    "not-permitted": "{school} en {other} mogen geen koppel zijn.",
    "not-kept": "Het bestaande koppel {school} en {other} is niet bewaard.",
    "size": "Een koppel van {schools} scholen mag niet.",
}


class Violation(Remark):
    """One thing in the couples that may not be; `code` is a key of SENTENCES."""

    __slots__ = ()

    def sentence(self, names: Names | None = None) -> str:
        """Say it in plain Dutch, with names for ids where they are given."""
        return SENTENCES[self.code].format_map(self.words(names))


def check(friends: Friends, plan: FriendsPlan) -> list[Violation]:
    """List everything that the couples break, in a fixed order; empty when they are valid.

    The puzzle itself must be sound (`lint` finds no error).
    """
    found: list[Violation] = []
    if plan.instance != friends.id:
        found.append(Violation("other-instance", {"wrong": plan.instance}))
    known = {school.id for school in friends.schools}
    for school, times in sorted(Counter(school for couple in plan.couples for school in couple).items()):
        if school not in known:
            found.append(Violation("unknown-school", {"school": school}))
        if times > 1:
            found.append(Violation("coupled-twice", {"school": school}))
    existing = {frozenset(pair) for pair in friends.existing}
    fits = permitted(friends)
    for couple in plan.couples:
        if frozenset(couple) not in existing:
            found += _couple(friends, fits, couple)
    kept = {frozenset(couple) for couple in plan.couples}
    missing = [pair for pair in friends.existing if frozenset(pair) not in kept]
    return found + [Violation("not-kept", {"school": one, "other": other}) for one, other in missing]


def _couple(friends: Friends, fits: dict[Pair, PairFit], couple: Couple) -> Iterator[Violation]:
    if len(couple) != 2 and not (len(couple) == 3 and friends.allows_triples):
        yield Violation("size", {"schools": len(couple)})
        return
    for one, other in combinations(couple, 2):
        if frozenset((one, other)) not in fits:
            yield Violation("not-permitted", {"school": one, "other": other})
