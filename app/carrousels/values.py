# SPDX-License-Identifier: EUPL-1.2
"""What a carrousel is made of: colours, meeting points, availability, tour groups, visits and routes."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from app.kernel.ids import NoteId, PersonId, SchoolId, TourGroupId
from app.kernel.values import GeoPoint, Hours, Language, Way


class Colour(StrEnum):
    """The name of a tour group; people see the Dutch colour."""

    RED = "red"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    PURPLE = "purple"
    PINK = "pink"
    BROWN = "brown"
    GREY = "grey"
    TURQUOISE = "turquoise"


class Reason(StrEnum):
    """Why something is cancelled, in words that may be told to everybody."""

    TOO_FEW = "too-few"
    SCHOOL_DROPPED_OUT = "school-dropped-out"
    GUIDE_ILL = "guide-ill"
    WEATHER = "weather"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """Where a group starts and ends. school_id: when that is at a school; note_id: words about it, in the vault."""

    at: GeoPoint
    school_id: SchoolId | None = None
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    """When and how a school can receive groups on the day.

    windows: hours, local; presentation: minutes, 5 to 120; pause: minutes between two presentations in a room, 0 to 60;
    rooms: presentations side by side, 1 to 6; groups_together: tour groups in one presentation, 1 to 6, and one of
    these two is 1; visitors: most people in one presentation, 1 to 200; languages: of hosts who are there;
    little_known: deserves extra visitors.
    """

    windows: tuple[Hours, ...]
    presentation: int = 25
    pause: int = 5
    rooms: int = 1
    groups_together: int = 1
    visitors: int = 30
    languages: tuple[Language, ...] = (Language.DUTCH,)
    little_known: bool = False
    step_free: bool = True

    def later(self, minutes: int) -> Self:
        """Give the same so many minutes later. Raises ValueError when hours leave the day."""
        return replace(self, windows=tuple(window.later(minutes) for window in self.windows))


@dataclass(frozen=True, slots=True)
class TourGroup:
    """How a tour group goes out.

    places: people, 1 to 60; prams: at most so many, 0 to 30; depart: hours within which it leaves, local; back_before:
    minute of the day; longest: minutes out at most; fewest, most: visits; must, wish, avoid: schools;
    guide_id: None as long as nobody is found.
    """

    tour_group_id: TourGroupId
    colour: Colour
    way: Way
    language: Language
    places: int
    prams: int
    step_free: bool
    meeting_point: MeetingPoint
    depart: Hours
    back_before: int
    longest: int
    fewest: int
    most: int
    guide_id: PersonId | None = None
    must: tuple[SchoolId, ...] = ()
    wish: tuple[SchoolId, ...] = ()
    avoid: tuple[SchoolId, ...] = ()

    def later(self, minutes: int) -> Self:
        """Give the same so many minutes later. Raises ValueError when hours leave the day."""
        return replace(self, depart=self.depart.later(minutes), back_before=self.back_before + minutes)


@dataclass(frozen=True, slots=True)
class Visit:
    """A tour group at a school.

    starts, ends: minutes of the day, local; travel: minutes on the way to it, without the change-over;
    metres: of that way.
    """

    school_id: SchoolId
    starts: int
    ends: int
    travel: int
    metres: int

    def later(self, minutes: int) -> Self:
        """Give the same so many minutes later."""
        return replace(self, starts=self.starts + minutes, ends=self.ends + minutes)


@dataclass(frozen=True, slots=True)
class Outing:
    """A tour group's day, with visits in order.

    departs, back: minutes of the day, local; travel_back: minutes; metres_back: of that way;
    estimated: travel times are straight lines x 1.3.
    """

    tour_group_id: TourGroupId
    departs: int
    back: int
    visits: tuple[Visit, ...]
    travel_back: int
    metres_back: int
    estimated: bool

    def later(self, minutes: int) -> Self:
        """Give the same so many minutes later."""
        visits = tuple(visit.later(minutes) for visit in self.visits)
        return replace(self, departs=self.departs + minutes, back=self.back + minutes, visits=visits)


@dataclass(frozen=True, slots=True)
class PublishedVisit:
    """A visit as it was promised. starts_at, ends_at: aware, UTC; travel: minutes; metres: on the way to it."""

    school_id: SchoolId
    starts_at: datetime
    ends_at: datetime
    travel: int
    metres: int


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A tour group as it was promised in a release.

    departs_at, back_at: aware, UTC; places: people; prams: at most so many; travel_back: minutes;
    metres_back: of that way.
    """

    tour_group_id: TourGroupId
    colour: Colour
    way: Way
    language: Language
    places: int
    prams: int
    step_free: bool
    meeting_point: MeetingPoint
    guide_id: PersonId | None
    departs_at: datetime
    back_at: datetime
    visits: tuple[PublishedVisit, ...]
    travel_back: int
    metres_back: int
    estimated: bool
