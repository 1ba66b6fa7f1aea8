# SPDX-License-Identifier: EUPL-1.2
"""Changing, moving, giving back, cancelling a group, attendance, erasure, releases, reminders, phone calls."""

from dataclasses import replace
from datetime import timedelta

from app.bookings.decide.cancel_bookings_of_group import CancelBookingsOfGroup
from app.bookings.decide.change_party import OfferStands
from app.bookings.decide.erase_party import EraseParty
from app.bookings.decide.pass_on_release import PassOnRelease
from app.bookings.decide.places import (
    BookingClosed,
    NotEnoughPlaces,
    NotOnThisGroup,
    OthersWaitBefore,
    PartyTooLarge,
    TourGroupLeft,
    TourGroupNotGoing,
)
from app.bookings.decide.record_attendance import NotTheDayYet, RecordAttendance
from app.bookings.decide.remind_parties import RemindParties
from app.bookings.decide.tell_party import TellParty
from app.bookings.events import (
    AttendanceRecorded,
    BookingMoved,
    PartyChanged,
    PartyReminded,
    PartyTold,
    PersonalDataErased,
    PromiseChanged,
)
from app.bookings.values import Promise, Why
from app.kernel.values import Party
from tests.bookings.samples import (
    AMINA,
    BLUE,
    BRAM,
    CHIARA,
    DANA,
    DEPARTS,
    FOUR,
    ONE,
    PUBLISHED,
    RED,
    RED_CANCELLED,
    RED_GROUP,
    SATURDAY,
    SIX,
    TERMS,
    THREE,
    TWO,
    booked,
    cancelled,
    changes,
    gives_back,
    left,
    moves,
    offer_ended,
    offered,
    released,
    waits,
)
from tests.story import given

AMINA_FOUR = (PUBLISHED, booked(AMINA, FOUR))


def changed(who, party, group=RED):
    return PartyChanged(booking_id=who, carrousel_id=SATURDAY, tour_group_id=group, party=party)


def moved(who, party):
    return BookingMoved(
        booking_id=who, carrousel_id=SATURDAY, from_tour_group_id=RED, to_tour_group_id=BLUE, party=party
    )


def test_a_party_can_grow_into_free_places():
    given(*AMINA_FOUR).when(changes(AMINA, SIX)).then(changed(AMINA, SIX))


def test_a_party_cannot_grow_beyond_the_places():
    given(*AMINA_FOUR, booked(BRAM, ONE)).when(changes(AMINA, SIX)).refused(NotEnoughPlaces, free=1)


def test_a_party_does_not_grow_before_who_waits_for_it():
    facts = (*AMINA_FOUR, waits(BRAM, TWO))
    given(*facts).when(changes(AMINA, SIX)).refused(OthersWaitBefore)


def test_the_same_party_again_is_nothing():
    given(*AMINA_FOUR).when(changes(AMINA, FOUR)).then()


def test_a_party_with_an_offer_answers_that_first():
    facts = (PUBLISHED, booked(BRAM, SIX), waits(AMINA, TWO), cancelled(BRAM), offered(AMINA, TWO, 6))
    given(*facts).when(changes(AMINA, ONE)).refused(OfferStands)


def test_a_waiting_party_that_shrinks_may_get_its_offer_at_once():
    facts = (PUBLISHED, booked(BRAM, FOUR), waits(AMINA, THREE))
    given(*facts).when(changes(AMINA, TWO)).then(changed(AMINA, TWO), offered(AMINA, TWO, 2))


def test_a_waiting_party_keeps_its_turn_when_it_changes():
    facts = (PUBLISHED, booked(BRAM, SIX), waits(AMINA, ONE), waits(CHIARA, TWO), changed(AMINA, TWO))
    given(*facts).when(changes(BRAM, FOUR)).then(changed(BRAM, FOUR), offered(AMINA, TWO, 2))


