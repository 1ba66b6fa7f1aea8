# SPDX-License-Identifier: EUPL-1.2
"""Points, figures, areas and contact persons of schools."""

from dataclasses import replace

from app.kernel.ids import AreaId, IndicatorId, SchoolId
from app.kernel.values import PublicText
from app.schools.decide.agreement import NotAsShown, fingerprint
from app.schools.decide.assign_school_to_area import AreaNotOpen, AssignSchoolToArea, SchoolUnknown
from app.schools.decide.define_indicator import DefineIndicator, ThresholdsOutOfOrder
from app.schools.decide.locate_schools import LocateSchools, NoKnownSchools, SchoolPoint
from app.schools.decide.name_contact import NameContact, NoSuchSchool
from app.schools.decide.publish_figures import (
    FigureOfNoKnownSchool,
    IndicatorUnknown,
    PublishFigures,
    SchoolFigure,
)
from app.schools.events import ContactNamed, IndicatorDefined, SchoolAssignedToArea
from app.schools.state import Register
from app.schools.values import CBS_SCORE, Source
from tests.areas.samples import NORTH, NORTH_CLOSED, NORTH_DRAWN
from tests.schools.samples import (
    IN_MIDDLE,
    IN_NORTH,
    MIRT,
    MIRT_REGISTERED,
    MO,
    SANNE,
    SANNE_NAMED,
    SHARE,
    SHARE_DEFINED,
    figure,
    located,
)
from tests.story import given

LOCATE = LocateSchools((SchoolPoint(MIRT, IN_NORTH),), Source.BAG)
ELSEWHERE = SchoolId("99ZZ00")
PUBLISH = PublishFigures((SchoolFigure(MIRT, SHARE, 2024, 12.5),), Source.STAFF)
DEFINE = DefineIndicator(
    SHARE, PublicText("Aandeel"), PublicText("procent"), PublicText("Gemeente"), (20.0, 50.0, 70.0)
)
INTO_NORTH = AssignSchoolToArea(MIRT, NORTH)
GIVEN_NORTH = SchoolAssignedToArea(school_id=MIRT, area_id=NORTH)


def test_a_known_school_is_put_on_the_map_and_others_are_left_out():
    asked = LocateSchools((*LOCATE.points, SchoolPoint(ELSEWHERE, IN_MIDDLE)), Source.BAG)
    given(MIRT_REGISTERED).when(asked).then(located(MIRT, IN_NORTH))


def test_a_school_that_stands_there_already_is_not_put_there_again():
    given(MIRT_REGISTERED, located(MIRT, IN_NORTH)).when(LOCATE).then()


def test_points_of_unknown_schools_only_are_refused():
    given().when(LOCATE).refused(NoKnownSchools)


def test_points_that_are_not_those_that_were_shown_are_refused():
    shown = fingerprint(LOCATE.changes(_known()).facts)
    given(MIRT_REGISTERED).when(replace(LOCATE, as_shown=shown)).then(located(MIRT, IN_NORTH))
    given(MIRT_REGISTERED).when(replace(LOCATE, as_shown="something else")).refused(NotAsShown)


def _known() -> Register:
    return Register().evolve(MIRT_REGISTERED)


def test_an_indicator_is_defined_once():
    given().when(DEFINE).then(SHARE_DEFINED)
    given(SHARE_DEFINED).when(DEFINE).then()


def test_an_indicator_can_be_said_otherwise():
    given(SHARE_DEFINED).when(replace(DEFINE, thresholds=(25.0, 75.0))).then(
        replace(SHARE_DEFINED, thresholds=(25.0, 75.0))
    )


def test_thresholds_go_up():
    given().when(replace(DEFINE, thresholds=(50.0, 20.0))).refused(ThresholdsOutOfOrder)


def test_a_figure_of_a_known_school_is_published():
    given(MIRT_REGISTERED, SHARE_DEFINED).when(PUBLISH).then(figure(12.5))


