# SPDX-License-Identifier: EUPL-1.2
"""Ids in addresses: <area:area_id> gives an AreaId, and what is no id is not found."""

from werkzeug.routing import BaseConverter, ValidationError

from app.kernel import ids


def converter_for(kind: type[ids.Id]) -> type[BaseConverter]:
    """Make the converter of one kind of id."""

    class IdConverter(BaseConverter):
        regex = ids.SHAPE.pattern

        def to_python(self, value: str) -> ids.Id:
            try:
                return kind(value)
            except ValueError as fault:
                raise ValidationError from fault

        def to_url(self, value: str) -> str:
            return str(value)

    return IdConverter


CONVERTERS = {
    "area": converter_for(ids.AreaId),
    "school": converter_for(ids.SchoolId),
    "carrousel": converter_for(ids.CarrouselId),
    "group": converter_for(ids.TourGroupId),
    "booking": converter_for(ids.BookingId),
    "person": converter_for(ids.PersonId),
}
