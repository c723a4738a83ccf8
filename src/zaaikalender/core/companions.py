"""What stands beside an appointment of ours and goes along with it: the note after it, the travel around it.

You need this when such an entry moved, or vanished. It follows as long as nobody touched it.
"""

from dataclasses import replace

from zaaikalender.core.appointments import STANDING, Draft, Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, When
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import theirs
from zaaikalender.core.plan import Cancel, Create, Update, changed_fields
from zaaikalender.core.reasons import Reason
from zaaikalender.core.unsure import may_stand_again


def current(desk: Desk, identity: Identity, *, wanted: bool) -> tuple[Identity, Entry | None]:
    """The companion's identity and entry as they hold now; wanted once more, it is the next generation."""
    existing = desk.entries.get(desk.key(identity))
    while wanted and existing and may_stand_again(desk, existing):
        identity = identity.next()
        existing = desk.entries.get(desk.key(identity))
    return identity, existing


def create(desk: Desk, identity: Identity, parent: Entry, draft: Draft) -> None:
    """Lays down a new companion, unless its moment has come already."""
    if desk.eyes.has_begun(draft.when):
        return
    draft = desk.situation.dialect(draft)
    entry = Entry(
        key=desk.key(identity),
        calendar=desk.situation.calendar,
        kind=Kind(identity.kind),
        identity=identity,
        state=State.APPROVED,
        since=desk.situation.now,
        because=parent.because,
        written=draft,
        seen_when=draft.when,
        project=parent.project,
    )
    desk.operations.append(Create(entry=entry, draft=draft, because=parent.because))


def follow(desk: Desk, entry: Entry, parent: Entry, when: When | None, *, gone: bool) -> None:
    """The companion goes to `when`, or away where its appointment is `gone`; None leaves it where it is."""
    standing = desk.events.get(entry.key)
    if standing is None or entry.state not in STANDING or desk.eyes.has_begun(standing.when):
        return
    if desk.has_outsiders(standing):
        # Its owner shared it: whatever we changed would be mailed.
        return
    if gone:
        _take_away(desk, entry, parent, standing)
    elif entry.written and when:
        wanted = replace(entry.written, when=when)
        fields = changed_fields(entry, standing, wanted, desk.eyes)
        if fields:
            because = Reason("moved_by_owner")
            desk.operations.append(
                Update(entry=entry, event=standing, draft=wanted, fields=fields, because=because)
            )


def _take_away(desk: Desk, entry: Entry, parent: Entry, standing: Event) -> None:
    if not theirs(entry, standing, desk.eyes):
        gone = replace(entry, state=State.CANCELLED, since=desk.situation.now, because=parent.because)
        desk.operations.append(Cancel(entry=gone, event=standing, because=parent.because))
