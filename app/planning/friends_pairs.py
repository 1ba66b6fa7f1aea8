# SPDX-License-Identifier: EUPL-1.2
"""Which schools may become friends, and how well each pair fits."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.planning.friends_model import Friends, FriendSchool

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class PairFit:
    """How well two schools fit.

    contrast: percentage points, 0 to 100. seconds: of travel. closeness: 100 next door, 0 at the limit.
    size_fit: smaller grade as a percentage of the larger. preference: added by staff. score: all of it weighed.
    """

    contrast: int
    seconds: int
    closeness: int
    size_fit: int
    other_denomination: bool
    preference: int
    score: int


def contrast(one: FriendSchool, other: FriendSchool) -> int:
    """Give half the sum of absolute differences in composition: percentage points, 0 to 100."""
    return sum(abs(a - b) for a, b in zip(one.composition, other.composition, strict=True)) // 2


def permitted(friends: Friends) -> dict[Pair, PairFit]:
    """Find every pair that is near enough, different enough, free and not forbidden, in the order of the list."""
    schools = {school.id: school for school in friends.schools}
    forbidden = {frozenset(pair) for pair in friends.forbidden}
    taken = {school for pair in friends.existing for school in pair}
    preferred = {frozenset((one, other)): value for one, other, value in friends.preferred}
    found: dict[Pair, PairFit] = {}
    for one, other, seconds in friends.travel:
        pair = frozenset((one, other))
        if pair in forbidden or one in taken or other in taken or one == other:
            continue
        fit = _fit(friends, schools[one], schools[other], seconds, preferred.get(pair, 0))
        if fit is not None:
            found[pair] = fit
    return found


def _fit(friends: Friends, one: FriendSchool, other: FriendSchool, seconds: int, preference: int) -> PairFit | None:
    difference = contrast(one, other)
    if seconds > friends.max_seconds or difference < friends.min_contrast:
        return None
    weights = friends.weights
    near = 100 - 100 * seconds // friends.max_seconds
    smaller, larger = sorted((one.pupils_per_grade, other.pupils_per_grade))
    size = 100 * smaller // larger
    differs = one.denomination != other.denomination
    score = weights.contrast * difference + weights.closeness * near + weights.size * size
    score += 100 * weights.other_denomination * differs + preference
    return PairFit(difference, seconds, near, size, differs, preference, score)


def score_of(couple: tuple[str, ...], fits: Mapping[Pair, PairFit]) -> int:
    """Score a couple, or three schools together: half the sum of their three pairs, rounded down.

    Raises KeyError when one of the pairs is not permitted.
    """
    if len(couple) == 2:
        return fits[frozenset(couple)].score
    one, two, three = couple
    return sum(fits[frozenset(pair)].score for pair in ((one, two), (two, three), (three, one))) // 2
