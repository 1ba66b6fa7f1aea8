# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about a carrousel: it happens, it is refused, or it is already so."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bookings.events import BookingCancelled, BookingMoved, PartyChanged, PlacesBooked, PlacesOffered
from app.bookings.values import Channel, Desk, Why
from app.carrousels.decide.adopt_day_plan import AdoptDayPlan, PlanDoesNotHold
from app.carrousels.decide.asking import AlreadyPublished, CarrouselIsOver, NoSuchCarrousel, NotPublished
from app.carrousels.decide.cancel_carrousel import CancelCarrousel
from app.carrousels.decide.cancel_tour_group import CancelTourGroup
from app.carrousels.decide.discard_draft import DiscardDraft
from app.carrousels.decide.draft_carrousel import DateHasPassed, DraftCarrousel
from app.carrousels.decide.drop_tour_group import DropTourGroup
from app.carrousels.decide.form_tour_group import (
    BackBeforeLeaving,
    ColourTaken,
    FormTourGroup,
    MustAndAvoid,
    TourGroupIsCancelled,
)
from app.carrousels.decide.let_school_take_part import LetSchoolTakePart, NoWindowLongEnough, RoomsAndSharing
from app.carrousels.decide.let_school_withdraw import LetSchoolWithdraw
from app.carrousels.decide.move_carrousel import HoursLeaveTheDay, MoveCarrousel, MovedMeanwhile
from app.carrousels.decide.publish_carrousel import (
    DayHasBegun,
    DraftChangedMeanwhile,
    FewerPlacesThanBooked,
    NoPlanYet,
    NothingChanged,
    PublishCarrousel,
    ReleasedMeanwhile,
)
from app.carrousels.decide.snapshot import fingerprint
from app.carrousels.events import SchoolTookPart, TourGroupFormed
from app.carrousels.state import Carrousel
from app.carrousels.values import Colour, Reason
from app.kernel.commands import fold
from app.kernel.ids import BookingId, TourGroupId
from app.kernel.values import Daypart, Hours, Language, Party
from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BLUE_DROPPED,
    BLUE_FORMED,
    BLUE_GROUP,
    BLUE_OUTING,
    BRUG,
    BRUG_WITHDREW,
    BRUNNEPE,
    FIRST_RELEASE,
    HOUR_LATER,
    MARCH_16,
    MORNING,
    PLAN_ADOPTED,
    PUBLISHED,
    READY,
    RED,
    RED_FORMED,
    RED_GROUP,
    RED_OUTING,
    SCHAKEL,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
    SPRING_DISCARDED,
    SPRING_DRAFTED,
    TOOK_PART,
    release_of,
)  # fmt: skip
from tests.story import given

DRAFT = DraftCarrousel(carrousel_id=SPRING, area_id=BRUNNEPE, on=MARCH_16, daypart=Daypart.MORNING)
TAKE_PART = LetSchoolTakePart(carrousel_id=SPRING, school_id=SCHAKEL, availability=MORNING)
FORM_RED = FormTourGroup(carrousel_id=SPRING, group=RED_GROUP)
ADOPT = AdoptDayPlan(carrousel_id=SPRING, outings=PLAN_ADOPTED.outings)
MOVE = MoveCarrousel(carrousel_id=SPRING, on=MARCH_16, daypart=Daypart.MORNING, later=60, nth=1)
PUBLISH = PublishCarrousel(carrousel_id=SPRING, release=1)
BIGGER = TourGroupFormed(carrousel_id=SPRING, group=replace(BLUE_GROUP, places=14))
PUBLISH_AGAIN = PublishCarrousel(carrousel_id=SPRING, release=2)
CANCEL_BLUE = CancelTourGroup(carrousel_id=SPRING, tour_group_id=BLUE, reason=Reason.GUIDE_ILL)
CANCEL = CancelCarrousel(carrousel_id=SPRING, reason=Reason.WEATHER)
AMINA = BookingId("amina")


def amina_booked(people: int, prams: int = 0) -> PlacesBooked:
    return PlacesBooked(
        booking_id=AMINA, carrousel_id=SPRING, tour_group_id=RED, party=Party(people, 0, prams),
        language=Language.DUTCH, desk=Desk.WEB, channel=Channel.UNKNOWN,
    )  # fmt: skip


