# SPDX-License-Identifier: EUPL-1.2
"""When a tour group or a whole carrousel is cancelled, its guides and schools hear which groups do not come."""

from collections.abc import Iterable, Iterator

from app.carrousels.events import CarrouselCancelled, TourGroupCancelled
from app.carrousels.react._telling import Telling, tell
from app.carrousels.read.changes import led_by, receptions
from app.carrousels.read.published import PublishedCarrousel, ShownGroup, carrousel_of
from app.carrousels.values import Reason
from app.edges.office import Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import CarrouselId


def hear(recorded: Recorded) -> Iterable[Errand]:
    assert isinstance(recorded.event, TourGroupCancelled | CarrouselCancelled)
    event = recorded.event
    groups = event.tour_group_ids if isinstance(event, CarrouselCancelled) else (event.tour_group_id,)
    payload: dict[str, str | int] = {
        "carrousel_id": event.carrousel_id,
        "groups": ",".join(groups),
        "reason": event.reason.value,
        "whole": int(isinstance(event, CarrouselCancelled)),
    }
    yield Errand(f"{event.carrousel_id}.{recorded.position}", event.carrousel_id, payload)


def carry_out(task: Task, office: Office) -> None:
    carrousel_id = CarrouselId(task.payload["carrousel_id"])
    with office.reading() as session:
        carrousel = carrousel_of(session, carrousel_id)
    assert carrousel is not None, "what is cancelled was published"
    ids = set(str(task.payload["groups"]).split(","))
    gone = tuple(g for g in carrousel.groups if g.tour_group_id in ids)
    letters = _letters(carrousel, gone, Reason(task.payload["reason"]), whole=bool(task.payload["whole"]))
    tell(office, task, carrousel_id, carrousel.area_id, letters)


def _letters(
    carrousel: PublishedCarrousel, gone: tuple[ShownGroup, ...], reason: Reason, *, whole: bool
) -> Iterator[Telling]:
    by_id = {g.tour_group_id: g for g in gone}
    common = {"on": carrousel.on, "daypart": carrousel.daypart, "reason": reason, "whole": whole, "groups": gone}
    common |= {"by_id": by_id}
    for school_id in dict.fromkeys(v.school_id for g in gone for v in g.visits):
        stays = receptions(carrousel.going, school_id)
        told = {"school_id": school_id, "lost": receptions(gone, school_id), "stays": stays}
        known = {"by_id": by_id | {g.tour_group_id: g for g in carrousel.going}}
        yield Telling(school_id, "carrousels/letters/school_cancelled", common | told | known)
    for guide_id in dict.fromkeys(g.guide_id for g in gone if g.guide_id is not None):
        yield Telling(guide_id, "carrousels/letters/guide_cancelled", common | {"lost": led_by(gone, guide_id)})


REACTION = Reaction(
    "carrousels.when_tour_is_cancelled_then_tell_guides_and_schools",
    (TourGroupCancelled, CarrouselCancelled),
    hear,
    carry_out,
)
