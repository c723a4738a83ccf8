"""The life that entries without a proposal share: sessions and call lists, by generations.

You need this when such an entry is written twice, or not again. It is written once; its owner's deletion
holds; only his word, or our own cancellation once it is wanted again, gives it a next generation.
"""

from dataclasses import replace

from zaaikalender.core.appointments import Draft, Entry, Kind, State
from zaaikalender.core.desk import Desk
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import theirs
from zaaikalender.core.plan import Create
from zaaikalender.core.reasons import Reason
from zaaikalender.core.unsure import may_stand_again, wanted_again

GENERATIONS = 5
"""So many generations of a key are looked for among the marks that stand."""


def latest_of(desk: Desk, identity: Identity) -> Entry | None:
    """The last generation of an entry, written now or known; None where it was never written."""
    found = None
    created = {each.entry.key: each.entry for each in desk.operations if isinstance(each, Create)}
    for generation in range(GENERATIONS):
        key = desk.key(replace(identity, generation=generation))
        found = created.get(key) or desk.entries.get(key) or found
    return found


def may_come(desk: Desk, latest: Entry | None) -> bool:
    """Whether it may be written (again): it never was, its owner wants it again, or we took it away."""
    return latest is None or latest.because.code == "again" or may_stand_again(desk, latest)


def create(desk: Desk, identity: Identity, latest: Entry | None, draft: Draft, because: Reason) -> None:
    """Lays its creation down: without a prefix, as approved, in the generation after the latest."""
    if latest:
        identity = replace(identity, generation=latest.identity.generation + 1)
    draft = desk.situation.dialect(draft)
    blank = _blank(desk, identity, State.APPROVED, because)
    entry = replace(blank, written=draft, seen_title=draft.title, seen_when=draft.when)
    desk.operations.append(Create(entry=entry, draft=draft, because=because))


def take_away(desk: Desk, entry: Entry, because: Reason) -> None:
    """Removes what nobody asks for any more, unless somebody touched it or it has begun."""
    event = desk.events.get(entry.key)
    if event is None or desk.eyes.has_begun(event.when):
        return
    if theirs(entry, event, desk.eyes) or desk.has_outsiders(event):
        desk.leave(entry, Reason("edited_by_owner"))
        return
    desk.cancel(entry, event, because)


def adopt(desk: Desk, identity: Identity) -> Entry | None:
    """Takes over what stands with our mark and of which the store knows nothing: all of it is theirs."""
    events = {event.key: event for event in reversed(desk.own)}
    found = None
    for generation in range(GENERATIONS):
        this = replace(identity, generation=generation)
        event = events.get(desk.key(this))
        if event and event.key not in desk.situation.known.foreign:
            desk.events = {**desk.events, desk.key(this): event}
            blank = _blank(desk, this, State.APPROVED, Reason("adopted"))
            found = replace(blank, ref=event.ref, uid=event.uid, version=event.version)
            desk.put(found, seen_title=event.title, seen_when=event.when)
    return found


def hold_back(desk: Desk, identity: Identity) -> None:
    """After the store was lost: what does not stand may have been deleted, so one question for all."""
    wanted_again(desk, desk.put(_blank(desk, identity, State.UNKNOWN, Reason("lost_store"))))


def _blank(desk: Desk, identity: Identity, state: State, because: Reason) -> Entry:
    return Entry(
        key=desk.key(identity),
        calendar=desk.situation.calendar,
        kind=Kind(identity.kind),
        identity=identity,
        state=state,
        since=desk.situation.now,
        because=because,
    )
