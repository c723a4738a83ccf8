"""One mail to a calendar's owner where the calendar itself cannot tell him: at most one a day.

You need this when a login was revoked, or a calendar was not reached for a day, and nobody looks at
`doctor`. All that can stand in the calendar stands there; this is for what cannot.
"""

import logging
from datetime import datetime, timedelta

from zaaikalender.carry_out import Writer
from zaaikalender.core.appointments import Draft
from zaaikalender.core.events import AllDay, Shown
from zaaikalender.core.letters import Letter, Purpose, Stage
from zaaikalender.core.ports import Ledger
from zaaikalender.core.records import Findings, Known, Lease
from zaaikalender.delivery import delivered
from zaaikalender.engine import LEASE_SECONDS, failure_of
from zaaikalender.errors import AccessRevoked, ZaaiError
from zaaikalender.posts import Bureau, Post

QUIET = timedelta(days=1)
"""A calendar that was good less than so long ago may come back by itself."""

_KEY = "notice"
_LOG = logging.getLogger(__name__)


def tell_by_mail(  # noqa: PLR0913 - who is told of what, each by its name
    post: Post, bureau: Bureau, ledger: Ledger, lease: Lease, error: Exception, *, now: datetime
) -> None:
    """Mails the owner why his calendar cannot be kept up, where that is worth a mail."""
    if post.postman is None:
        return
    writer = Writer(ledger=ledger, target=post.target, lease=lease, now=now, seconds=LEASE_SECONDS)
    try:
        known = ledger.load(post.name, now=now)
        letter = _letter(post, bureau, failure_of(error), now)
        if _is_due(known, letter, error, now):
            ledger.record(lease, Findings(state=known.state, letters=(letter,)), now=now)
            delivered(writer, post.postman, post.owner, [letter])
    except ZaaiError as failure:
        _LOG.warning("no notice was mailed", extra={"calendar": post.name, "why": type(failure).__name__})


def _is_due(known: Known, letter: Letter, error: Exception, now: datetime) -> bool:
    before = [each.stage for each in known.letters if each.id == letter.id]
    if any(stage is not Stage.WAITING for stage in before):
        return False
    last_good = known.state.last_good
    return isinstance(error, AccessRevoked) or (last_good is not None and last_good <= now - QUIET)


def _letter(post: Post, bureau: Bureau, sentence: str, now: datetime) -> Letter:
    """The day is its number: another one the same day is the same letter."""
    today = now.astimezone(bureau.office.zone).date()
    when = AllDay(start=today, end=today + timedelta(days=1))
    return Letter(
        calendar=post.name,
        key=_KEY,
        purpose=Purpose.NOTICE,
        sequence=today.toordinal(),
        to=post.owner,
        uid="",
        guests=(),
        draft=Draft(title="", when=when, text="", shown=Shown.FREE),
        subject=bureau.phrases.render("title.mail_notice"),
        body=bureau.phrases.render("text.mail_notice", {"why": bureau.phrases.verbatim(sentence)}),
        at=now,
        over=now,
    )
