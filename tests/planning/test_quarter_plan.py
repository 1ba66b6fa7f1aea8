# SPDX-License-Identifier: EUPL-1.2
"""Quarters whose best plan can be seen by eye, and reasons for what could not be planned."""

from app.planning.quarter import plan_quarter
from app.planning.quarter_check import check
from app.planning.quarter_document import plan_from_document, quarter_from_document
from tests.planning.quarters import area, guide, quarter, shut


def planned(document, **other):
    return plan_quarter(quarter_from_document(document), seconds=5, workers=1, **other)


def dates(proposal):
    return {c.area: (c.on.isoformat(), c.part) for c in proposal.plan.carrousels}


def test_areas_are_spread_over_the_weeks():
    proposal = planned(quarter([area(f"A{n}") for n in range(4)], [guide("Anna"), guide("Bas")]))
    weeks = {(c.on.day - 1) // 7 for c in proposal.plan.carrousels}
    assert (proposal.cost, proposal.status, len(weeks)) == (0, "optimal", 4)


def test_an_area_whose_turn_it_is_gets_an_evening():
    proposal = planned(quarter([area("Overvecht", due_out_of_hours=True, cost={"wed.evening": 3})], [guide("Anna")]))
    assert dates(proposal)["Overvecht"][1] == "evening"
    assert proposal.cost == 3


def test_neighbours_are_never_on_one_date():
    only = [shut("2027-03-01", "2027-03-01"), shut("2027-03-03", "2027-03-28")]
    two = [area("Oost", neighbours=["West"]), area("West", neighbours=[])]
    proposal = planned(quarter(two, [guide("Anna"), guide("Bas")], closed=only))
    assert (len(proposal.plan.carrousels), proposal.worth.unplanned) == (1, 1000)
    assert proposal.unplanned[0].causes == (("neighbour", 1),)
    assert "een buurgebied is dan aan de beurt" in proposal.unplanned[0].sentence()


def test_a_guide_leads_one_carrousel_a_day():
    only = [shut("2027-03-03", "2027-03-28")]
    proposal = planned(quarter([area("Oost"), area("West")], [guide("Anna")], closed=only))
    assert proposal.unplanned[0].causes == (("guides-busy", 1),)


def test_an_area_whose_schools_are_always_closed_says_so():
    proposal = planned(quarter([area("Oost", closed=[shut("2027-03-01", "2027-03-28")])], [guide("Anna")]))
    assert [u.sentence({"Oost": "Oost-Kampen"}) for u in proposal.unplanned] == [
        "Oost-Kampen: op elk dagdeel dat kan, zijn de scholen dicht."
    ]
    assert (proposal.cost, proposal.status) == (1000, "optimal")


def test_an_area_that_was_there_lately_waits():
    document = quarter([area("Oost", previous="2027-02-25")], [guide("Anna")], min_gap_days=14)
    assert dates(planned(document))["Oost"][0] >= "2027-03-11"
    document["min_gap_days"] = 60
    assert planned(document).unplanned[0].code == "too-soon-after"


def test_two_carrousels_of_an_area_are_far_enough_apart():
    document = quarter([area("Oost", required=2)], [guide("Anna")], min_gap_days=20)
    first, second = (c.on for c in planned(document).plan.carrousels)
    assert (second - first).days >= 20


def test_work_goes_to_who_carried_least():
    guides = [guide("Anna", carried=3), guide("Bas"), guide("Cor")]
    proposal = planned(quarter([area("Oost", guides_needed=2)], guides))
    assert proposal.plan.carrousels[0].guides == ("Bas", "Cor")


def test_the_plan_is_kept_when_the_checker_reads_it_and_broken_when_it_is_changed():
    document = quarter([area("Oost"), area("West")], [guide("Anna"), guide("Bas", absent=[shut("2027-03-02")])])
    puzzle = quarter_from_document(document)
    one = {"area": "Oost", "date": "2027-03-02", "part": "morning", "guides": ["Anna"]}
    wrong = {
        "other-quarter": ("other", [one]),
        "unknown-area": ("test-quarter", [one | {"area": "Zuid"}]),
        "outside-quarter": ("test-quarter", [one | {"date": "2027-03-30"}]),
        "no-slot": ("test-quarter", [one | {"date": "2027-03-04"}]),
        "guides": ("test-quarter", [one | {"guides": []}]),
        "unknown-guide": ("test-quarter", [one | {"guides": ["Zoe"]}]),
        "guide-absent": ("test-quarter", [one | {"guides": ["Bas"]}]),
        "too-many": ("test-quarter", [one, one | {"date": "2027-03-09"}]),
        "guide-twice-a-day": ("test-quarter", [one, one | {"area": "West"}]),
    }
    assert check(puzzle, plan_from_document({"instance": "test-quarter", "carrousels": [one]})) == []
    for code, (instance, carrousels) in wrong.items():
        found = check(puzzle, plan_from_document({"instance": instance, "carrousels": carrousels}))
        assert code in [violation.code for violation in found], code
        assert all(violation.sentence() for violation in found)


def test_one_worker_and_one_seed_give_one_plan():
    areas = [area(f"A{n}", cost={"tue.morning": n % 3}, guides_needed=2) for n in range(9)]
    document = quarter(areas, [guide(f"G{n}", max_total=5) for n in range(4)], max_per_day=2)
    assert planned(document, seed=4).plan == planned(document, seed=4).plan
