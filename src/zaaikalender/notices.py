"""One mail to a calendar's owner where the calendar itself cannot tell him: at most one a day.

You need this when a login was revoked, or a calendar was not reached for a day, and nobody looks at
`doctor`. All that can stand in the calendar stands there; this is for what cannot.
"""

import logging
from datetime import datetime, timedelta

from zaaikalender.carry_out import Right
from zaaikalender.config import CalendarConfig
from zaaikalender.core.appointments import Draft
from zaaikalender.core.events import AllDay, Shown
from zaaikalender.core.letters import Letter, Purpose, Stage
from zaaikalender.core.ports import Ledger, Postman
from zaaikalender.core.records import Findings, Known, Lease
from zaaikalender.delivery import delivered
from zaaikalender.engine import LEASE_SECONDS, failure_of
from zaaikalender.errors import AccessRevoked, ZaaiError
from zaaikalender.posts import Bureau

QUIET = timedelta(days=1)
"""A calendar that was good less than so long ago may come back by itself."""

_KEY = "notice"
_LOG = logging.getLogger(__name__)


def tell_by_mail(  # noqa: PLR0913, PLR0917 - who is told of what, each by its name
    calendar: CalendarConfig,
    postman: Postman,
    bureau: Bureau,
    ledger: Ledger,
    lease: Lease,
    error: Exception,
    *,
    now: datetime,
) -> None:
    """Mails the owner why his calendar cannot be kept up, where that is worth a mail (`now`: UTC).

    The calendar itself is left alone: most often it is opening it that failed.
    """
    right = Right(ledger=ledger, lease=lease, now=now, seconds=LEASE_SECONDS)
    try:
        known = ledger.load(calendar.name, now=now)
        letter = _letter(calendar, bureau, failure_of(error), now)
        if _is_due(known, letter, error, now):
            ledger.record(lease, Findings(state=known.state, letters=(letter,)), now=now)
            delivered(right, postman, calendar.owner, [letter])
    except ZaaiError as failure:
        _LOG.warning("no notice was mailed", extra={"calendar": calendar.name, "why": type(failure).__name__})


def _is_due(known: Known, letter: Letter, error: Exception, now: datetime) -> bool:
    before = [each.stage for each in known.letters if each.id == letter.id]
    if any(stage is not Stage.WAITING for stage in before):
        return False
    last_good = known.state.last_good
    return isinstance(error, AccessRevoked) or (last_good is not None and last_good <= now - QUIET)


def _letter(calendar: CalendarConfig, bureau: Bureau, sentence: str, now: datetime) -> Letter:
    """The day is its number: another one the same day is the same letter."""
    today = now.astimezone(bureau.office.zone).date()
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
        subject=bureau.phrases.render("title.mail_notice"),
        body=bureau.phrases.render("text.mail_notice", {"why": bureau.phrases.verbatim(sentence)}),
        at=now,
        over=now,
    )
