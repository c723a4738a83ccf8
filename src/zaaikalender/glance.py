"""A look at a calendar without the right to write it: most passes find nothing to do, and need no more.

You need this to see what an unchanged pass costs: one look at the store, one at the calendar, one commit. Two
processes may look at the same time; only one of them gets the right to write, and only if nobody had it since
that one looked (the fence). So what was loaded and read still holds, and is not loaded or read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from zaaikalender.core.decide import Verdict
from zaaikalender.core.ports import Ledger
from zaaikalender.core.records import Known, Subject
from zaaikalender.engine import Bureau, Post, Result, allowed, decided
from zaaikalender.looking import Reading, look
from zaaikalender.together import all_chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What the store says and, unless an earlier write must be settled first, what the calendar shows.

    `post` is the one to go on with: his other calendars are read once a pass. `quiet` is the whole result
    where there is nothing to record and nothing to write.
    """

    post: Post
    known: Known
    reading: Reading | None = None
    quiet: Result | None = None


def glance(post: Post, bureau: Bureau, ledger: Ledger, *, now: datetime) -> Glance:
    """Looks as of `now` (UTC), and writes nothing, neither in the store nor in the calendar.

    Where somebody has the right to write it does not even look at the calendar. Raises as a read does.
    """
    known = ledger.load(post.name, now=now)
    post = replace(post, elsewhere=cache(post.elsewhere))
    if known.intents or known.state.is_held(now):
        return Glance(post=post, known=known)
    reading = look(post, bureau, known, now=now)
    quiet = None if reading.changed else _quiet(post, bureau, reading, now=now)
    return Glance(post=post, known=known, reading=reading, quiet=quiet)


def _quiet(post: Post, bureau: Bureau, reading: Reading, *, now: datetime) -> Result | None:
    """The whole result where this changes nothing."""
    if not all_chosen(bureau, reading, now=now):
        return None
    unclaimed: list[Subject] = []

    def claim(wanted: Sequence[Subject]) -> tuple[Subject, ...]:
        unclaimed.extend(wanted)
        return tuple(wanted)

    verdict = decided(post, bureau, claim, reading, now=now)
    if unclaimed or not _says_nothing(post, reading.known, verdict):
        return None
    return Result(calendar=post.name, plan=verdict.plan, reading=reading)


def _says_nothing(post: Post, known: Known, verdict: Verdict) -> bool:
    """Whether neither the store nor the calendar would change by what was decided."""
    news = verdict.entries or verdict.heard or verdict.withdrawn or verdict.renames or allowed(verdict.plan)
    mail = verdict.plan.may_write and (verdict.letters or verdict.post)
    asked = {question.number: question for question in known.questions}
    consent = known.state.consent
    return (
        not news
        and not mail
        and all(asked.get(question.number) == question for question in verdict.questions)
        and (consent is None or consent.rules == post.fingerprint)
    )
