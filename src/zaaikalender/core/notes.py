"""The private quarter of an hour after an invited appointment: where the private words go, and the next step.

You need this to see why "Na …: volgende? actie?" stands where it does.
"""

from datetime import timedelta

from zaaikalender.core.adoption import adopt_notes
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.companions import create, current, follow
from zaaikalender.core.desk import Desk
from zaaikalender.core.drafts import note
from zaaikalender.core.events import AllDay, Timed, When
from zaaikalender.core.identity import Identity
from zaaikalender.core.plan import Invite

QUARTER = timedelta(minutes=15)


def plan_notes(desk: Desk) -> None:
    """Lays down the notes of all that is invited, and takes those away whose appointment is gone."""
    adopt_notes(desk)
    invited_now = {each.entry.key: each.entry for each in desk.operations if isinstance(each, Invite)}
    for entry in tuple(desk.entries.values()):
        parent = invited_now.get(entry.key, entry)
        if parent.kind is not Kind.NOTE and parent.guests:
            _after(desk, parent)


def _after(desk: Desk, parent: Entry) -> None:
    event = desk.events.get(parent.key)
    invited = parent.state is State.INVITED and event is not None
    first = Identity(kind=Kind.NOTE, rule=parent.identity.rule, subject=parent.key)
    identity, existing = current(desk, first, wanted=invited)
    if existing:
        gone = parent.state in (State.SKIPPED, State.CANCELLED)
        follow(desk, existing, parent, _right_after(event.when) if event else None, gone=gone)
    elif invited and event and parent.carried:
        # Without words to carry it is an invitation that we found, not one that we sent.
        create(desk, identity, parent, note(desk, parent, event, _right_after(event.when)))


def _right_after(when: When) -> When:
    """The quarter of an hour after it; of whole days the last one."""
    if isinstance(when, Timed):
        return Timed(start=when.end, end=when.end + QUARTER)
    return AllDay(start=when.last, end=when.end)
