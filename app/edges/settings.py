# SPDX-License-Identifier: EUPL-1.2
"""What an operator can set, each with its default and its place in the environment."""

import os
import secrets
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self, get_type_hints

PREFIX = "SCHOLENTOCHT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one installation; each comes from the environment as SCHOLENTOCHT_<NAME>.

    database_url: sqlite:///… or postgresql://…; base_url: public address, no slash at the end; secret_key: 32 or
    more random characters;
    instance: folder for what the program makes itself; tiles: the file of street tiles; basemap: PMTiles file;
    postcodes: CSV of postcodes;
    pdok: use PDOK's background map; offer_hours: how long an offer stands; offer_closes_hours: no offers this
    close to the start;
    group_km_per_hour: walking speed of a guided group (PLANNING: walk); lead_days: days for invitations (S,
    DOMAIN §4); booking_closes_minutes: before departure;
    booking_limit, sign_in_limit: requests per address, as Flask-Limiter writes them.
    """

    database_url: str = "sqlite:///instance/scholentocht.db"
    base_url: str = "http://127.0.0.1:8000"
    secret_key: str = ""
    instance: str = "instance"
    help_phone: str = "14 038"
    help_email: str = "scholentocht@example.org"
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 2525
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_starttls: bool = False
    mail_from: str = "scholentocht@example.org"
    mail_name: str = "Scholentocht"
    tiles: str = ""
    basemap: str = ""
    postcodes: str = ""
    pdok: bool = False
    proxies: int = 0
    group_km_per_hour: float = 4.5
    lead_days: int = 42
    offer_hours: int = 48
    offer_closes_hours: int = 12
    booking_closes_minutes: int = 60
    plan_seconds: float = 8.0
    booking_limit: str = "60 per hour"
    sign_in_limit: str = "10 per hour"
    languages: tuple[str, ...] = ("nl", "en", "ar")
    testing: bool = False

    @classmethod
    def from_environment(cls, **overrides: Any) -> Self:
        """Read the environment. Raises ValueError naming the variable that cannot be read."""
        found: dict[str, Any] = {}
        hints = get_type_hints(cls)
        for f in fields(cls):
            raw = os.environ.get(PREFIX + f.name.upper())
            if raw is not None:
                found[f.name] = _read(f.name, hints[f.name], raw)
        return cls(**(found | overrides))

    @property
    def secure(self) -> bool:
        """Say whether people reach this installation over https."""
        return self.base_url.startswith("https://")

    @property
    def key(self) -> str:
        """Give the secret key; without one in the settings, one that is made once and kept in the instance folder."""
        if self.secret_key:
            return self.secret_key
        kept = Path(self.instance) / "secret_key"
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48), "ascii")
        return kept.read_text("ascii")


def _read(name: str, kind: Any, raw: str) -> Any:
    variable = PREFIX + name.upper()
    if kind is bool:
        if raw.lower() not in ("0", "1", "no", "yes", "false", "true"):
            raise ValueError(f"{variable}: expected yes or no, not {raw!r}")
        return raw.lower() in ("1", "yes", "true")
    if kind in (int, float):
        try:
            return kind(raw)
        except ValueError:
            raise ValueError(f"{variable}: expected a number, not {raw!r}") from None
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return raw
