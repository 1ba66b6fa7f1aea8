# SPDX-License-Identifier: EUPL-1.2
"""Whatever people ask, in whatever order: never more than the places, and nobody that fits is passed over."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.bookings.decide.accept_offer import AcceptOffer
from app.bookings.decide.decline_offer import DeclineOffer
from app.bookings.decide.erase_party import EraseParty
from app.bookings.decide.lapse_offer import LapseOffer
from app.bookings.decide.leave_waiting_list import LeaveWaitingList
from app.bookings.decide.offer_freed_places import OfferFreedPlaces
from app.bookings.events import PartyPassedOver, PlacesOffered
from app.bookings.values import Why
from app.kernel.commands import Refused, fold
from app.kernel.ids import BookingId
from app.kernel.values import Party
from tests.bookings.samples import (
    BLUE,
    BLUE_GROUP,
    DEPARTS,
    MONDAY,
    PUBLISHED,
    RED,
    RED_GROUP,
    SATURDAY,
    TERMS,
    books,
    changes,
    gives_back,
    moves,
    released,
)

PARTIES = st.builds(Party, st.integers(1, 4), st.integers(0, 2), st.integers(0, 2))
GROUPS = st.sampled_from([RED, BLUE])
WHO = st.integers(0, 30)


class Town(RuleBasedStateMachine):
    """The model: per group a dict of who holds what and a list of who waits, read from the facts as people would."""

    def __init__(self):
        super().__init__()
        self.facts = [PUBLISHED]
        self.places = {RED: (6, 2), BLUE: (4, 1)}
        self.held = {RED: {}, BLUE: {}}
        self.queue = {RED: [], BLUE: []}
        self.sizes = {}
        self.count, self.release = 0, 1
        self.now = MONDAY

    def ask(self, command):
        boundary = command.boundary()
        state = fold(command.state(), [f for f in self.facts if boundary.holds(f)])
        try:
            events = command.decide(state, self.now)
        except Refused:
            return ()
        for event in events:
            self.facts.append(event)
            self.hear(event)
        return events

    def hear(self, e):
        name, group = e.name.partition(".")[2], getattr(e, "tour_group_id", None)
        if name in ("places-booked", "offer-accepted"):
            self.held[group][e.booking_id] = e.party
        elif name == "waiting-list-joined":
            self.queue[group].append(e.booking_id)
            self.sizes[e.booking_id] = e.party
        elif name == "party-changed":
            if e.booking_id in self.held[group]:
                self.held[group][e.booking_id] = e.party
            self.sizes[e.booking_id] = e.party
        elif name == "booking-moved":
            del self.held[e.from_tour_group_id][e.booking_id]
            self.held[e.to_tour_group_id][e.booking_id] = e.party
        elif name in ("booking-cancelled", "offer-ended"):
            del self.held[group][e.booking_id]
        elif name == "waiting-list-left":
            self.queue[group].remove(e.booking_id)
        elif name == "places-offered":
            people, prams = self.free(group)
            assert e.party == self.sizes[e.booking_id], "all of the party or nobody"
            assert e.party.people <= people, "an offer is only for who fits"
            assert e.party.prams <= prams, "an offer is only for who fits"
            before = self.queue[group][: self.queue[group].index(e.booking_id)]
            for other in before:
                size = self.sizes[other]
                assert size.people > people or size.prams > prams, "nobody that fits is passed over"
            self.queue[group].remove(e.booking_id)
            self.held[group][e.booking_id] = e.party
        elif name == "party-passed-over":
            size = self.sizes[e.booking_id]
            assert size.people > e.free or size.prams > e.free_prams, "only who does not fit is passed over"

    def free(self, group):
        places, prams = self.places[group]
        held = self.held[group].values()
        return places - sum(p.people for p in held), prams - sum(p.prams for p in held)

    def somebody(self, number):
        return BookingId(f"party-{number % max(self.count, 1)}")

    @rule(party=PARTIES, group=GROUPS, or_wait=st.booleans())
    def book(self, party, group, or_wait):
        who = BookingId(f"party-{self.count}")
        self.count += 1
        self.ask(books(who, party, group, or_wait=or_wait))

    @rule(who=WHO, party=PARTIES, group=GROUPS)
    def book_again(self, who, party, group):
        who = self.somebody(who)
        known = any(who in self.held[g] or who in self.queue[g] for g in self.held)
        events = self.ask(books(who, party, group, or_wait=True))
        assert not (known and events), "the same booking is made once"

    @rule(who=WHO, group=GROUPS, party=PARTIES)
    def change(self, who, group, party):
        self.ask(changes(self.somebody(who), party, group))

    @rule(who=WHO, old=GROUPS)
    def move(self, who, old):
        self.ask(moves(self.somebody(who), old, BLUE if old == RED else RED))

    @rule(who=WHO, group=GROUPS)
    def give_back(self, who, group):
        self.ask(gives_back(self.somebody(who), group))

    @rule(who=WHO, group=GROUPS)
    def leave(self, who, group):
        self.ask(LeaveWaitingList(self.somebody(who), SATURDAY, group, Why.PARTY))

    @rule(who=WHO, group=GROUPS, yes=st.booleans())
    def answer(self, who, group, yes):
        who = self.somebody(who)
        no = DeclineOffer(who, SATURDAY, group, Why.PARTY, TERMS)
        self.ask(AcceptOffer(who, SATURDAY, group) if yes else no)

    @rule(who=WHO, group=GROUPS)
    def erase(self, who, group):
        self.ask(EraseParty(self.somebody(who), SATURDAY, group, Why.PARTY, TERMS))

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours):
        self.now = min(self.now + timedelta(hours=hours), DEPARTS - timedelta(days=4))
        for group in (RED, BLUE):
            for who in list(self.held[group]):
                self.ask(LapseOffer(who, SATURDAY, group, TERMS))

    @rule(red=st.integers(1, 4), blue=st.integers(0, 3))
    def a_release_brings_more_places(self, red, blue):
        self.release += 1
        self.places = {RED: (self.places[RED][0] + red, 2), BLUE: (self.places[BLUE][0] + blue, 1)}
        red_group = replace(RED_GROUP, places=self.places[RED][0])
        blue_group = replace(BLUE_GROUP, places=self.places[BLUE][0])
        self.facts.append(released(self.release, red_group, blue_group))
        for group in (RED, BLUE):
            self.ask(OfferFreedPlaces(SATURDAY, group, TERMS))

    @invariant()
    def never_more_people_or_prams_than_places(self):
        for group in (RED, BLUE):
            people, prams = self.free(group)
            assert people >= 0
            assert prams >= 0

    @invariant()
    def nobody_stands_twice(self):
        everybody = [who for g in (RED, BLUE) for who in [*self.held[g], *self.queue[g]]]
        assert len(everybody) == len(set(everybody))

    @invariant()
    def nobody_who_fits_is_left_waiting(self):
        for group in (RED, BLUE):
            people, prams = self.free(group)
            for who in self.queue[group]:
                assert self.sizes[who].people > people or self.sizes[who].prams > prams

    @invariant()
    def the_decisions_remember_what_the_model_remembers(self):
        state = fold(books(BookingId("nobody"), Party(1)).state(), self.facts)
        for group in (RED, BLUE):
            assert list(state.group(group).waiting) == self.queue[group]
            assert {b: s.party for b, s in state.group(group).seats.items() if b in self.held[group]} == self.held[
                group
            ]


TestTown = Town.TestCase
TestTown.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


def test_the_model_would_notice_an_offer_to_who_does_not_fit():
    town = Town()
    town.ask(books(BookingId("party-0"), Party(4, 2)))
    town.ask(books(BookingId("party-1"), Party(2), or_wait=True))
    wrong = PlacesOffered(
        booking_id=BookingId("party-1"), carrousel_id=SATURDAY, tour_group_id=RED, party=Party(2), until=DEPARTS, free=2
    )
    try:
        town.hear(wrong)
    except AssertionError:
        return
    raise RuntimeError("the model slept")


def test_the_model_hears_who_is_passed_over():
    town = Town()
    for number, party in enumerate((Party(4), Party(2), Party(3), Party(1))):
        town.ask(books(BookingId(f"party-{number}"), party, or_wait=True))
    events = town.ask(gives_back(BookingId("party-1")))
    assert [type(e) for e in events[1:]] == [PartyPassedOver, PlacesOffered]
