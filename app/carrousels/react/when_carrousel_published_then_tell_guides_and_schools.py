# SPDX-License-Identifier: EUPL-1.2
"""When a carrousel is published, its guides and schools hear their times; at a later release only those it changes."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.carrousels.events import CarrouselPublished
from app.carrousels.react._telling import Telling, tell
from app.carrousels.read.changes import Difference, difference, led_by, receptions
from app.carrousels.read.releases import Release, before_position, releases_of
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import AreaId, CarrouselId


def hear(recorded: Recorded) -> Iterable[Errand]:
    assert isinstance(recorded.event, CarrouselPublished)
    event = recorded.event
    payload: dict[str, str | int] = {"carrousel_id": event.carrousel_id, "area_id": event.area_id}
    yield Errand(f"{event.carrousel_id}.{event.release}", event.carrousel_id, payload)


def carry_out(task: Task, office: Office) -> None:
    carrousel_id = CarrouselId(task.payload["carrousel_id"])
    with office.reading() as session:
        before, gone = before_position(session, carrousel_id, task.position)
        after = next(r for r in releases_of(session, carrousel_id) if r.position == task.position)
    then = tuple(g for g in (before.groups if before else ()) if g.tour_group_id not in gone)
    differs = difference(before, after, gone)
    tell(office, task, carrousel_id, AreaId(task.payload["area_id"]), _letters(then, after, differs))


def _letters(then: tuple[Any, ...], after: Release, differs: Difference) -> Iterator[Telling]:
    colours = {g.tour_group_id: g for g in (*then, *after.groups)}
    common = {"release": after.release, "on": after.on, "daypart": after.daypart, "moved": differs.moved}
    for school_id in differs.schools:
        was, now = receptions(then, school_id), receptions(after.groups, school_id)
        told = {
            "school_id": school_id,
            "was": was,
            "now": now,
            "by_id": colours,
            "groups": after.groups,
            "before": then,
        }
        yield Telling(school_id, "carrousels/letters/school_times", common | told)
    for guide_id in differs.guides:
        groups, before = led_by(after.groups, guide_id), led_by(then, guide_id)
        ids = {g.tour_group_id for g in groups}
        changes = [c for c in differs.groups if c.group.tour_group_id in ids and not c.is_new]
        lost = [g for g in before if g.tour_group_id not in ids]
        named = {p for c in changes for one in c.changes if one.what == "guide" for p in (one.before, one.after) if p}
        told = {"groups": groups, "before": then, "changes": changes, "lost": lost, "guide_ids": named}
        yield Telling(guide_id, "carrousels/letters/guide_times", common | told)


REACTION = Reaction(
    "carrousels.when_carrousel_published_then_tell_guides_and_schools", (CarrouselPublished,), hear, carry_out
)
