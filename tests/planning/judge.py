# SPDX-License-Identifier: EUPL-1.2
"""A second opinion on a plan of the day: works on documents only, shares nothing with the code under test."""


def leg(day, mode, here, there):
    order = [place["id"] for place in day["places"]]
    return day["travel"][mode][order.index(here)][order.index(there)]


def faults(day, plan):
    """List in words what is wrong with a plan; empty when all is well."""
    wrong = []
    if plan["instance"] != day["id"] or sorted(o["id"] for o in plan["groups"]) != sorted(
        g["id"] for g in day["groups"]
    ):
        wrong.append("not a plan for exactly these groups")
    for group in day["groups"]:
        outing = next(o for o in plan["groups"] if o["id"] == group["id"])
        wrong += [f"{group['id']}: {fault}" for fault in outing_faults(day, group, outing)]
    for school in day["schools"]:
        wrong += [f"{school['id']}: {fault}" for fault in crowding(day, school, plan)]
    if day["timing"]["kind"] == "rounds":
        wrong += bell_faults(day, plan)
    return wrong


def outing_faults(day, group, outing):
    visits = outing["visits"]
    seen = [visit["school"] for visit in visits]
    if len(seen) != len(set(seen)):
        yield "sees a school twice"
    if not set(group.get("must", [])) <= set(seen) or set(seen) & set(group.get("avoid", [])):
        yield "misses a promised school or sees one that it avoids"
    most = group.get("max_visits")
    if len(seen) < group.get("min_visits", 0) or (most is not None and len(seen) > most):
        yield "sees too few or too many"
    if not visits:
        return
    moments = [outing["depart"], *(visit["start"] for visit in visits), outing["finish"]]
    if any(moment % day["step"] for moment in moments):
        yield "off the grid"
    if not group["depart"][0] <= outing["depart"] <= group["depart"][1]:
        yield "leaves at the wrong time"
    if outing["finish"] - outing["depart"] > group["max_duration"] or outing["finish"] > group.get("latest_end", 10**6):
        yield "is out too long or too late"
    yield from walk_faults(day, group, outing)


def walk_faults(day, group, outing):
    here, ready = group["start"], outing["depart"]
    for visit in outing["visits"]:
        school = next(s for s in day["schools"] if s["id"] == visit["school"])
        way = leg(day, group["mode"], here, school["place"])
        if way is None or visit["start"] < ready + way:
            yield f"cannot be at {school['id']} in time"
        here, ready = school["place"], visit["start"] + school["presentation"] + day["changeover"]
        ends = visit["start"] + school["presentation"]
        if all(visit["start"] < a or ends > b for a, b in school["windows"]):
            yield f"is at {school['id']} when it does not receive"
        if group.get("language_need") == "must" and group["language"] not in school.get("languages", []):
            yield f"is not understood at {school['id']}"
    way = leg(day, group["mode"], here, group["end"])
    if way is None or outing["finish"] < ready - day["changeover"] + way:
        yield "cannot be back in time"


def crowding(day, school, plan):
    sizes = {group["id"]: group["size"] for group in day["groups"]}
    stays = [(v["start"], sizes[o["id"]]) for o in plan["groups"] for v in o["visits"] if v["school"] == school["id"]]
    length = school["presentation"] + school.get("reset", 0)
    limit = school.get("visitors_per_presentation") or 10**6
    together = school.get("groups_per_presentation", 1)
    for start, size in stays:
        if together == 1:
            if size > limit:
                yield "a group is too big"
            if sum(a <= start < a + length for a, _ in stays) > school.get("rooms", 1):
                yield "too many groups at once"
            continue
        company = [people for other, people in stays if other == start]
        if len(company) > together or sum(company) > limit:
            yield "too many share a presentation"
        if any(start < other < start + length for other, _ in stays):
            yield "two presentations at once"


def bell_faults(day, plan):
    stroke, firsts = plan["rounds"]["stroke"], plan["rounds"]["first"]
    blocks = day["timing"]["blocks"]
    shortest, longest = day["timing"]["stroke"]
    if stroke % day["step"] or not shortest <= stroke <= longest or len(firsts) != len(blocks):
        yield "wrong stroke or number of blocks"
    bells, over = [], 0
    for first, block in zip(firsts, blocks, strict=True):
        if first % day["step"] or not block["first"][0] <= first <= block["first"][1] or first < over:
            yield "wrong first bell"
        bells += [first + n * stroke for n in range(block["rounds"])]
        over = bells[-1] + stroke
    if any(visit["start"] not in bells for outing in plan["groups"] for visit in outing["visits"]):
        yield "a visit that does not start at a bell"


def worth(day, plan):
    """Add up the score of a plan; smaller is better."""
    weight = {"point": 360, "unfair": 60, "idle": 1} | day.get("weights", {})
    count, schools = len(day["groups"]), len(day["schools"])
    total = 0
    outings = {outing["id"]: outing for outing in plan["groups"]}
    for group in day["groups"]:
        outing = outings[group["id"]]
        for visit in outing["visits"]:
            school = next(s for s in day["schools"] if s["id"] == visit["school"])
            total -= weight["idle"] * school["presentation"] + weight["point"] * 10
            total -= weight["point"] * 5 * (school["id"] in group.get("wish", []))
            speaks = group.get("language_need", "none") != "none" and group["language"] in school.get("languages", [])
            total -= weight["point"] * 2 * speaks
        if outing["visits"]:
            total += weight["idle"] * (outing["finish"] - outing["depart"])
    for school in day["schools"]:
        came = [g["size"] for g in day["groups"] for v in outings[g["id"]]["visits"] if v["school"] == school["id"]]
        lasts = sum(bool(o["visits"]) and o["visits"][-1]["school"] == school["id"] for o in outings.values())
        share = count // schools if school.get("little_known") else (count + schools - 1) // schools
        total += weight["unfair"] * max(0, school.get("target_visitors", 0) - sum(came))
        total += weight["unfair"] * 10 * max(0, lasts - share)
    return total
