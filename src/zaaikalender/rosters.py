"""Everybody's list as a pass needs it: read, with the office's forms and pace, and grown by answers.

You need this when a list on file does not lead to a plan. A list that cannot be opened now is None: nothing
is concluded from it, and nothing ended.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from zaaikalender.config import CalendarConfig
from zaaikalender.core.contacts import Network
from zaaikalender.core.joining import joined
from zaaikalender.core.records import Known
from zaaikalender.engine import failure_of
from zaaikalender.errors import ZaaiError
from zaaikalender.lists import Means, join_once, list_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rosters:
    """The lists of an office."""

    means: Means

    def network(self, calendar: CalendarConfig, now: datetime) -> tuple[Network | None, str]:
        """A person's list as of `now` (UTC), and by what to see a change; None where it cannot be opened."""
        try:
            listed = list_of(calendar, self.means, now=now)
        except ZaaiError as error:
            # `doctor` and `contacts list` say so to its owner.
            _LOG.warning("list not read", extra={"calendar": calendar.name, "why": failure_of(error)})
            return None, ""
        network = self.means.config.network(calendar, listed.contacts)
        return network, listed.fingerprint if listed.contacts else ""

    def heard(self, calendar: CalendarConfig, known: Known, now: datetime) -> None:
        """Who joined the list by an answer, in any pass before, goes onto it. Raises `StoreError`."""
        if people := joined(known.questions):
            join_once(calendar, people, self.means, now=now)
