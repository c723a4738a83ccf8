"""What is kept of a login at Google between two passes, as one text to be sealed.

You need this when what is kept of a login changes: what was kept before must still be read.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from zaaikalender.errors import AccessRevoked

TRIAL = timedelta(days=7)
"""So long a login lasts while the consent screen is in testing (identity/protocols/oauth2, "Expiration")."""
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A token with its end, and what renews it. All moments in UTC.

    `refresh` is empty under delegation. `since` is when the person consented, `renewed` when it last worked,
    `dies` when Google will end the login, where it said so.
    """

    access: str = field(default="", repr=False)
    until: datetime = _LONG_AGO
    refresh: str = field(default="", repr=False)
    scopes: frozenset[str] = frozenset()
    since: datetime = _LONG_AGO
    renewed: datetime = _LONG_AGO
    dies: datetime | None = None

    def written(self) -> str:
        """As text, to be sealed."""
        line = {
            "access": self.access,
            "until": self.until.isoformat(),
            "refresh": self.refresh,
            "scopes": sorted(self.scopes),
            "since": self.since.isoformat(),
            "renewed": self.renewed.isoformat(),
            "dies": self.dies.isoformat() if self.dies else None,
        }
        return json.dumps(line)

    @property
    def on_trial(self) -> bool:
        """Whether Google said that this login ends within a week: the consent screen is in testing."""
        return self.dies is not None and self.dies - self.since <= TRIAL

    def died_of_testing(self, now: datetime) -> bool:
        """Whether a login that is refused now most likely died because the consent screen is in testing.

        Google does not say so by itself: a login that never worked beyond its seventh day did.
        """
        if self.dies is not None and not self.on_trial:
            return False
        return self.renewed <= (self.dies or self.since + TRIAL) <= now


def read(text: str) -> Saved:
    """What was kept. Raises `AccessRevoked` for what is nothing of ours."""
    try:
        line: dict[str, Any] = json.loads(text)
        return Saved(
            access=line["access"],
            until=_moment(line["until"]),
            refresh=line["refresh"],
            scopes=frozenset(line["scopes"]),
            since=_moment(line["since"]),
            renewed=_moment(line["renewed"]),
            dies=_moment(line["dies"]) if line["dies"] else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise AccessRevoked("The stored login cannot be read. Connect the calendar again.") from error


def _moment(text: str) -> datetime:
    """A moment with its zone. Raises `ValueError` for one without."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