def smaller(places: int, prams: int = 4) -> TourGroupFormed:
    return TourGroupFormed(carrousel_id=SPRING, group=replace(RED_GROUP, places=places, prams=prams))


class TestDrafting:
    def test_a_carrousel_begins_as_a_draft(self):
        given().when(DRAFT).then(SPRING_DRAFTED)

    def test_asking_twice_begins_one(self):
        given(SPRING_DRAFTED).when(DRAFT).then()

    def test_no_carrousel_begins_in_the_past(self):
        given().when(replace(DRAFT, on=date(2027, 1, 10))).refused(DateHasPassed, on=date(2027, 1, 10))

    def test_a_draft_is_thrown_away_once(self):
        given(SPRING_DRAFTED).when(DiscardDraft(carrousel_id=SPRING)).then(SPRING_DISCARDED)
        given(SPRING_DRAFTED, SPRING_DISCARDED).when(DiscardDraft(carrousel_id=SPRING)).then()

    def test_what_was_published_is_not_thrown_away(self):
        given(*PUBLISHED).when(DiscardDraft(carrousel_id=SPRING)).refused(AlreadyPublished)

    def test_what_is_not_there_is_not_thrown_away(self):
        given().when(DiscardDraft(carrousel_id=SPRING)).refused(NoSuchCarrousel)


class TestMoving:
    def test_everything_shifts_along(self):
        given(*READY).when(MOVE).then(HOUR_LATER)
        moved = release_of(*READY, HOUR_LATER)
        assert {
            (g.departs_at - b.departs_at).seconds for g, b in zip(moved.groups, FIRST_RELEASE.groups, strict=True)
        } == {3600}

    def test_the_same_move_twice_moves_once(self):
        given(*READY, HOUR_LATER).when(MOVE).then()

    def test_somebody_elses_move_in_between_is_not_overlooked(self):
        given(*READY, HOUR_LATER).when(replace(MOVE, later=30)).refused(MovedMeanwhile)

    def test_a_move_to_where_it_is_changes_nothing(self):
        given(*READY).when(replace(MOVE, later=0)).then()

    @pytest.mark.parametrize("later", [720, -600])
    def test_no_hour_leaves_the_day(self, later):
        given(*READY).when(replace(MOVE, later=later)).refused(HoursLeaveTheDay)

    def test_no_carrousel_moves_to_the_past(self):
        given(*READY).when(replace(MOVE, on=date(2027, 1, 10))).refused(DateHasPassed)

    def test_what_is_over_does_not_move(self):
        given(*PUBLISHED, SPRING_CANCELLED).when(MOVE).refused(CarrouselIsOver)


class TestSchools:
    def test_a_school_takes_part(self):
        given(SPRING_DRAFTED).when(TAKE_PART).then(TOOK_PART[0])

    def test_the_same_word_twice_is_one_fact(self):
        given(SPRING_DRAFTED, *TOOK_PART).when(TAKE_PART).then()

    def test_the_newest_word_counts(self):
        wider = replace(MORNING, visitors=60)
        changed = SchoolTookPart(carrousel_id=SPRING, school_id=SCHAKEL, availability=wider)
        given(SPRING_DRAFTED, *TOOK_PART).when(replace(TAKE_PART, availability=wider)).then(changed)
        given(SPRING_DRAFTED, *TOOK_PART, changed).when(TAKE_PART).then(TOOK_PART[0])

    def test_a_presentation_has_to_fit(self):
        short = replace(MORNING, windows=(Hours(525, 540), Hours(600, 620)))
        given(SPRING_DRAFTED).when(replace(TAKE_PART, availability=short)).refused(NoWindowLongEnough)

    def test_a_school_has_rooms_or_lets_groups_share(self):
        both = replace(MORNING, rooms=2, groups_together=2)
        given(SPRING_DRAFTED).when(replace(TAKE_PART, availability=both)).refused(RoomsAndSharing)

    def test_a_school_of_no_carrousel_takes_no_part(self):
        given().when(TAKE_PART).refused(NoSuchCarrousel)

    def test_a_school_withdraws_once(self):
        withdraw = LetSchoolWithdraw(carrousel_id=SPRING, school_id=BRUG)
        given(SPRING_DRAFTED, *TOOK_PART).when(withdraw).then(BRUG_WITHDREW)
        given(SPRING_DRAFTED, *TOOK_PART, BRUG_WITHDREW).when(withdraw).then()
        given(*PUBLISHED, SPRING_CANCELLED).when(withdraw).refused(CarrouselIsOver)


