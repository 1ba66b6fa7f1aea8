# SPDX-License-Identifier: EUPL-1.2
"""Given these facts, then these rows: what is published, what is worked on, what was told, what is planned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.carrousels.events import SchoolTookPart, TourGroupFormed
from app.carrousels.read import agenda, drafts, published, releases
from app.carrousels.read.agenda import Stage
from app.carrousels.state import LISTENS_TO, Carrousel
from app.carrousels.values import Reason
from app.eventlog.views import View
from app.kernel.commands import fold
from app.kernel.ids import AreaId, CarrouselId, TourGroupId
from app.kernel.values import Daypart
from tests.carrousels.samples import (
    BLUE,
    BLUE_CANCELLED,
    BLUE_DROPPED,
    BLUE_GROUP,
    BRUG,
    BRUG_WITHDREW,
    BRUNNEPE,
    FIRST_RELEASE,
    HOUR_LATER,
    MARCH_16,
    MORNING,
    PUBLISHED,
    READY,
    RED,
    SCHAKEL,
    SECOND_RELEASE,
    SPRING,
    SPRING_CANCELLED,
    SPRING_DISCARDED,
    SPRING_DRAFTED,
    TOOK_PART,
)  # fmt: skip


@pytest.fixture
def seen(app, tell, office):
    """Tell facts, then ask a query."""

    def ask(facts, query, *asked):
        tell(*facts)
        with office.reading() as session:
            return query(session, *asked)

    return ask


HISTORIES = {
    "drafted": (SPRING_DRAFTED,),
    "schools": (SPRING_DRAFTED, *TOOK_PART, BRUG_WITHDREW),
    "ready": READY,
    "moved": (*READY, HOUR_LATER),
    "dropped": (*READY, BLUE_DROPPED),
    "published": PUBLISHED,
    "again": (*PUBLISHED, HOUR_LATER, SECOND_RELEASE),
    "group cancelled": (*PUBLISHED, BLUE_CANCELLED),
    "cancelled": (*PUBLISHED, BLUE_CANCELLED, SPRING_CANCELLED),
    "discarded": (*READY, SPRING_DISCARDED),
}


@pytest.mark.parametrize("facts", HISTORIES.values(), ids=HISTORIES)
def test_colleagues_see_what_decisions_remember(seen, facts):
    draft = seen(facts, drafts.draft_of, SPRING)
    state = fold(Carrousel(), facts)
    for name in ("on", "daypart", "changeover", "schools", "groups", "outings", "promised", "release", "is_discarded"):
        assert getattr(draft, name) == getattr(state, name), name
    assert (draft.moves, draft.cancelled is not None) == (len(state.moves), state.is_cancelled)
    assert set(draft.cancelled_groups) == state.cancelled


def test_every_fact_that_decisions_hear_is_in_a_history():
    told = {type(fact) for facts in HISTORIES.values() for fact in facts}
    assert told == set(LISTENS_TO) == set(drafts.VIEW.listens_to)


@pytest.mark.parametrize(
    ("facts", "changed"),
    [(PUBLISHED, False), ((*PUBLISHED, HOUR_LATER), True), ((*PUBLISHED, HOUR_LATER, SECOND_RELEASE), False),
     ((*PUBLISHED, BLUE_CANCELLED), False), ((*PUBLISHED, HOUR_LATER, BLUE_CANCELLED), True)],
)  # fmt: skip
def test_a_draft_knows_whether_everybody_heard_of_it(seen, facts, changed):
    assert seen(facts, drafts.draft_of, SPRING).changed is changed


def test_nothing_is_known_of_what_is_not_there(seen):
    assert seen((), drafts.draft_of, SPRING) is None
    assert seen((), published.carrousel_of, SPRING) is None
    assert seen((), published.group_of, RED) is None


def test_a_release_is_shown_whole(seen, clock):
    shown = seen(PUBLISHED, published.carrousel_of, SPRING)
    assert (shown.release, shown.on, shown.daypart, shown.sequence) == (1, MARCH_16, Daypart.MORNING, 1)
    assert {g.tour_group_id: g.visits for g in shown.groups} == {
        g.tour_group_id: g.visits for g in FIRST_RELEASE.groups
    }
    assert shown.going == shown.groups
    assert shown.first_published_at == shown.changed_at == clock.now


def test_what_is_published_stays_until_the_next_release(seen, clock):
    first = seen((*PUBLISHED, HOUR_LATER), published.carrousel_of, SPRING)
    assert first.groups[0].departs_at == FIRST_RELEASE.groups[0].departs_at
    clock.pass_time(hours=1)
    second = seen((SECOND_RELEASE,), published.carrousel_of, SPRING)
    assert second.groups[0].departs_at == first.groups[0].departs_at + timedelta(hours=1)
    assert (second.release, second.sequence) == (2, 2)
    assert second.first_published_at == first.first_published_at < second.changed_at


def test_a_cancelled_group_stays_with_its_reason(seen):
    carrousel, group = seen((*PUBLISHED, BLUE_CANCELLED), published.group_of, BLUE)
    assert (group.cancelled, carrousel.cancelled, carrousel.sequence) == (Reason.GUIDE_ILL, None, 2)
    assert [g.tour_group_id for g in carrousel.going] == [RED]


def test_a_cancelled_carrousel_keeps_the_reason_of_each_group(seen):
    shown = seen(
        (*PUBLISHED, BLUE_CANCELLED, replace(SPRING_CANCELLED, tour_group_ids=(RED,))), published.carrousel_of, SPRING
    )
    assert shown.cancelled is Reason.WEATHER
    assert {g.tour_group_id: g.cancelled for g in shown.groups} == {BLUE: Reason.GUIDE_ILL, RED: Reason.WEATHER}


def test_upcoming_leaves_out_what_was_and_where_nobody_asked(seen):
    assert [c.carrousel_id for c in seen(PUBLISHED, published.upcoming, MARCH_16)] == [SPRING]
    assert seen((), published.upcoming, MARCH_16 + timedelta(days=1)) == []
    assert seen((), published.upcoming, MARCH_16, [AreaId("elsewhere")]) == []


def test_upcoming_goes_by_date_and_then_by_daypart(seen):
    def like(name, daypart, on=MARCH_16):
        groups = tuple(replace(g, tour_group_id=TourGroupId(f"{name}-{g.colour}")) for g in FIRST_RELEASE.groups)
        return replace(FIRST_RELEASE, carrousel_id=CarrouselId(name), daypart=daypart, on=on, groups=groups)

    facts = (
        like("evening", Daypart.EVENING), like("morning", Daypart.MORNING), like("afternoon", Daypart.AFTERNOON),
        like("earlier", Daypart.EVENING, MARCH_16 - timedelta(days=1)),
    )  # fmt: skip
    found = seen(facts, published.upcoming, date(2027, 1, 1))
    assert [c.carrousel_id for c in found] == ["earlier", "morning", "afternoon", "evening"]


def test_the_agenda_tells_how_far_each_carrousel_is(seen):
    def entry():
        return seen((), agenda.of_area, BRUNNEPE)[0]

    seen(READY, agenda.of_area, BRUNNEPE)
    assert (entry().stage, entry().groups, entry().places, entry().schools) == (Stage.DRAFT, 2, 24, 3)
    seen((FIRST_RELEASE, replace(HOUR_LATER, on=MARCH_16 + timedelta(days=7))), agenda.of_area, BRUNNEPE)
    assert (entry().stage, entry().changed, entry().on) == (Stage.PUBLISHED, True, MARCH_16)
    seen((SPRING_CANCELLED,), agenda.of_area, BRUNNEPE)
    assert entry().stage is Stage.CANCELLED


def test_a_quarter_holds_its_own_days_only(seen):
    assert set(seen(READY, agenda.of_quarter, date(2027, 1, 1), date(2027, 3, 31))) == {BRUNNEPE}
    assert seen((), agenda.of_quarter, date(2027, 4, 1), date(2027, 6, 30)) == {}
    assert len(seen((), agenda.on_date, MARCH_16, [BRUNNEPE])) == 1
    assert seen((), agenda.on_date, MARCH_16, [AreaId("elsewhere")]) == []
    assert seen((SPRING_DISCARDED,), agenda.of_area, BRUNNEPE) == []


def test_everything_that_was_told_stands_in_order(seen):
    said = seen(
        (*PUBLISHED, BLUE_CANCELLED, HOUR_LATER, SECOND_RELEASE, SPRING_CANCELLED), releases.announcements_of, SPRING
    )
    assert [type(one).__name__ for one in said] == ["Release", "Cancellation", "Release", "Cancellation"]
    assert said[0].groups == FIRST_RELEASE.groups
    assert (said[1].tour_group_ids, said[1].reason, said[1].is_whole) == ((BLUE,), Reason.GUIDE_ILL, False)
    assert said[3].is_whole
    before, gone = seen((), releases.before_position, SPRING, said[2].position)
    assert (before.release, gone) == (1, (BLUE,))


def test_views_are_found_and_differ_in_name():
    views = [module.VIEW for module in (drafts, published, releases)]
    assert all(isinstance(view, View) for view in views)
    assert len({view.name for view in views}) == 3


def test_a_newer_word_replaces_an_older_one(seen):
    wider = SchoolTookPart(carrousel_id=SPRING, school_id=SCHAKEL, availability=replace(MORNING, visitors=60))
    bigger = TourGroupFormed(carrousel_id=SPRING, group=replace(BLUE_GROUP, places=20))
    draft = seen((*READY, wider, bigger, BRUG_WITHDREW), drafts.draft_of, SPRING)
    assert draft.schools[SCHAKEL].visitors == 60
    assert draft.groups[BLUE].places == 20
    assert BRUG not in draft.schools