def test_the_same_figure_again_changes_nothing():
    given(MIRT_REGISTERED, SHARE_DEFINED, figure(12.5)).when(PUBLISH).then()


def test_a_figure_is_corrected():
    given(MIRT_REGISTERED, SHARE_DEFINED, figure(99.0)).when(PUBLISH).then(figure(12.5))


def test_a_figure_that_nobody_explained_is_refused():
    given(MIRT_REGISTERED).when(PUBLISH).refused(IndicatorUnknown, indicator_id=SHARE)


def test_figures_of_unknown_schools_only_are_refused():
    given(SHARE_DEFINED).when(PUBLISH).refused(FigureOfNoKnownSchool)


def test_the_cbs_score_explains_itself_the_first_time():
    asked = PublishFigures((SchoolFigure(MIRT, CBS_SCORE, 2019, 0.111),), Source.CBS)
    first = given(MIRT_REGISTERED).when(asked).answer()
    assert next(type(f) for f in first) is IndicatorDefined
    assert len(first) == 2
    given(MIRT_REGISTERED, *first).when(asked).then()


def test_figures_that_are_not_those_that_were_shown_are_refused():
    given(MIRT_REGISTERED, SHARE_DEFINED).when(replace(PUBLISH, as_shown="something else")).refused(NotAsShown)


def test_a_school_is_assigned_to_an_open_area():
    given(MIRT_REGISTERED, NORTH_DRAWN).when(INTO_NORTH).then(GIVEN_NORTH)


def test_a_school_that_is_there_already_stays():
    given(MIRT_REGISTERED, NORTH_DRAWN, GIVEN_NORTH).when(INTO_NORTH).then()
    given(MIRT_REGISTERED).when(AssignSchoolToArea(MIRT, None)).then()


def test_the_map_decides_again_when_staff_let_go():
    given(MIRT_REGISTERED, GIVEN_NORTH).when(AssignSchoolToArea(MIRT, None)).then(
        SchoolAssignedToArea(school_id=MIRT, area_id=None)
    )


def test_a_closed_or_unknown_area_takes_no_schools():
    given(MIRT_REGISTERED, NORTH_DRAWN, NORTH_CLOSED).when(INTO_NORTH).refused(AreaNotOpen)
    given(MIRT_REGISTERED).when(AssignSchoolToArea(MIRT, AreaId("nergens"))).refused(AreaNotOpen)


def test_after_an_area_closed_and_came_back_a_school_can_be_assigned_anew():
    given(MIRT_REGISTERED, NORTH_DRAWN, GIVEN_NORTH, NORTH_CLOSED, NORTH_DRAWN).when(INTO_NORTH).then(GIVEN_NORTH)


def test_an_unknown_school_is_not_assigned():
    given(NORTH_DRAWN).when(INTO_NORTH).refused(SchoolUnknown)


def test_a_contact_person_is_named_once():
    given(MIRT_REGISTERED).when(NameContact(MIRT, SANNE)).then(SANNE_NAMED)
    given(MIRT_REGISTERED, SANNE_NAMED).when(NameContact(MIRT, SANNE)).then()


def test_another_contact_person_or_nobody_takes_their_place():
    given(MIRT_REGISTERED, SANNE_NAMED).when(NameContact(MIRT, MO)).then(ContactNamed(school_id=MIRT, person_id=MO))
    given(MIRT_REGISTERED, SANNE_NAMED).when(NameContact(MIRT, None)).then(ContactNamed(school_id=MIRT, person_id=None))


def test_an_unknown_school_has_no_contact_person():
    given().when(NameContact(MIRT, SANNE)).refused(NoSuchSchool)


def test_an_indicator_that_others_defined_is_no_part_of_this_decision():
    other = replace(SHARE_DEFINED, indicator_id=IndicatorId("anders"))
    given(other).when(DEFINE).then(SHARE_DEFINED)
