"""One pass over one calendar: settle → read → match → wish → place → diff → check → apply.

You need this first when you are new here: `run_pass` is the whole service on one screen. What happens in each
step stands in the core (`decide`), what is read and written in the providers, what survives in the store.

Before each write a durable intent is recorded, and the right to write is checked; the next pass settles what
was left open by looking. A read that fails raises: nothing is ever concluded from half a calendar.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from zaaikalender.carry_out import Writer, carried_out, settled
from zaaikalender.core.decide import Verdict, decide
from zaaikalender.core.desk import Situation
from zaaikalender.core.plan import Operation, Plan
from zaaikalender.core.ports import Ledger
from zaaikalender.core.projects import Project
from zaaikalender.core.records import Findings, Known, Lease, Subject
from zaaikalender.delivery import mailed
from zaaikalender.errors import ZaaiError
from zaaikalender.looking import Reading, certainly_gone, look, projects_of, twins_in
from zaaikalender.met import met_by_name
from zaaikalender.posts import Bureau, Post
from zaaikalender.together import as_shown, asked, kept_in, turnout_in, with_helper, with_helps, with_sessions

LEASE_SECONDS = 300
"""Longer than the longest time-out of any single write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a pass came to: the plan, what of it was done and mailed, and what failed on the way."""

    calendar: str
    plan: Plan
    reading: Reading
    done: tuple[Operation, ...] = ()
    failed: tuple[str, ...] = ()
    mailed: int = 0


def run_pass(  # noqa: PLR0913 - what a pass needs, each by its name
    post: Post,
    bureau: Bureau,
    ledger: Ledger,
    lease: Lease,
    *,
    now: datetime,
    told: "Told | None" = None,
    known: Known | None = None,
    reading: Reading | None = None,
) -> Result:
    """One pass, unattended, under the configured policy and limits; the lease is its right to write.

    `now` (UTC) is the moment as of which it decides. `told` hears of each operation that was carried out.
    `known` and `reading` are from a glance (`glance`) since which nobody else had the right to write. Raises
    the errors of reading; those of a single write stand in the result, and the next pass settles it.
    """
    writer = Writer(ledger=ledger, target=post.target, lease=lease, now=now, seconds=LEASE_SECONDS)
    known = settled(writer, known or ledger.load(post.name, now=now))
    reading = _taken_in(post, ledger, lease, reading or look(post, bureau, known, now=now), now=now)
    reading = with_sessions(post, bureau, ledger, reading, now=now)
    reading = with_helper(post, bureau, reading, ledger.kept_by_all)
    verdict = decided(post, bureau, ledger.claim, reading, now=now)
    ledger.record(lease, _findings(reading.known, verdict), now=now)
    for new, old in verdict.renames:
        ledger.rename_rule(new, old)
    _keep_consent(post, ledger, reading.known, verdict.plan)
    if verdict.plan.stopped and not verdict.plan.operations:
        return Result(calendar=post.name, plan=verdict.plan, reading=reading)
    done, failed = carried_out(writer, allowed(verdict.plan), told or _nobody)
    mail = mailed(writer, post, verdict, done)
    return Result(
        calendar=post.name,
        plan=verdict.plan,
        reading=reading,
        done=done,
        failed=failed + mail.failed,
        mailed=mail.sent,
    )


def _keep_consent(post: Post, ledger: Ledger, known: Known, plan: Plan) -> None:
    """Other rules that touch nothing that stands need no new yes: the old one goes on under them."""
    consent = known.state.consent
    if consent and consent.rules != post.fingerprint and plan.stopped is None:
        ledger.consent(post.name, replace(consent, rules=post.fingerprint))


Told = Callable[[Operation], None]
"""Hears of an operation that was carried out."""


def _nobody(_operation: Operation) -> None:
    """Nobody wants to hear of it."""


def take_in(  # noqa: PLR0913 - what a read needs, each by its name
    post: Post, bureau: Bureau, ledger: Ledger, lease: Lease, known: Known, *, now: datetime
) -> Reading:
    """Reads what changed and records it, cursor and all, in one transaction; a quiet calendar costs none."""
    return _taken_in(post, ledger, lease, look(post, bureau, known, now=now), now=now)


def _taken_in(post: Post, ledger: Ledger, lease: Lease, reading: Reading, *, now: datetime) -> Reading:
    if not reading.changed:
        return reading
    ledger.record(lease, reading.findings, now=now)
    # Looked up after our own is recorded: of two passes that find one project, at least one sees the other.
    office = ledger.load(post.name, now=now)
    return replace(reading, known=replace(office, state=reading.known.state), elsewhere=office.elsewhere)


def preview(
    posts: tuple[Post, ...],
    bureau: Bureau,
    known: Mapping[str, Known],
    *,
    now: datetime,
    spare: "Spare",
) -> tuple[Result, ...]:
    """What a pass over these calendars would do; writes nothing, neither in a calendar nor in a store.

    `spare` hears of a calendar that cannot be read; the others go on.
    """
    readings: dict[str, Reading] = {}
    results: list[Result] = []
    for post in posts:
        try:
            readings[post.name] = look(post, bureau, known[post.name], now=now)
        except ZaaiError as error:
            spare(post.name, error)
    shown = as_shown(readings, bureau, now=now)
    for post in (each for each in posts if each.name in readings):
        others = {name: other.ends for name, other in readings.items() if name != post.name}
        try:
            reading = with_helps(shown[post.name].beside(others), (each.plan for each in results))
            reading = with_helper(post, bureau, reading, lambda: kept_in(readings))
            verdict = decided(post, bureau, None, reading, now=now)
            results.append(Result(calendar=post.name, plan=verdict.plan, reading=reading))
        except ZaaiError as error:
            spare(post.name, error)
    return tuple(results)


Spare = Callable[[str, ZaaiError], None]
"""Hears of a calendar (by its name) that failed while the others go on."""


Claim = Callable[[Sequence[Subject]], tuple[Subject, ...]]
"""Tells under which subject the office knows each of these projects: `Ledger.claim`."""


def decided(post: Post, bureau: Bureau, claim: Claim | None, reading: Reading, *, now: datetime) -> Verdict:
    """The verdict on what was read. With a `claim`, new projects are claimed first."""
    twins = twins_in(reading, bureau.rules, bureau.office, post)
    projects = projects_of(reading, bureau.rules, bureau.office, bureau.homes, post, twins=twins)
    if claim is not None:
        projects = _claimed(claim, projects)
    situation = Situation(
        calendar=post.name,
        owner=post.owner,
        office=bureau.office,
        hours=post.hours,
        policy=bureau.policy,
        rules=bureau.rules,
        office_key=bureau.office_key,
        now=now,
        window=reading.window,
        known=reading.known,
        kept=reading.kept,
        phrases=bureau.phrases,
        dialect=post.target.dialect,
        mails=post.target.traits.mails,
        fingerprint=post.fingerprint,
        elsewhere=post.elsewhere(reading.window),
        projects=projects,
        doubts=twins,
        unreadable=reading.unreadable,
        gone=certainly_gone(reading, post.target),
        by_name=met_by_name(reading, projects, bureau.office, bureau.rules, post, now=now),
        sessions=asked(bureau, reading),
        turnout=turnout_in(bureau, reading.known.turnout),
        network=post.network,
        dates=bureau.dates,
    )
    return decide(situation)


def _claimed(claim: Claim, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """The projects with the subjects under which the office knows them; two may turn out to be one."""
    fresh = [project for project in projects if project.is_new]
    if not fresh:
        return projects
    claimed = dict(
        zip((project.subject.id for project in fresh), claim([p.subject for p in fresh]), strict=True)
    )
    found: dict[str, Project] = {}
    for project in projects:
        subject = claimed.get(project.subject.id, project.subject)
        before = found.get(subject.id)
        ends = (*before.ends, *project.ends) if before else project.ends
        found[subject.id] = replace(project, subject=subject, ends=ends)
    return tuple(found[key] for key in sorted(found))


def _findings(known: Known, verdict: Verdict) -> Findings:
    return Findings(
        state=known.state,
        letters=verdict.letters if verdict.plan.may_write else (),
        entries=verdict.entries,
        questions=verdict.questions,
        withdrawn=verdict.withdrawn,
        heard=verdict.heard,
    )


def allowed(plan: Plan) -> tuple[Operation, ...]:
    """What may be written: nothing where the plan waits for a yes; else all that no limit holds back."""
    return plan.operations if plan.may_write else ()


def failure_of(error: Exception) -> str:
    """The sentence of a failure, for a run's row and for a person; a defect is told by its kind alone."""
    if isinstance(error, ZaaiError):
        return " ".join(str(error).split())
    return f"This pass met a defect of ours ({type(error).__name__}). It is tried again; please report it."


def next_due(now: datetime, every: timedelta, failures: int) -> datetime:
    """When a calendar's turn comes again: `every`, and twice as long after each failure, to a day at most."""
    return now + min(every * (1 << min(failures, 10)), timedelta(days=1))


__all__ = [
    "Bureau",
    "Post",
    "Result",
    "Spare",
    "allowed",
    "decided",
    "failure_of",
    "next_due",
    "preview",
    "run_pass",
    "take_in",
]