def test_a_waiting_party_does_not_outgrow_the_group():
    given(PUBLISHED, booked(BRAM, SIX), waits(AMINA, ONE)).when(changes(AMINA, Party(7))).refused(PartyTooLarge)


def test_growing_ends_when_booking_closes_and_shrinking_when_the_group_leaves():
    late = DEPARTS - timedelta(minutes=30)
    given(*AMINA_FOUR).when(changes(AMINA, SIX), now=late).refused(BookingClosed)
    given(*AMINA_FOUR).when(changes(AMINA, ONE), now=late).then(changed(AMINA, ONE))
    given(*AMINA_FOUR).when(changes(AMINA, ONE), now=DEPARTS).refused(TourGroupLeft)


def test_only_who_is_there_can_change():
    given(PUBLISHED).when(changes(AMINA, ONE)).refused(NotOnThisGroup)


def test_a_party_moves_to_another_group():
    given(*AMINA_FOUR).when(moves(AMINA)).then(moved(AMINA, FOUR))


def test_a_party_does_not_move_to_a_full_group():
    given(*AMINA_FOUR, booked(BRAM, ONE, BLUE)).when(moves(AMINA)).refused(NotEnoughPlaces, free=3)


def test_a_party_that_moved_is_there():
    given(*AMINA_FOUR, moved(AMINA, FOUR)).when(moves(AMINA)).then()


def test_a_party_does_not_move_before_who_waits_there():
    given(PUBLISHED, booked(AMINA, TWO), waits(BRAM, TWO, BLUE)).when(moves(AMINA)).refused(OthersWaitBefore)


def test_a_waiting_party_exchanges_its_turn_for_places_elsewhere():
    facts = (PUBLISHED, booked(BRAM, SIX), waits(AMINA, TWO))
    given(*facts).when(moves(AMINA)).then(left(AMINA), booked(AMINA, TWO, BLUE))


def test_a_party_that_is_nowhere_does_not_move():
    given(PUBLISHED).when(moves(AMINA)).refused(NotOnThisGroup)


def test_nobody_moves_off_or_onto_a_group_that_does_not_go():
    given(*AMINA_FOUR, RED_CANCELLED).when(moves(AMINA)).refused(TourGroupNotGoing)


def test_places_can_be_given_back():
    given(*AMINA_FOUR).when(gives_back(AMINA)).then(cancelled(AMINA))


def test_places_are_given_back_once():
    given(*AMINA_FOUR, cancelled(AMINA)).when(gives_back(AMINA)).then()


def test_nothing_is_given_back_after_departure():
    given(*AMINA_FOUR).when(gives_back(AMINA), now=DEPARTS).refused(TourGroupLeft)


def test_who_holds_no_places_gives_none_back():
    given(PUBLISHED).when(gives_back(AMINA)).refused(NotOnThisGroup)


EVERYBODY = (
    PUBLISHED,
    booked(AMINA, FOUR),
    booked(BRAM, TWO),
    waits(CHIARA, TWO),
    waits(DANA, SIX),
    cancelled(BRAM),
    offered(CHIARA, TWO, 2),
)


def test_a_cancelled_group_lets_everybody_go():
    gone = Why.GROUP_CANCELLED
    given(*EVERYBODY, RED_CANCELLED).when(CancelBookingsOfGroup(SATURDAY, RED)).then(
        cancelled(AMINA, gone), offer_ended(CHIARA, gone), left(DANA, gone)
    )


def test_a_group_that_goes_keeps_everybody():
    given(*EVERYBODY).when(CancelBookingsOfGroup(SATURDAY, RED)).then()


def test_everybody_is_let_go_once():
    gone = Why.GROUP_CANCELLED
    facts = (PUBLISHED, booked(AMINA, FOUR), RED_CANCELLED, cancelled(AMINA, gone))
    given(*facts).when(CancelBookingsOfGroup(SATURDAY, RED)).then()


def came(people):
    return AttendanceRecorded(booking_id=AMINA, carrousel_id=SATURDAY, tour_group_id=RED, people=people)