class TestGroups:
    def test_a_group_is_formed_once(self):
        given(SPRING_DRAFTED).when(FORM_RED).then(RED_FORMED)
        given(SPRING_DRAFTED, RED_FORMED).when(FORM_RED).then()

    def test_two_groups_never_have_one_colour(self):
        red_too = replace(BLUE_GROUP, colour=Colour.RED)
        given(SPRING_DRAFTED, RED_FORMED).when(replace(FORM_RED, group=red_too)).refused(ColourTaken, colour=Colour.RED)

    def test_a_school_is_not_wanted_and_avoided(self):
        torn = replace(RED_GROUP, must=(SCHAKEL,), avoid=(BRUG, SCHAKEL))
        given(SPRING_DRAFTED).when(replace(FORM_RED, group=torn)).refused(MustAndAvoid, schools=(SCHAKEL,))

    def test_a_group_comes_back_after_it_leaves(self):
        back = replace(RED_GROUP, back_before=500)
        given(SPRING_DRAFTED).when(replace(FORM_RED, group=back)).refused(BackBeforeLeaving)

    def test_a_cancelled_group_does_not_come_back(self):
        given(*PUBLISHED, BLUE_CANCELLED).when(replace(FORM_RED, group=BLUE_GROUP)).refused(TourGroupIsCancelled)

    def test_a_group_that_nobody_saw_is_dropped_once(self):
        drop = DropTourGroup(carrousel_id=SPRING, tour_group_id=BLUE)
        given(*READY).when(drop).then(BLUE_DROPPED)
        given(*READY, BLUE_DROPPED).when(drop).then()
        given(*PUBLISHED).when(drop).refused(AlreadyPublished)


class TestAdopting:
    def test_a_plan_that_holds_is_adopted_once(self):
        given(*READY[:-1]).when(ADOPT).then(PLAN_ADOPTED)
        given(*READY).when(ADOPT).then()

    def test_a_plan_that_does_not_hold_is_refused(self):
        alone = replace(ADOPT, outings=(RED_OUTING,))
        given(*READY[:-1]).when(alone).refused(PlanDoesNotHold)

    def test_a_plan_for_what_is_over_is_refused(self):
        given(*PUBLISHED, SPRING_CANCELLED).when(ADOPT).refused(CarrouselIsOver)


