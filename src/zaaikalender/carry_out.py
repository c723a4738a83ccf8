"""The writing half of a pass: a durable intent, the write, its outcome; and settling what was left open.

You need this when a process was killed in the middle of a write. Nothing is ever written a second time
without looking first. Where a calendar forgets what was deleted, and a write's outcome is unknown and nothing
stands, we do not guess: the appointment is `unknown`, and its owner is asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic

from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.events import Event
from zaaikalender.core.letters import Letter
from zaaikalender.core.life import same_text
from zaaikalender.core.plan import Cancel, Create, Invite, Operation, Update, act_of
from zaaikalender.core.ports import Ledger, Target
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Act, Intent, Known, Lease
from zaaikalender.core.written import merged, seen, standing, updated
from zaaikalender.errors import AccessRevoked, NotOurs, NotWritten, Stale


@dataclass(slots=True, kw_only=True)
class Right:
    """The right to act for one calendar, and where to record what was done.

    `now` (UTC) is the moment as of which the pass decides. Before each write the lease is renewed for
    `seconds`, counted from then: a long pass over a slow network keeps its right as long as it goes on.
    """

    ledger: Ledger
    lease: Lease
    now: datetime
    seconds: int
    _begun: float = field(default_factory=monotonic)

    def begin(self, intent: Intent) -> None:
        """Records a write before it happens; from here on it may have happened."""
        at = self.now + timedelta(seconds=monotonic() - self._begun)
        self.lease = self.ledger.begin(self.lease, intent, now=at, seconds=self.seconds)

    def hand_over(self, letter: Letter) -> None:
        """Records that a mail server may have this letter; from here on it may have been sent."""
        at = self.now + timedelta(seconds=monotonic() - self._begun)
        self.lease = self.ledger.hand_over(self.lease, letter, now=at, seconds=self.seconds)

    def settle(self, intent: Intent, entry: Entry) -> None:
        """Records how it ended."""
        self.ledger.settle(self.lease, intent, entry, now=self.now)

    def drop(self, intent: Intent) -> None:
        """Records that it certainly did not happen."""
        self.ledger.drop(self.lease, intent)


@dataclass(slots=True, kw_only=True)
class Writer(Right):
    """The right to write one calendar, and that calendar."""

    target: Target


def carried_out(
    writer: Writer, operations: Iterable[Operation], told: Callable[[Operation], None]
) -> tuple[tuple[Operation, ...], tuple[str, ...]]:
    """Carries the operations out in their order; gives what was done, and sentences about what was refused.

    A write that was certainly refused is left to the next pass, and so is what belongs to it (the note after
    an invitation); the others go on. One whose outcome is unknown raises: its intent stays open.
    """
    done: list[Operation] = []
    refused: list[str] = []
    without: set[str] = set()
    for operation in operations:
        if operation.entry.identity.subject in without:
            continue
        intent = Intent(
            calendar=writer.lease.calendar,
            key=operation.entry.key,
            act=act_of(operation),
            entry=_as_meant(operation),
            at=writer.now,
            asked=getattr(operation, "asked", False),
            letters=operation.letters if isinstance(operation, Invite) else (),
        )
        writer.begin(intent)
        try:
            entry = _write(writer.target, operation)
        except AccessRevoked:
            # Nobody let us in, so nothing was written.
            writer.drop(intent)
            raise
        except (NotWritten, Stale, NotOurs) as refusal:
            known = _known_already(writer.target, operation, refusal)
            if known:
                writer.settle(intent, known)
                continue
            writer.drop(intent)
            without.add(operation.entry.key)
            refused.append(" ".join(str(refusal).split()))
            continue
        writer.settle(intent, entry)
        done.append(operation)
        told(operation)
    return tuple(done), tuple(refused)


def _write(target: Target, operation: Operation) -> Entry:
    """One write; gives the ledger's line as it is after it."""
    match operation:
        case Create(entry=entry, draft=draft):
            return standing(entry, target.create(entry.key, draft))
        case Update(entry=entry, event=event, draft=draft, fields=fields):
            return updated(entry, target.update(event, draft, fields), fields)
        case Invite(entry=entry, event=event, approval=approval):
            return standing(entry, target.invite(event, approval))
        case Cancel(entry=entry, event=event):
            target.cancel(event)
            return entry


