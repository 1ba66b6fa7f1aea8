# SPDX-License-Identifier: EUPL-1.2
"""A second opinion on a plan of the quarter: works on documents only, shares nothing with the code under test."""

from datetime import date
from itertools import pairwise

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on(carrousel):
    return date.fromisoformat(carrousel["date"])


def within(period, day, part):
    last = period.get("to", period["from"])
    return period["from"] <= day <= last and (not period.get("parts") or part in period["parts"])


def faults(quarter, plan):
    """List in words what is wrong with a plan; empty when all is well."""
    planned = plan["carrousels"]
    wrong = [] if plan["instance"] == quarter["id"] else ["another quarter"]
    for one in planned:
        area = next((a for a in quarter["areas"] if a["id"] == one["area"]), None)
        if area is None:
            return [*wrong, "no such area"]
        wrong += [f"{one['area']} {one['date']}: {fault}" for fault in own_faults(quarter, area, one)]
    wrong += day_faults(quarter, planned)
    for area in quarter["areas"]:
        dates = sorted(on(c) for c in planned if c["area"] == area["id"])
        gaps = [(b - a).days for a, b in pairwise(dates)]
        if len(dates) > area["required"] or any(gap < max(1, quarter.get("min_gap_days", 0)) for gap in gaps):
            wrong.append(f"{area['id']}: too often")
    return wrong + [f"{g['id']}: {fault}" for g in quarter["guides"] for fault in guide_faults(quarter, g, planned)]


def own_faults(quarter, area, one):
    day, part, date_of = one["date"], one["part"], on(one)
    if not quarter["quarter"]["first"] <= day <= quarter["quarter"]["last"]:
        yield "outside the quarter"
    if (date_of - date.fromisoformat(quarter["planned_on"])).days < quarter["lead_days"]:
        yield "no time to invite"
    if f"{NAMES[date_of.weekday()]}.{part}" not in quarter["slots"]:
        yield "not a slot"
    if any(within(period, day, part) for period in [*quarter["closed"], *area.get("closed", [])]):
        yield "closed"
    previous = area.get("previous")
    if previous and (date_of - date.fromisoformat(previous)).days < quarter.get("min_gap_days", 0):
        yield "too soon after the last time"
    if len(one["guides"]) != area["guides_needed"] or len(set(one["guides"])) != len(one["guides"]):
        yield "wrong number of guides"
    for name in one["guides"]:
        found = next((g for g in quarter["guides"] if g["id"] == name), None)
        if found is None or area["team"] not in found["teams"]:
            yield "a guide of another team"
        elif any(within(period, day, part) for period in found["absent"]):
            yield "an absent guide"


def day_faults(quarter, planned):
    near = {(a["id"], b) for a in quarter["areas"] for b in a["neighbours"]}
    for day in {c["date"] for c in planned}:
        names = [c["area"] for c in planned if c["date"] == day]
        if len(names) > quarter["max_per_day"]:
            yield f"{day}: too many"
        if any((a, b) in near for a in names for b in names):
            yield f"{day}: neighbours"


def guide_faults(quarter, guide, planned):
    days = [on(c) for c in planned if guide["id"] in c["guides"]]
    first = date.fromisoformat(quarter["quarter"]["first"])
    weeks = [(day - first).days // 7 for day in days]
    if len(days) != len(set(days)):
        yield "twice a day"
    if any(weeks.count(week) > guide["max_per_week"] for week in weeks) or len(days) > guide["max_total"]:
        yield "too much"


def worth(quarter, plan):
    """Add up what a plan costs; smaller is better."""
    planned, total = plan["carrousels"], 0
    for one in planned:
        area = next(a for a in quarter["areas"] if a["id"] == one["area"])
        slot = f"{NAMES[on(one).weekday()]}.{one['part']}"
        total += area["cost"].get(slot, 0) + 10 * (slot in area["recent"])
        total += sum(p["cost"] for p in quarter["discouraged"] if within(p, one["date"], one["part"]))
    for area in quarter["areas"]:
        own = [c for c in planned if c["area"] == area["id"]]
        total += 1000 * (area["required"] - len(own))
        late = [c for c in own if c["part"] == "evening" or on(c).weekday() in (5, 6)]
        total += 40 * bool(area["due_out_of_hours"] and own and not late)
    return total + spread(quarter, planned) + loads(quarter, planned)


def spread(quarter, planned):
    first, last = (date.fromisoformat(quarter["quarter"][key]) for key in ("first", "last"))
    asked = date.fromisoformat(quarter["planned_on"]).toordinal() + quarter["lead_days"]
    weeks = set()
    for number in range(max(first.toordinal(), asked), last.toordinal() + 1):
        day = date.fromordinal(number)
        for slot in quarter["slots"]:
            name, part = slot.split(".")
            if NAMES[day.weekday()] == name and not any(within(p, str(day), part) for p in quarter["closed"]):
                weeks.add((day - first).days // 7)
    total = 0
    for team in (None, *sorted({a["team"] for a in quarter["areas"]})):
        areas = [a for a in quarter["areas"] if team in (None, a["team"])]
        names = [a["id"] for a in areas]
        even = -(-sum(a["required"] for a in areas) // max(1, len(weeks)))
        for week in weeks:
            held = sum(c["area"] in names and (on(c) - first).days // 7 == week for c in planned)
            total += (6 if team is None else 4) * max(0, held - even)
    return total


def loads(quarter, planned):
    total = 0
    for team in {a["team"] for a in quarter["areas"]}:
        home = [g for g in quarter["guides"] if g["teams"][0] == team]
        needed = sum(a["required"] * a["guides_needed"] for a in quarter["areas"] if a["team"] == team)
        for guide in home:
            fair = -(-(needed + sum(g["carried"] for g in home)) // len(home))
            led = sum(guide["id"] in c["guides"] for c in planned)
            total += 2 * max(0, led + guide["carried"] - fair)
    return total
