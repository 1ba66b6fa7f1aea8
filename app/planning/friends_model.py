# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of the friendship couples and its answer: which schools become each other's friends."""

from dataclasses import dataclass, field

Couple = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendSchool:
    """A school that can be coupled.

    composition: whole percentages of its pupils that add up to 100, in the same order for all schools.
    pupils_per_grade: average. denomination: as the register says it.
    """

    id: str
    composition: tuple[int, ...]
    pupils_per_grade: int
    denomination: str = ""


@dataclass(frozen=True, slots=True)
class FriendWeights:
    """What counts how much in the score of a pair; contrast, closeness and size are each 0 to 100 before weighing."""

    contrast: int = 3
    closeness: int = 1
    size: int = 1
    other_denomination: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Friends:
    """Everything that is known before schools are coupled.

    min_contrast: percentage points, half the sum of absolute differences. max_seconds: longest travel.
    triples: `no` or `if_needed`. travel: per pair of schools seconds, a later pair overrules an earlier one.
    preferred: per pair what is added to its score.
    """

    id: str
    schools: tuple[FriendSchool, ...]
    travel: tuple[tuple[str, str, int], ...]
    min_contrast: int
    max_seconds: int
    triples: str = "no"
    weights: FriendWeights = field(default_factory=FriendWeights)
    existing: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    preferred: tuple[tuple[str, str, int], ...] = ()

    @property
    def allows_triples(self) -> bool:
        """Whether three schools may be friends together when that couples more schools."""
        return self.triples == "if_needed"


@dataclass(frozen=True, slots=True)
class FriendsPlan:
    """The couples and triples of one instance, existing couples among them."""

    instance: str
    couples: tuple[Couple, ...]
