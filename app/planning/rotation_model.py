# SPDX-License-Identifier: EUPL-1.2
"""The puzzle of one carrousel day and its answer, as frozen values in whole seconds since midnight."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Window = tuple[int, int]
Travel = Mapping[str, tuple[tuple[int | None, ...], ...]]


@dataclass(frozen=True, slots=True)
class RotationPlace:
    """Somewhere a group starts, ends or visits. x, y: metres, for pictures only."""

    id: str
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationSchool:
    """A school that receives groups. presentation, reset: seconds. visitors_per_presentation None: no limit.

    Either several rooms (as many presentations side by side) or several groups in one presentation, never both.
    """

    id: str
    place: str
    presentation: int
    windows: tuple[Window, ...]
    rooms: int = 1
    groups_per_presentation: int = 1
    visitors_per_presentation: int | None = None
    reset: int = 0
    languages: tuple[str, ...] = ()
    target_visitors: int = 0
    little_known: bool = False

    @property
    def longest_window(self) -> int:
        """Length in seconds of the longest window, 0 without any."""
        return max((last - first for first, last in self.windows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationGroup:
    """A tour group. size: people. depart: first and last moment to leave. max_duration: seconds out."""

    id: str
    size: int
    mode: str
    start: str
    end: str
    depart: Window
    max_duration: int
    latest_end: int | None = None
    language: str | None = None
    language_need: str = "none"
    must: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    min_visits: int = 0
    max_visits: int | None = None

    @property
    def least_visits(self) -> int:
        """The visits this group must make: those named, or the number asked."""
        return max(self.min_visits, len(set(self.must)))


@dataclass(frozen=True, slots=True)
class RotationBlock:
    """A row of rounds without a break. first: earliest and latest moment of its first bell."""

    first: Window
    rounds: int


@dataclass(frozen=True, slots=True)
class RotationTiming:
    """How visits are timed: freely, or by bells with one stroke (seconds, shortest and longest) for the day."""

    kind: str = "free"
    stroke: Window | None = None
    blocks: tuple[RotationBlock, ...] = ()

    @property
    def in_rounds(self) -> bool:
        """Whether every visit starts at a bell."""
        return self.kind == "rounds"


@dataclass(frozen=True, slots=True)
class RotationWeights:
    """What counts how much, in seconds of one group's idle time; the last four make up points and unfairness."""

    point: int = 360
    unfair: int = 60
    idle: int = 1
    visit: int = 10
    wish: int = 5
    language: int = 2
    last: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationDay:
    """Everything that is known before a day is planned. step, changeover: seconds.

    travel: per way of travelling (n_places, n_places) seconds from row to column, asymmetric or not, None = no way.
    """

    id: str
    step: int
    changeover: int
    places: tuple[RotationPlace, ...]
    travel: Travel
    schools: tuple[RotationSchool, ...]
    groups: tuple[RotationGroup, ...]
    timing: RotationTiming = field(default_factory=RotationTiming)
    weights: RotationWeights = field(default_factory=RotationWeights)

    def index_of(self, place: str) -> int:
        """Row and column of a place in the matrices. Raises KeyError when there is no such place."""
        for index, known in enumerate(self.places):
            if known.id == place:
                return index
        raise KeyError(place)

    def school(self, school: str) -> RotationSchool:
        """Find a school by its id. Raises KeyError when there is none."""
        for known in self.schools:
            if known.id == school:
                return known
        raise KeyError(school)

    def group(self, group: str) -> RotationGroup:
        """Find a group by its id. Raises KeyError when there is none."""
        for known in self.groups:
            if known.id == group:
                return known
        raise KeyError(group)


@dataclass(frozen=True, slots=True)
class Visit:
    """One group at one school. start: seconds since midnight, the moment the presentation begins."""

    school: str
    start: int


@dataclass(frozen=True, slots=True)
class GroupOuting:
    """A group's visits in order, from leaving to being back; both moments are None when it stays at home."""

    group: str
    depart: int | None
    finish: int | None
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class RotationRounds:
    """The bells of a day in rounds. stroke: seconds from bell to bell. first: the first bell of each block."""

    stroke: int
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RotationPlan:
    """Who is where and when, for one instance; rounds only where the day is timed by bells."""

    instance: str
    groups: tuple[GroupOuting, ...]
    rounds: RotationRounds | None = None

    def outing(self, group: str) -> GroupOuting | None:
        """Find the outing of a group, None when the plan does not name it."""
        return next((outing for outing in self.groups if outing.group == group), None)