def test_attendance_is_noted_on_the_day():
    given(*AMINA_FOUR).when(RecordAttendance(AMINA, SATURDAY, RED, 3), now=DEPARTS).then(came(3))


def test_attendance_is_not_noted_before_the_day():
    given(*AMINA_FOUR).when(RecordAttendance(AMINA, SATURDAY, RED, 3)).refused(NotTheDayYet)


def test_the_same_attendance_is_noted_once_and_another_corrects_it():
    given(*AMINA_FOUR, came(3)).when(RecordAttendance(AMINA, SATURDAY, RED, 3), now=DEPARTS).then()
    given(*AMINA_FOUR, came(3)).when(RecordAttendance(AMINA, SATURDAY, RED, 4), now=DEPARTS).then(came(4))


def test_attendance_is_of_who_was_booked_on_a_group_that_went():
    given(PUBLISHED).when(RecordAttendance(AMINA, SATURDAY, RED, 3), now=DEPARTS).refused(NotOnThisGroup)
    given(*AMINA_FOUR, RED_CANCELLED).when(RecordAttendance(AMINA, SATURDAY, RED, 3), now=DEPARTS).refused(
        TourGroupNotGoing
    )


def erases(who, group=RED):
    return EraseParty(who, SATURDAY, group, Why.PARTY, TERMS)


def erased(who):
    return PersonalDataErased(booking_id=who, why=Why.PARTY)


def test_erasing_ends_a_booking_that_is_still_to_come_and_frees_its_places():
    facts = (*AMINA_FOUR, booked(BRAM, TWO), waits(CHIARA, TWO))
    given(*facts).when(erases(AMINA)).then(cancelled(AMINA, Why.FORGOTTEN), offered(CHIARA, TWO, 4), erased(AMINA))


def test_erasing_ends_waiting_and_an_offer():
    given(PUBLISHED, booked(BRAM, SIX), waits(AMINA, TWO)).when(erases(AMINA)).then(
        left(AMINA, Why.FORGOTTEN), erased(AMINA)
    )
    facts = (PUBLISHED, booked(BRAM, SIX), waits(AMINA, TWO), cancelled(BRAM), offered(AMINA, TWO, 6))
    given(*facts).when(erases(AMINA)).then(offer_ended(AMINA, Why.FORGOTTEN), erased(AMINA))


def test_erasing_after_the_tour_leaves_the_count_alone():
    given(*AMINA_FOUR).when(erases(AMINA), now=DEPARTS + timedelta(days=1)).then(erased(AMINA))


def test_erasing_what_was_cancelled_erases_only():
    given(*AMINA_FOUR, cancelled(AMINA)).when(erases(AMINA)).then(erased(AMINA))


def test_data_are_erased_once():
    given(*AMINA_FOUR, cancelled(AMINA, Why.FORGOTTEN), erased(AMINA)).when(erases(AMINA)).then()


def test_erasing_looks_where_the_party_is_now():
    given(*AMINA_FOUR, moved(AMINA, FOUR)).when(erases(AMINA, RED)).refused(NotOnThisGroup)
    given(*AMINA_FOUR, moved(AMINA, FOUR)).when(erases(AMINA, BLUE)).then(
        cancelled(AMINA, Why.FORGOTTEN, BLUE), erased(AMINA)
    )
    given(PUBLISHED).when(erases(AMINA)).refused(NotOnThisGroup)


LATER = timedelta(hours=1)
AN_HOUR_LATER = replace(
    RED_GROUP,
    departs_at=RED_GROUP.departs_at + LATER,
    back_at=RED_GROUP.back_at + LATER,
    visits=tuple(replace(v, starts_at=v.starts_at + LATER, ends_at=v.ends_at + LATER) for v in RED_GROUP.visits),
)


def promise_changed(who, *what, release=2):
    return PromiseChanged(booking_id=who, carrousel_id=SATURDAY, tour_group_id=RED, release=release, changed=what)


