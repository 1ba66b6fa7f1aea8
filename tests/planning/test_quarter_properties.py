# SPDX-License-Identifier: EUPL-1.2
"""Whatever the quarter, a plan holds before an independent judge; on tiny quarters no plan is better."""

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.planning.quarter import plan_quarter
from app.planning.quarter_check import check
from app.planning.quarter_document import plan_from_document, plan_to_document, quarter_from_document
from app.planning.quarter_document import quarter_to_document as written
from tests.planning.quarter_judge import faults, worth
from tests.planning.quarters import area, guide, quarter, shut

SLOTS = ("tue.morning", "tue.evening", "sat.morning")
SLOW = [HealthCheck.too_slow]


@st.composite
def periods(draw, most):
    days = st.integers(1, 28)
    found = []
    for _ in range(draw(st.integers(0, most))):
        first, last = sorted((draw(days), draw(days)))
        parts = draw(st.sampled_from(((), ("evening",), ("morning",))))
        found.append(shut(f"2027-03-{first:02d}", f"2027-03-{min(last, first + 8):02d}", parts))
    return found


@st.composite
def quarters(draw, areas=6, guides=5, last="2027-03-28"):
    names = [f"A{n}" for n in range(draw(st.integers(1, areas)))]
    teams = ("noord", "zuid")
    made = [
        area(
            name,
            team=draw(st.sampled_from(teams)),
            required=draw(st.sampled_from((0, 1, 1, 1, 2))),
            guides_needed=draw(st.integers(0, 2)),
            neighbours=[other for other in names if other != name and draw(st.booleans())],
            closed=draw(periods(1)),
            cost=draw(st.dictionaries(st.sampled_from(SLOTS), st.integers(-2, 6))),
            recent=draw(st.lists(st.sampled_from(SLOTS), max_size=1)),
            due_out_of_hours=draw(st.booleans()),
            **draw(st.sampled_from(({}, {"previous": "2027-02-23"}))),
        )
        for name in names
    ]
    people = [guide("Anna"), guide("Bas"), guide("Cor", teams=["zuid", "noord"]), guide("Dewi", teams=["zuid"])]
    people += [
        guide(
            f"G{n}",
            teams=draw(st.sampled_from((["noord"], ["zuid"], ["noord", "zuid"], ["west", "zuid"]))),
            absent=draw(periods(1)),
            max_per_week=draw(st.integers(0, 2)),
            max_total=draw(st.integers(0, 3)),
            carried=draw(st.integers(0, 3)),
        )
        for n in range(draw(st.integers(0, guides - 4)))
    ]
    for one in people[:4]:
        one["max_total"], one["carried"] = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    return quarter(
        made,
        people,
        quarter={"first": "2027-03-01", "last": last},
        slots=list(SLOTS[: draw(st.integers(1, 3))]),
        min_gap_days=draw(st.sampled_from((0, 7, 14))),
        max_per_day=draw(st.integers(1, 3)),
        closed=draw(periods(1)),
        discouraged=[p | {"cost": 3} for p in draw(periods(1))],
    )


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(quarters())
def test_every_proposal_holds_before_an_independent_judge(document):
    puzzle = quarter_from_document(document)
    assert quarter_from_document(written(puzzle)) == puzzle
    proposal = plan_quarter(puzzle, seconds=3, workers=1)
    plan = plan_to_document(proposal.plan)
    assert faults(document, plan) == []
    assert worth(document, plan) == proposal.cost
    assert proposal.bound <= proposal.cost
    assert plan_from_document(plan) == proposal.plan
    missing = {u.area: u.missing for u in proposal.unplanned}
    planned = [c.area for c in proposal.plan.carrousels]
    short = {a["id"]: a["required"] - planned.count(a["id"]) for a in document["areas"]}
    assert missing == {name: number for name, number in short.items() if number}


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(quarters(areas=3), st.data())
def test_the_checker_and_the_independent_judge_agree_on_any_plan(document, data):
    names, people = [a["id"] for a in document["areas"]], [g["id"] for g in document["guides"]]
    day = st.sampled_from(("2027-03-02", "2027-03-06", "2027-03-09", "2027-03-16", "2027-03-30", "2027-02-23"))
    carrousels = [
        {
            "area": data.draw(st.sampled_from(names)),
            "date": data.draw(day),
            "part": data.draw(st.sampled_from(("morning", "evening"))),
            "guides": data.draw(st.lists(st.sampled_from(people), max_size=2)),
        }
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    plan = {"instance": "test-quarter", "carrousels": carrousels}
    assert bool(faults(document, plan)) == bool(check(quarter_from_document(document), plan_from_document(plan)))


def every_plan(document):
    """Every plan of a tiny quarter: each area on any set of at most two slots, with any guides."""
    days = [str(date(2027, 3, 1) + timedelta(days=n)) for n in range(7)]
    people = [g["id"] for g in document["guides"]]
    choices = []
    for one in document["areas"]:
        own = [
            {"area": one["id"], "date": day, "part": slot.split(".")[1], "guides": list(guides)}
            for day in days
            for slot in document["slots"]
            for guides in combinations(people, one["guides_needed"])
        ]
        alone = [c for c in own if not faults(document, {"instance": document["id"], "carrousels": [c]})]
        sets = [list(some) for count in range(one["required"] + 1) for some in combinations(alone, count)]
        choices.append(sets)
    for chosen in product(*choices):
        yield {"instance": document["id"], "carrousels": [c for some in chosen for c in some]}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(quarters(areas=2, guides=4, last="2027-03-07"))
def test_no_plan_is_better_than_the_proposal(document):
    proposal = plan_quarter(quarter_from_document(document), seconds=10, workers=1)
    best = min(worth(document, plan) for plan in every_plan(document) if not faults(document, plan))
    assert (proposal.status, proposal.cost) == ("optimal", best)
