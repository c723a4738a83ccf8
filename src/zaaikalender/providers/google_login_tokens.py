"""Tokens for Google's API: kept fresh after connecting, and withdrawn at the end.

You need this when a Google calendar is parked because its login no longer works. What is kept is one text,
which the caller keeps sealed: written only when it changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zaaikalender.providers.door import Door
from zaaikalender.providers.google_login import Registration, saved_from
from zaaikalender.providers.google_login_errors import refused
from zaaikalender.providers.google_login_office import Office, acting_for
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.providers.google_login_wire import posted

_SPARE = timedelta(minutes=5)


@dataclass(kw_only=True)
class Tokens:
    """Bearer tokens for one calendar. `saved` is what connecting kept, `keep` takes what is to be kept.

    `account` and `events` (the scope) are whom and what a service account asks for.
    """

    way: Registration | Office
    account: str
    events: str
    door: Door
    clock: Callable[[], datetime]
    saved: Saved
    keep: Callable[[str], None]

    def __call__(self, fresh: bool) -> str:  # noqa: FBT001 - the shape of `Token`
        """A token that is good for some minutes more. Raises `AccessRevoked`, `Unreachable`."""
        now = self.clock()
        if fresh or self.saved.until - now < _SPARE or not self.saved.access:
            renewed = self._renewed(now)
            self.keep(renewed.written())
            self.saved = renewed
        return self.saved.access

    def _renewed(self, now: datetime) -> Saved:
        if isinstance(self.way, Office):
            return acting_for(self.account, self.way, self.door, events=self.events, now=now)
        return renew(self.way, self.door, self.saved, now=now, lane=self.account)


def renew(registration: Registration, door: Door, saved: Saved, *, now: datetime, lane: str = "") -> Saved:
    """A new token by the refresh token. Raises `AccessRevoked` with what to do, `Unreachable`.

    What was kept under delegation renews nobody's own login.
    """
    if not saved.refresh:
        raise refused("invalid_grant")
    form = {
        "grant_type": "refresh_token",
        "client_id": registration.client_id,
        "client_secret": registration.secret,
        "refresh_token": saved.refresh,
    }
    answer = posted(door, registration.token_uri, form, lane=lane)
    if not answer.done:
        raise refused(
            answer.text("error"), answer.text("error_subtype"), in_testing=saved.died_of_testing(now)
        )
    return saved_from(answer, saved, now)


def withdraw(registration: Registration, door: Door, saved: Saved) -> bool:
    """Ends a login at Google, and all that was granted with it; whether it was still there (RFC 7009)."""
    address = registration.token_uri.rpartition("/")[0]
    return posted(door, f"{address}/revoke", {"token": saved.refresh}).done