class TestPublishing:
    def test_what_was_looked_at_is_published(self):
        looked = replace(PUBLISH, seen=fingerprint(fold(Carrousel(), READY)))
        given(*READY).when(looked).then(FIRST_RELEASE)
        given(*PUBLISHED).when(looked).then()

    @pytest.mark.parametrize("meanwhile", [HOUR_LATER, BIGGER, BLUE_DROPPED], ids=["moved", "bigger", "dropped"])
    def test_what_nobody_looked_at_is_not_published(self, meanwhile):
        looked = replace(PUBLISH, seen=fingerprint(fold(Carrousel(), READY)))
        given(*READY, meanwhile).when(looked).refused(DraftChangedMeanwhile)

    def test_a_plan_that_holds_becomes_a_release(self):
        given(*READY).when(PUBLISH).then(FIRST_RELEASE)

    def test_a_double_click_publishes_once(self):
        given(*PUBLISHED).when(PUBLISH).then()

    def test_a_release_says_moments_in_utc(self):
        assert FIRST_RELEASE.groups[0].departs_at == datetime(2027, 3, 16, 7, 50, tzinfo=UTC)

    def test_a_move_becomes_the_next_release(self):
        given(*PUBLISHED, HOUR_LATER).when(PUBLISH_AGAIN).then(SECOND_RELEASE)

    def test_without_a_plan_there_is_nothing_to_publish(self):
        given(SPRING_DRAFTED, *TOOK_PART, RED_FORMED).when(PUBLISH).refused(NoPlanYet)

    @pytest.mark.parametrize("later", [BRUG_WITHDREW, smaller(31)], ids=["school gone", "group too big"])
    def test_a_plan_that_no_longer_holds_is_not_published(self, later):
        given(*READY, later).when(PUBLISH).refused(PlanDoesNotHold)

    def test_nothing_new_is_not_published_again(self):
        given(*PUBLISHED).when(PUBLISH_AGAIN).refused(NothingChanged)
        given(*PUBLISHED, BLUE_CANCELLED).when(PUBLISH_AGAIN).refused(NothingChanged)

    def test_somebody_elses_release_is_not_overlooked(self):
        given(*PUBLISHED, HOUR_LATER, SECOND_RELEASE).when(PUBLISH).refused(ReleasedMeanwhile, release=2)

    def test_a_day_that_has_begun_is_not_published(self):
        given(*READY).when(PUBLISH, now=datetime(2027, 3, 16, 7, 50, tzinfo=UTC)).refused(DayHasBegun)

    def test_a_cancelled_group_is_in_no_later_release(self):
        release = PUBLISH_AGAIN
        told = (*PUBLISHED, BLUE_CANCELLED, HOUR_LATER)
        given(*told).when(release).then(release_of(*told))
        assert [g.tour_group_id for g in release_of(*told).groups] == [RED]

    def test_a_group_never_gets_fewer_places_than_are_held(self):
        told = (*PUBLISHED, amina_booked(6, 2))
        given(*told, smaller(5)).when(PUBLISH_AGAIN).refused(FewerPlacesThanBooked, people=6, tour_group_id=RED)
        given(*told, smaller(6, prams=1)).when(PUBLISH_AGAIN).refused(FewerPlacesThanBooked, prams=2)
        given(*told, smaller(6, prams=2)).when(PUBLISH_AGAIN).then(release_of(*PUBLISHED, smaller(6, prams=2)))

    def test_places_are_counted_through_changes_moves_and_offers(self):
        about = {"booking_id": AMINA, "carrousel_id": SPRING}
        grown = PartyChanged(**about, tour_group_id=RED, party=Party(8))
        moved = BookingMoved(**about, from_tour_group_id=RED, to_tour_group_id=BLUE, party=Party(8))
        gone = BookingCancelled(**about, tour_group_id=BLUE, why=Why.PARTY)
        offered = PlacesOffered(
            booking_id=BookingId("bram"), carrousel_id=SPRING, tour_group_id=RED, party=Party(7), free=9,
            until=datetime(2027, 2, 1, tzinfo=UTC),
        )  # fmt: skip
        told = (*PUBLISHED, smaller(6), amina_booked(4))
        allowed = release_of(*PUBLISHED, smaller(6))
        given(*told).when(PUBLISH_AGAIN).then(allowed)
        given(*told, grown).when(PUBLISH_AGAIN).refused(FewerPlacesThanBooked, people=8)
        given(*told, grown, moved).when(PUBLISH_AGAIN).then(allowed)
        given(*told, grown, moved, gone).when(PUBLISH_AGAIN).then(allowed)
        given(*told, offered).when(PUBLISH_AGAIN).refused(FewerPlacesThanBooked, people=11)


class TestCancelling:
    def test_a_published_group_is_cancelled_once(self):
        given(*PUBLISHED).when(CANCEL_BLUE).then(BLUE_CANCELLED)
        given(*PUBLISHED, BLUE_CANCELLED).when(CANCEL_BLUE).then()

    def test_a_group_that_nobody_saw_is_not_cancelled(self):
        given(*READY).when(CANCEL_BLUE).refused(NotPublished)
        unknown = replace(CANCEL_BLUE, tour_group_id=TourGroupId("nobody"))
        given(*PUBLISHED).when(unknown).refused(NotPublished)

    def test_a_carrousel_is_cancelled_with_all_its_groups_once(self):
        given(*PUBLISHED).when(CANCEL).then(SPRING_CANCELLED)
        given(*PUBLISHED, SPRING_CANCELLED).when(CANCEL).then()

    def test_groups_that_were_cancelled_before_are_not_cancelled_again(self):
        given(*PUBLISHED, BLUE_CANCELLED).when(CANCEL).then(replace(SPRING_CANCELLED, tour_group_ids=(RED,)))

    def test_a_draft_is_not_cancelled(self):
        given(*READY).when(CANCEL).refused(NotPublished)

    def test_nothing_is_published_after_it_was_cancelled(self):
        given(*PUBLISHED, SPRING_CANCELLED, BLUE_FORMED).when(PUBLISH_AGAIN).refused(CarrouselIsOver)


def test_every_outing_of_the_samples_is_used():
    assert {RED_OUTING, BLUE_OUTING} == set(PLAN_ADOPTED.outings)