def test_a_release_is_passed_on_to_whom_it_affects():
    facts = (*AMINA_FOUR, waits(BRAM, THREE), booked(CHIARA, TWO, BLUE), released(2, red=AN_HOUR_LATER))
    given(*facts).when(PassOnRelease(SATURDAY, RED)).then(
        promise_changed(AMINA, Promise.TIME), promise_changed(BRAM, Promise.TIME)
    )
    given(*facts).when(PassOnRelease(SATURDAY, BLUE)).then()


def test_more_places_or_another_guide_are_no_news_for_who_goes_along():
    given(*AMINA_FOUR, released(2, red=replace(RED_GROUP, places=20))).when(PassOnRelease(SATURDAY, RED)).then()


def test_every_way_in_which_a_promise_can_change_is_named():
    week = timedelta(days=7)
    other = replace(
        RED_GROUP,
        departs_at=RED_GROUP.departs_at + week + LATER,
        back_at=RED_GROUP.back_at + week + LATER,
        visits=RED_GROUP.visits[::-1],
        meeting_point=replace(RED_GROUP.meeting_point, school_id=None),
        way=PUBLISHED.groups[1].way,
        language=PUBLISHED.groups[1].language,
        step_free=False,
    )
    given(*AMINA_FOUR, released(2, red=other)).when(PassOnRelease(SATURDAY, RED)).then(promise_changed(AMINA, *Promise))


def test_a_release_is_passed_on_once():
    facts = (*AMINA_FOUR, released(2, red=AN_HOUR_LATER), promise_changed(AMINA, Promise.TIME))
    given(*facts).when(PassOnRelease(SATURDAY, RED)).then()


def test_two_releases_that_cancel_each_other_out_are_no_news():
    given(*AMINA_FOUR, released(2, red=AN_HOUR_LATER), released(3)).when(PassOnRelease(SATURDAY, RED)).then()


def reminded(who):
    return PartyReminded(booking_id=who, carrousel_id=SATURDAY, tour_group_id=RED)


def test_who_is_booked_is_reminded_and_who_waits_is_not():
    facts = (*AMINA_FOUR, waits(BRAM, THREE))
    given(*facts).when(RemindParties(SATURDAY, RED, DEPARTS)).then(reminded(AMINA))


def test_a_party_is_reminded_once_unless_the_tour_moves():
    given(*AMINA_FOUR, reminded(AMINA)).when(RemindParties(SATURDAY, RED, DEPARTS)).then()
    facts = (*AMINA_FOUR, reminded(AMINA), released(2, red=AN_HOUR_LATER), promise_changed(AMINA, Promise.TIME))
    given(*facts).when(RemindParties(SATURDAY, RED, AN_HOUR_LATER.departs_at)).then(reminded(AMINA))


def test_nobody_is_reminded_of_what_moved_left_or_was_cancelled():
    given(*AMINA_FOUR, released(2, red=AN_HOUR_LATER)).when(RemindParties(SATURDAY, RED, DEPARTS)).then()
    given(*AMINA_FOUR).when(RemindParties(SATURDAY, RED, DEPARTS), now=DEPARTS).then()
    given(*AMINA_FOUR, RED_CANCELLED).when(RemindParties(SATURDAY, RED, DEPARTS)).then()


def told(who):
    return PartyTold(booking_id=who, carrousel_id=SATURDAY, tour_group_id=RED)


def test_a_phone_call_about_news_is_ticked_off_once():
    facts = (PUBLISHED, booked(BRAM, SIX), waits(AMINA, TWO), cancelled(BRAM), offered(AMINA, TWO, 6))
    given(*facts).when(TellParty(AMINA, SATURDAY, RED)).then(told(AMINA))
    given(*facts, told(AMINA)).when(TellParty(AMINA, SATURDAY, RED)).then()


def test_without_news_there_is_nothing_to_tick_off():
    given(*AMINA_FOUR).when(TellParty(AMINA, SATURDAY, RED)).then()
