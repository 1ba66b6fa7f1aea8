# SPDX-License-Identifier: EUPL-1.2
"""Which sessions are open, so that signing out or being forgotten ends them at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Field, Session, col

from app.eventlog.tables import ViewRow
from app.eventlog.views import Recorded, View
from app.kernel.ids import PersonId, SignInId
from app.people.events import PersonForgotten, SignedIn, SignedOut, SignInAsked


class SessionRow(ViewRow, table=True):
    __tablename__ = "people_session"
    sign_in_id: str = Field(max_length=48, primary_key=True)
    person_id: str = Field(max_length=48, index=True)
    bound: bool
    until: datetime
    began_at: datetime | None = None


def project(recorded: Recorded, session: Session) -> None:
    """Keep links that may still be used and sessions that are open."""
    match recorded.event:
        case SignInAsked() as e:
            stale = (col(SessionRow.person_id) == e.person_id, col(SessionRow.began_at).is_(None))
            session.execute(delete(SessionRow).where(*stale))
            session.merge(SessionRow(sign_in_id=e.sign_in_id, person_id=e.person_id, bound=e.bound, until=e.until))
        case SignedIn() as e:
            row = session.get_one(SessionRow, str(e.sign_in_id))
            row.began_at = recorded.recorded_at
        case SignedOut() as e:
            session.execute(delete(SessionRow).where(col(SessionRow.sign_in_id) == e.sign_in_id))
        case PersonForgotten() as e:
            session.execute(delete(SessionRow).where(col(SessionRow.person_id) == e.person_id))
        case other:
            raise AssertionError(f"sessions does not know {other.name}")


VIEW = View("people.sessions", (SessionRow,), (SignInAsked, SignedIn, SignedOut, PersonForgotten), project)


@dataclass(frozen=True, slots=True)
class Asked:
    """A link or a session. began_at: None as long as the link was not used."""

    person_id: PersonId
    bound: bool
    began_at: datetime | None


def asked(session: Session, sign_in_id: SignInId) -> Asked | None:
    """Give the link or session of this id, or None when it is over."""
    row = session.get(SessionRow, str(sign_in_id))
    return Asked(PersonId(row.person_id), row.bound, row.began_at) if row else None
