# SPDX-License-Identifier: EUPL-1.2
"""Whatever the day, a proposed plan holds before an independent judge, at the score that it claims."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.planning.feasibility import check
from app.planning.rotation import plan_day
from app.planning.rotation_document import day_from_document, day_to_document, plan_from_document, plan_to_document
from tests.planning.days import NINE, at, document, group, school
from tests.planning.judge import faults, worth

SCHOOLS = ("SA", "SB", "SC", "SD")
WINDOWS = (
    [[NINE, at(12)]],
    [[NINE, at(10, 15)], [at(10, 45), at(12)]],
    [[at(9, 40), at(11, 20)]],
)
ROUNDS = {"kind": "rounds", "stroke": [1500, 2700], "blocks": [{"first": [NINE, at(9, 30)], "rounds": 4}]}


@st.composite
def days(draw):
    count = draw(st.integers(2, 4))
    schools = [
        school(
            name,
            draw(st.sampled_from(("P1", "P2", "P3"))),
            presentation=draw(st.sampled_from((1200, 1500, 1700))),
            windows=draw(st.sampled_from(WINDOWS)),
            visitors_per_presentation=draw(st.sampled_from((None, 12, 25))),
            reset=draw(st.sampled_from((0, 300, 450))),
            languages=draw(st.sampled_from((["nl"], ["nl", "ar"]))),
            target_visitors=draw(st.integers(0, 40)),
            little_known=draw(st.booleans()),
            **draw(st.sampled_from(({}, {"rooms": 2}, {"groups_per_presentation": 2}))),
        )
        for name in SCHOOLS[:count]
    ]
    names = st.lists(st.sampled_from(SCHOOLS[:count]), max_size=2, unique=True)
    groups = [
        group(
            f"G{number}",
            size=draw(st.integers(4, 16)),
            language=draw(st.sampled_from(("nl", "ar"))),
            language_need=draw(st.sampled_from(("none", "prefer", "must"))),
            end=draw(st.sampled_from(("HOME", "P1"))),
            depart=[NINE, at(9, draw(st.integers(0, 40)))],
            max_duration=draw(st.integers(4000, 12000)),
            wish=draw(names),
            min_visits=draw(st.integers(0, 2)),
            max_visits=draw(st.sampled_from((None, 3))),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    day = document(schools, groups, timing=draw(st.sampled_from(({"kind": "free"}, ROUNDS))))
    day["places"] = [{"id": name, "x": 0, "y": 0} for name in ("HOME", "P1", "P2", "P3")]
    legs = st.sampled_from((None, 120, 400, 800, 800, 1100))
    day["travel"]["walk"] = [[0 if a == b else draw(legs) for b in range(4)] for a in range(4)]
    return day


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_every_proposal_holds_before_an_independent_judge(document_of_day):
    day = day_from_document(document_of_day)
    proposal = plan_day(day, seconds=2, workers=1)
    assert (proposal.plan is None) == (proposal.status in ("impossible", "unknown"))
    if proposal.plan is None:
        return
    plan = plan_to_document(proposal.plan)
    assert faults(document_of_day, plan) == []
    assert check(day, proposal.plan) == []
    assert worth(document_of_day, plan) == proposal.score
    assert proposal.bound is None or proposal.bound <= proposal.score
    assert plan_from_document(plan) == proposal.plan


@settings(max_examples=30, deadline=None, derandomize=True)
@given(days())
def test_a_day_comes_back_from_its_document_unchanged(document_of_day):
    day = day_from_document(document_of_day)
    assert day_from_document(day_to_document(day)) == day


@settings(max_examples=80, deadline=None, derandomize=True)
@given(days(), st.data())
def test_the_checker_and_the_independent_judge_agree_on_any_plan(document_of_day, data):
    day = day_from_document(document_of_day)
    moments = st.integers(NINE // 300, at(11) // 300).map(lambda step: step * 300)
    outings = []
    for one in document_of_day["groups"]:
        seen = data.draw(st.lists(st.sampled_from([s.id for s in day.schools]), max_size=2))
        visits = [{"school": name, "start": data.draw(moments)} for name in seen]
        depart, finish = data.draw(st.sampled_from((NINE, NINE + 300))), data.draw(moments)
        outings.append({"id": one["id"], "depart": depart, "finish": finish + 3600, "visits": visits})
    plan = {"instance": "test-day", "groups": outings, "rounds": {"stroke": 1500, "first": [NINE]}}
    assert bool(faults(document_of_day, plan)) == bool(check(day, plan_from_document(plan)))
