"""One mail to a calendar's owner where the calendar itself cannot tell him: once, and at most one a day.

You need this when a login was revoked, a calendar was not reached for a day, or may be read but not
written, and nobody looks at `doctor`. All that can stand in the calendar stands there; this is for the rest.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zaaikalender.carry_out import Right
from zaaikalender.config import CalendarConfig
from zaaikalender.core.appointments import Draft, Kind
from zaaikalender.core.events import AllDay, Shown
from zaaikalender.core.letters import Letter, Purpose, Stage
from zaaikalender.core.ports import Ledger, Postman
from zaaikalender.core.records import Findings, Known, Lease
from zaaikalender.delivery import delivered
from zaaikalender.engine import LEASE_SECONDS, Result, allowed, failure_of
from zaaikalender.errors import AccessRevoked, ZaaiError
from zaaikalender.posts import Bureau

QUIET = timedelta(days=1)
"""A calendar that was good less than so long ago may come back by itself."""

_KEY = "notice"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Tells owners by mail. `postman` gives who mails, or None; `in_words` tells a failure in theirs."""

    bureau: Bureau
    ledger: Ledger
    postman: Callable[[], Postman | None]
    in_words: Callable[[str], str]

    def failed(self, calendar: CalendarConfig, lease: Lease, error: Exception, *, now: datetime) -> None:
        """A pass failed (`now`: UTC): at once for a login that was refused, else after a day; each once.

        The calendar itself is left alone: most often it is opening it that failed.
        """

        def is_due(known: Known, letter: Letter) -> bool:
            good = known.state.last_good
            since = [each for each in _told(known) if good is None or each.at > good]
            if isinstance(error, AccessRevoked):
                return all(each.body != letter.body for each in since)
            return good is not None and good <= now - QUIET and not since

        self._tell(calendar, lease, failure_of(error), is_due, now)

    def refused(self, calendar: CalendarConfig, lease: Lease, result: Result, *, now: datetime) -> None:
        """The calendar was read, but takes not even what we ask its owner: once for the same reason."""
        asked = [each for each in allowed(result.plan) if each.entry.kind is Kind.QUESTION]
        if not result.failed or not any(each not in result.done for each in asked):
            return

        def is_due(known: Known, letter: Letter) -> bool:
            return all(each.body != letter.body for each in _told(known))

        self._tell(calendar, lease, result.failed[0], is_due, now)

    def _tell(
        self,
        calendar: CalendarConfig,
        lease: Lease,
        sentence: str,
        is_due: Callable[[Known, Letter], bool],
        now: datetime,
    ) -> None:
        try:
            postman = self.postman()
            if postman is None:
                return
            known = self.ledger.load(calendar.name, now=now)
            letter = self._letter(calendar, sentence, now)
            if is_due(known, letter) and all(each.id != letter.id for each in _told(known)):
                right = Right(ledger=self.ledger, lease=lease, now=now, seconds=LEASE_SECONDS)
                self.ledger.record(lease, Findings(state=known.state, letters=(letter,)), now=now)
                delivered(right, postman, calendar.owner, [letter])
        except ZaaiError as failure:
            facts = {"calendar": calendar.name, "why": type(failure).__name__}
            _LOG.warning("no notice was mailed", extra=facts)

    def _letter(self, calendar: CalendarConfig, sentence: str, now: datetime) -> Letter:
        """The day is its number: another one the same day is the same letter."""
        phrases, today = self.bureau.phrases, now.astimezone(self.bureau.office.zone).date()
        when = AllDay(start=today, end=today + timedelta(days=1))
        return Letter(
            calendar=calendar.name,
            key=_KEY,
            purpose=Purpose.NOTICE,
            sequence=today.toordinal(),
            to=calendar.owner,
            uid="",
            guests=(),
            draft=Draft(title="", when=when, text="", shown=Shown.FREE),
            subject=phrases.render("title.mail_notice"),
            body=phrases.render("text.mail_notice", {"why": phrases.verbatim(self.in_words(sentence))}),
            at=now,
            over=now,
        )


def _told(known: Known) -> list[Letter]:
    """The notices that went out, or may have."""
    return [each for each in known.letters if each.key == _KEY and each.stage is not Stage.WAITING]