def _known_already(target: Target, operation: Operation, refusal: Exception) -> Entry | None:
    """The line of what its calendar says it had before: it stands (then it is its owner's), or he deleted it.

    Without it each pass would try again what can never be done.
    """
    if not isinstance(operation, Create) or not isinstance(refusal, Stale):
        return None
    entry, found = operation.entry, target.find(operation.entry.key, None)
    if found:
        return seen(replace(entry, written=None, because=Reason("adopted")), found[0])
    if target.traits.remembers_deleted:
        return replace(entry, state=State.SKIPPED, because=Reason("deleted_by_owner"))
    return None


def _as_meant(operation: Operation) -> Entry:
    """The ledger's line as it will be if the write succeeds."""
    match operation:
        case Update(entry=entry, draft=draft, fields=fields):
            return replace(entry, written=merged(entry.written, draft, fields))
        case _:
            return operation.entry


def settled(writer: Writer, known: Known) -> Known:
    """Looks what became of the writes that an earlier pass left open; gives what is known after that."""
    if not known.intents:
        return known
    before = {entry.key: entry for entry in known.entries}
    for intent in known.intents:
        entry = _outcome(writer.target, intent, before.get(intent.key))
        if entry is None:
            writer.drop(intent)
        else:
            writer.settle(intent, entry)
    return writer.ledger.load(writer.lease.calendar, now=writer.now)


def _outcome(target: Target, intent: Intent, before: Entry | None) -> Entry | None:
    """The line as the calendar shows it; None where the write certainly was not carried out."""
    found = target.find(intent.key, intent.entry.uid)
    event = next((each for each in found if each.uid == intent.entry.uid), found[0] if found else None)
    match intent.act:
        case Act.CREATE:
            return _created(target, intent, event)
        case Act.CANCEL:
            return None if event else _cancelled(intent, before)
        case Act.UPDATE | Act.INVITE if event is None:
            # It is gone: a person's deletion, which looking finds by itself.
            return None
        case Act.UPDATE:
            return _if_changed(intent, before, event)
        case Act.INVITE:
            return seen(intent.entry, event) if event and _was_invited(intent.entry, event) else None


def _was_invited(entry: Entry, event: Event) -> bool:
    """Whether an invitation was carried out: the guests' text is there, or all guests are.

    One guest alone tells nothing: its owner may have added him before.
    """
    standing = {each.person for each in event.attendees} & set(entry.guests)
    swapped = entry.written is not None and same_text(event.text, entry.written.text)
    return bool(standing) and (swapped or standing == set(entry.guests))


def _created(target: Target, intent: Intent, event: Event | None) -> Entry | None:
    if event:
        # What a person changed since is seen by comparing with what we meant to write.
        return replace(intent.entry, ref=event.ref, uid=event.uid, version=event.version)
    if target.traits.remembers_deleted:
        return None
    return replace(intent.entry, state=State.UNKNOWN, since=intent.at, because=Reason("unknown_outcome"))


def _cancelled(intent: Intent, before: Entry | None) -> Entry:
    """Gone, by us or by its owner: where it is wanted once more, he is asked. What he skipped, he skipped."""
    if intent.entry.state is State.SKIPPED:
        return intent.entry
    return replace(before or intent.entry, state=State.CANCELLED, ref=None, because=Reason("cancel_unsure"))


def _if_changed(intent: Intent, before: Entry | None, event: Event | None) -> Entry | None:
    """The line as meant if any field that was to change now holds what we meant."""
    meant, old = intent.entry.written, before.written if before else None
    if event is None or meant is None or old is None:
        return None
    carried = (
        (meant.title != old.title and event.title == meant.title)
        or (meant.when != old.when and event.when == meant.when)
        or (not same_text(meant.text, old.text) and same_text(event.text, meant.text))
        or (meant.shown != old.shown and event.shown == meant.shown)
    )
    return seen(intent.entry, event) if carried else None
