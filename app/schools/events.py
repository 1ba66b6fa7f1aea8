# SPDX-License-Identifier: EUPL-1.2
"""What can have happened to schools and their figures."""

from datetime import date

from app.kernel.events import Event, fact
from app.kernel.ids import AreaId, IndicatorId, PersonId, SchoolId
from app.kernel.values import GeoPoint, PublicText
from app.schools.values import SchoolDetails, Source


@fact("schools.school-registered")
class SchoolRegistered(Event):
    """A school site appeared in the register. as_of: the date of the register."""

    school_id: SchoolId
    details: SchoolDetails
    source: Source
    as_of: date


@fact("schools.school-details-changed")
class SchoolDetailsChanged(Event):
    """The register says something else about a school from now on."""

    school_id: SchoolId
    details: SchoolDetails
    source: Source
    as_of: date


@fact("schools.school-closed")
class SchoolClosed(Event):
    """A school site is no longer in the register; it stays in history."""

    school_id: SchoolId
    as_of: date


@fact("schools.school-reopened")
class SchoolReopened(Event):
    """A school site that had gone is in the register again."""

    school_id: SchoolId
    details: SchoolDetails
    source: Source
    as_of: date


@fact("schools.school-located")
class SchoolLocated(Event):
    """A school stands at this point."""

    school_id: SchoolId
    at: GeoPoint
    source: Source


@fact("schools.school-assigned-to-area")
class SchoolAssignedToArea(Event):
    """Staff say which area a school belongs to, whatever its point says. area_id: None hands it back to the map."""

    school_id: SchoolId
    area_id: AreaId | None


@fact("schools.indicator-defined")
class IndicatorDefined(Event):
    """A figure about pupils can be imported.

    thresholds: the lower bounds of the bands above the first, in the unit; unit: e.g. points per pupil.
    """

    indicator_id: IndicatorId
    title: PublicText
    unit: PublicText
    publisher: PublicText
    thresholds: tuple[float, ...]


@fact("schools.figure-published")
class FigurePublished(Event):
    """A figure about a school's pupils as a whole, never about one of them.

    year: of the count; value: in the indicator's unit.
    """

    school_id: SchoolId
    indicator_id: IndicatorId
    year: int
    value: float
    source: Source


@fact("schools.contact-named")
class ContactNamed(Event):
    """Somebody is the contact person of a school; who stands in the vault. person_id: None when there is nobody."""

    school_id: SchoolId
    person_id: PersonId | None
