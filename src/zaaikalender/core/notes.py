"""The private quarter of an hour after an invited appointment: where the private words go, and the next step.

You need this to see why "Na …: volgende? actie?" stands where it does. It follows its appointment as long as
nobody touched it.
"""

from dataclasses import replace
from datetime import timedelta

from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.drafts import note
from zaaikalender.core.events import AllDay, Event, Timed, When
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import theirs
from zaaikalender.core.plan import Cancel, Create, Invite, Update, changed_fields
from zaaikalender.core.reasons import Reason
from zaaikalender.core.unsure import is_unsure, wanted_again

QUARTER = timedelta(minutes=15)


def plan_notes(desk: Desk) -> None:
    """Lays down the notes of all that is invited, and takes those away whose appointment is gone."""
    invited_now = {each.entry.key: each.entry for each in desk.operations if isinstance(each, Invite)}
    for entry in tuple(desk.entries.values()):
        parent = invited_now.get(entry.key, entry)
        if parent.kind is not Kind.NOTE and parent.guests:
            _after(desk, parent)


def _after(desk: Desk, parent: Entry) -> None:
    identity = Identity(kind=Kind.NOTE, rule=parent.identity.rule, subject=parent.key)
    event = desk.events.get(parent.key)
    invited = parent.state is State.INVITED and event
    existing = desk.entries.get(desk.key(identity))
    while invited and existing and _may_stand_again(desk, existing):
        identity = identity.next()
        existing = desk.entries.get(desk.key(identity))
    if existing:
        _follow(desk, existing, parent, event)
    elif invited and event and parent.carried:
        # Without words to carry it is an invitation that we found, not one that we sent.
        _create(desk, identity, parent, event)


def _may_stand_again(desk: Desk, note: Entry) -> bool:
    """We took it away with its appointment, which stands again; or its owner wants it again."""
    return (note.state is State.CANCELLED and not is_unsure(note)) or wanted_again(desk, note)


def _right_after(when: When) -> When:
    """The quarter of an hour after it; of whole days the last one."""
    if isinstance(when, Timed):
        return Timed(start=when.end, end=when.end + QUARTER)
    return AllDay(start=when.last, end=when.end)


def _create(desk: Desk, identity: Identity, parent: Entry, event: Event) -> None:
    after = _right_after(event.when)
    if desk.eyes.has_begun(after):
        return
    draft = desk.situation.dialect(note(desk, parent, event, after))
    entry = Entry(
        key=desk.key(identity),
        calendar=desk.situation.calendar,
        kind=Kind.NOTE,
        identity=identity,
        state=State.APPROVED,
        since=desk.situation.now,
        because=parent.because,
        written=draft,
        seen_when=after,
        project=parent.project,
    )
    desk.operations.append(Create(entry=entry, draft=draft, because=parent.because))


def _follow(desk: Desk, entry: Entry, parent: Entry, event: Event | None) -> None:
    """The note moves with its appointment, and goes when that is gone."""
    standing = desk.events.get(entry.key)
    if standing is None or entry.state not in STANDING or desk.eyes.has_begun(standing.when):
        return
    if desk.has_outsiders(standing):
        # Its owner shared it: whatever we changed would be mailed.
        return
    if parent.state in (State.SKIPPED, State.CANCELLED):
        if not theirs(entry, standing, desk.eyes):
            gone = replace(entry, state=State.CANCELLED, since=desk.situation.now, because=parent.because)
            desk.operations.append(Cancel(entry=gone, event=standing, because=parent.because))
        return
    if entry.written is None or event is None:
        return
    wanted = replace(entry.written, when=_right_after(event.when))
    fields = changed_fields(entry, standing, wanted, desk.eyes)
    if fields:
        because = Reason("moved_by_owner")
        desk.operations.append(
            Update(entry=entry, event=standing, draft=wanted, fields=fields, because=because)
        )
