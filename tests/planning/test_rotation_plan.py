# SPDX-License-Identifier: EUPL-1.2
"""Days that can be solved by hand get exactly that plan."""

import subprocess
import sys

import pytest

from app.planning.feasibility import check
from app.planning.rotation import plan_day
from app.planning.rotation_document import day_from_document, plan_to_document
from tests.planning.days import MINUTE, NINE, at, day, document, group, school, two_by_two
from tests.planning.judge import faults, worth


def planned(doc, **other):
    proposal = plan_day(day_from_document(doc), **({"seconds": 5, "workers": 1} | other))
    if proposal.plan is not None:
        plan = plan_to_document(proposal.plan)
        assert faults(doc, plan) == []
        assert check(day_from_document(doc), proposal.plan) == []
        assert worth(doc, plan) == proposal.score
    return proposal


def starts(proposal, school_id):
    return sorted(v.start for outing in proposal.plan.groups for v in outing.visits if v.school == school_id)


def test_one_group_walks_straight_through_both_schools():
    proposal = planned(document([school("ARK", "A"), school("KOMPAS", "B")], [group("ROOD", min_visits=2)]))
    # 10 there, 20 inside, 5 to change over, 10 on, 20 inside, 10 back: 35 minutes outside, two visits of 10 points
    assert proposal.status == "optimal"
    assert (proposal.idle, proposal.points, proposal.unfair) == (35 * MINUTE, 20, 0)
    assert proposal.score == proposal.bound == 35 * MINUTE - 360 * 20


def test_two_groups_that_change_places_never_wait():
    proposal = planned(two_by_two())
    assert proposal.idle == 2 * 35 * MINUTE
    assert starts(proposal, "ARK")[1] - starts(proposal, "ARK")[0] >= 20 * MINUTE


def test_the_reset_time_keeps_two_groups_apart():
    doc = document([school("ARK", "A", reset=600)], [group("ROOD"), group("BLAUW")])
    first, second = starts(planned(doc), "ARK")
    assert second - first >= 30 * MINUTE


@pytest.mark.parametrize("how", [{"rooms": 2}, {"groups_per_presentation": 2}])
def test_two_groups_come_at_once_where_the_school_can_have_both(how):
    doc = document([school("ARK", "A", windows=[[at(9, 30), at(9, 50)]], **how)], [group("ROOD"), group("BLAUW")])
    assert starts(planned(doc), "ARK") == [at(9, 30), at(9, 30)]


def test_groups_that_share_a_presentation_must_fit_in_together():
    one = school("ARK", "A", windows=[[at(9, 30), at(9, 50)]], groups_per_presentation=2, visitors_per_presentation=19)
    assert planned(document([one], [group("ROOD"), group("BLAUW")])).status == "impossible"


def test_two_rooms_do_not_take_three_groups():
    one = school("ARK", "A", windows=[[at(9, 30), at(9, 50)]], rooms=2)
    groups = [group(name) for name in ("ROOD", "BLAUW", "GEEL")]
    assert planned(document([one], groups)).status == "impossible"


def test_a_visit_lies_in_one_window_and_not_across_two():
    windows = [[NINE, at(9, 25)], [at(9, 25), at(9, 40)], [at(10), at(10, 20)]]
    doc = document([school("ARK", "A", windows=windows)], [group("ROOD", depart=[at(9, 5), at(10)])])
    assert starts(planned(doc), "ARK") == [at(10)]


def test_a_wish_and_a_host_who_speaks_the_language_decide_between_two_schools():
    schools = [school("ARK", "A"), school("KOMPAS", "B", languages=["nl", "ar"]), school("BRUG", "C")]
    doc = document(schools, [group("ROOD", max_visits=1, language="ar", language_need="prefer")])
    assert starts(planned(doc), "KOMPAS")
    doc = document(schools, [group("ROOD", max_visits=1, language="ar", language_need="prefer", wish=["BRUG"])])
    assert starts(planned(doc), "BRUG")


def test_a_group_that_needs_its_language_sees_no_other_school():
    schools = [school("ARK", "A"), school("KOMPAS", "B", languages=["ar"])]
    proposal = planned(document(schools, [group("ROOD", language="ar", language_need="must", wish=["ARK"])]))
    assert not starts(proposal, "ARK")
    assert starts(proposal, "KOMPAS")


def test_the_way_can_be_one_way_only():
    doc = two_by_two()
    doc["travel"]["walk"][1][2] = None  # from A to B
    proposal = planned(doc)
    assert all([v.school for v in outing.visits] == ["KOMPAS", "ARK"] for outing in proposal.plan.groups)


