# SPDX-License-Identifier: EUPL-1.2
"""Add a colleague, and hand out a sign-in link, from the console."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.edges.office import Office
from app.kernel.ids import AreaId, PersonId, SignInId
from app.people.decide.ask_to_sign_in import AskToSignIn
from app.people.decide.grant_role import GrantRole
from app.people.read.colleagues import known_by
from app.people.values import Role, link_token
from app.vault import people as vault

commands = AppGroup("people", help="Colleagues and their sign-in links.")


def add_colleague(office: Office, name: str, email: str, role: Role, area_id: AreaId | None) -> PersonId:
    """Let somebody work here; who is known by this address keeps their id."""
    with office.reading() as session:
        person_id = known_by(session, email) or PersonId.new()
    known = {"colleague_name": name, "colleague_email": email}
    office.ask(GrantRole(person_id, role, area_id), by="program", also=[lambda s: vault.keep(s, person_id, known)])
    return person_id


def console_link(office: Office, person_id: PersonId) -> str:
    """Make a link that works once, for ten minutes, in any browser: whoever reads the console runs the server."""
    sign_in_id = SignInId.new()
    office.ask(AskToSignIn(person_id, sign_in_id, bound=False), by="program")
    return office.links.page("people_staff.use_link", token=link_token(office.settings.key, sign_in_id))


@commands.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice([r.value for r in Role]), default=Role.DIRECTOR.value)
@click.option("--area", help="The id of the area, for a planner or guide.")
def add(email: str, name: str, role: str, area: str | None) -> None:
    """Let somebody work here."""
    add_colleague(current_app.extensions["office"], name, email, Role(role), AreaId(area) if area else None)
    click.echo(f"{email} kan inloggen")


@commands.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a link with which somebody can sign in once, within ten minutes."""
    office: Office = current_app.extensions["office"]
    with office.reading() as session:
        person_id = known_by(session, email)
    if person_id is None:
        raise click.BadParameter(f"niemand hier heeft het adres {email}")
    click.echo(console_link(office, person_id))
