# SPDX-License-Identifier: EUPL-1.2
"""Whoever asks to sign in gets a letter with a link."""

from collections.abc import Iterable

from app.edges.office import Letter, Office
from app.eventlog.outbox import Errand, Reaction, Task
from app.eventlog.views import Recorded
from app.kernel.ids import PersonId, SignInId
from app.people.events import SignInAsked
from app.people.read.colleagues import person_of
from app.people.values import link_token


def hear(recorded: Recorded) -> Iterable[Errand]:
    """Make one letter; none for a link that was handed over on the console."""
    match recorded.event:
        case SignInAsked(bound=True) as e:
            yield Errand(str(e.sign_in_id), e.person_id, {"person": str(e.person_id), "sign_in": str(e.sign_in_id)})


def carry_out(task: Task, office: Office) -> None:
    """Send the link to the address that the vault knows now."""
    with office.reading() as session:
        person = person_of(session, PersonId(task.payload["person"]))
    if person is None or person.email is None:
        return
    token = link_token(office.settings.key, SignInId(task.payload["sign_in"]))
    context = {"name": person.name, "link": office.links.page("people_staff.use_link", token=token)}
    office.post.send(Letter(person.email, "nl", "people/letters/sign_in", context, f"sign-in.{task.id}"))


REACTION = Reaction("people.when_sign_in_asked_then_send_link", (SignInAsked,), hear, carry_out)