def test_a_group_without_promises_stays_at_home_when_going_out_costs_more():
    doc = document([school("ARK", "A")], [group("ROOD", min_visits=0)], legs=40 * MINUTE)
    doc["weights"] = {"point": 1, "unfair": 0, "idle": 1}
    proposal = planned(doc)
    assert proposal.plan.groups[0].visits == ()
    assert proposal.score == 0


def test_a_little_known_school_is_not_the_last_stop():
    schools = [school("ARK", "A", little_known=True), school("KOMPAS", "B")]
    proposal = planned(document(schools, [group("ROOD", min_visits=2)]))
    assert proposal.plan.groups[0].visits[-1].school == "KOMPAS"


def test_a_day_in_rounds_starts_every_visit_at_a_bell():
    doc = two_by_two()
    doc["timing"] = {"kind": "rounds", "stroke": [1800, 2700], "blocks": [{"first": [NINE, at(9, 30)], "rounds": 3}]}
    proposal = planned(doc)
    assert proposal.status == "optimal"
    # 20 inside and 15 on the way: a stroke of 35 minutes wastes nothing
    assert proposal.plan.rounds.stroke == 35 * MINUTE
    assert proposal.idle == 2 * 35 * MINUTE


def test_two_blocks_of_rounds_do_not_run_into_each_other():
    doc = two_by_two()
    blocks = [{"first": [NINE, at(9, 30)], "rounds": 2}, {"first": [at(10), at(10, 30)], "rounds": 1}]
    doc["timing"] = {"kind": "rounds", "stroke": [1800, 2700], "blocks": blocks}
    rounds = planned(doc).plan.rounds
    assert rounds.first[0] + 2 * rounds.stroke <= rounds.first[1]


def test_a_ring_of_six_groups_fills_six_schools_for_six_rounds():
    names = "ABCDEF"
    schools = [school(f"S{n}", n, reset=300) for n in names]
    groups = [group(f"G{n}", min_visits=6, must=[s["id"] for s in schools], max_duration=5 * 3600) for n in names]
    doc = document(schools, groups)
    for each in schools:
        each["windows"] = [[NINE, at(14)]]
    doc["timing"] = {
        "kind": "rounds",
        "stroke": [2100, 2400],
        "blocks": [{"first": [at(9, 10), at(9, 30)], "rounds": 6}],
    }
    proposal = planned(doc, seconds=6, workers=2)
    assert proposal.plan is not None
    assert all(len(outing.visits) == 6 for outing in proposal.plan.groups)


def test_one_worker_and_one_seed_give_the_same_plan_twice():
    schools = [school(f"S{n}", n, target_visitors=20) for n in "ABCD"]
    doc = document(schools, [group(f"G{n}", min_visits=2, wish=["SA"]) for n in range(4)])
    first, second = planned(doc, seed=7), planned(doc, seed=7)
    assert first.plan == second.plan
    assert (first.score, first.bound) == (second.score, second.bound)


def test_without_time_for_proof_nothing_is_claimed():
    schools = [school(f"S{n}", n, target_visitors=25 + number) for number, n in enumerate("ABCDEFGH")]
    groups = [group(f"G{n}", size=7 + n, min_visits=3, max_visits=4, wish=[f"S{'ABCDEFGH'[n]}"]) for n in range(8)]
    proposal = plan_day(day_from_document(document(schools, groups)), seconds=0.05)
    assert proposal.status in ("feasible", "unknown")
    assert proposal.bound is None or proposal.bound < proposal.score


def test_the_listener_hears_of_ever_better_plans():
    heard = []
    proposal = plan_day(day_from_document(two_by_two()), seconds=5, workers=1, progress=heard.append)
    scores = [progress.score for progress in heard]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == proposal.score


def test_a_day_with_an_error_in_it_is_not_searched():
    proposal = plan_day(day([school("ARK", "A", presentation=0)], [group("ROOD")]), seconds=5)
    assert proposal.status == "impossible"
    assert [finding.code for finding in proposal.findings] == ["presentation"]


def test_checking_a_plan_needs_neither_solver_nor_arrays():
    look = "import sys, app.planning.feasibility; print({'ortools', 'numpy'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "set()"


def test_arrays_and_solver_are_loaded_only_when_a_day_is_planned():
    doors = "app.planning.rotation, app.planning.rotation_conflicts, app.planning.rotation_lint"
    look = f"import sys, {doors}; print({{'ortools', 'numpy'}} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "set()"
