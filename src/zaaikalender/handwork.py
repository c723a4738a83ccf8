"""What a person has us do in his calendar as if he did it there himself: another moment, other guests to ask.

You need this for the page. The calendar is written and the ledger is not: the next pass sees what it would
see had he dragged the appointment or typed in its text, and takes it as his. Only where nobody is invited
yet, so that nobody is mailed by it.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from zaaikalender.app import App
from zaaikalender.config import CalendarConfig
from zaaikalender.core.appointments import Draft, Entry, Field, State
from zaaikalender.core.events import Event, Timed
from zaaikalender.core.guests import guests_in, with_guests
from zaaikalender.core.life import with_prefix
from zaaikalender.core.people import Person
from zaaikalender.core.policy import Start
from zaaikalender.core.series import is_of_series
from zaaikalender.engine import LEASE_SECONDS, take_in
from zaaikalender.errors import Busyness, PlanRefused, Stale

_OPEN = frozenset({State.PROPOSED, State.APPROVED})


def may_move(entry: Entry, now: datetime) -> bool:
    """Whether it can get another moment here: it stands, lies ahead, has hours, and nobody is invited.

    One of a series is moved in the calendar alone.
    """
    when = entry.seen_when or (entry.written.when if entry.written else None)
    ahead = isinstance(when, Timed) and when.start > now
    return entry.state in _OPEN and not entry.guests and ahead and not is_of_series(entry)


def may_ask_others(entry: Entry, now: datetime) -> bool:
    """Whether it can be said here who is to be invited: a proposal of which somebody could be."""
    return entry.state is State.PROPOSED and bool(entry.candidates) and may_move(entry, now)


def may_withdraw(entry: Entry, now: datetime) -> bool:
    """Whether a yes can be taken back here: it is approved, and nobody was invited yet."""
    return entry.state is State.APPROVED and with_prefix(entry) and may_move(entry, now)


def askable(entry: Entry) -> tuple[Person, ...]:
    """Who may be chosen: who could be invited, and whom its owner himself named in its text."""
    named = guests_in(entry.written.text) if entry.written else ()
    return tuple(dict.fromkeys((*named, *entry.seen_guests, *entry.candidates)))


def move(app: App, calendar: CalendarConfig, entry: Entry, start: datetime, now: datetime) -> None:
    """Lets it begin at `start` (with an offset), as long as before.

    Raises `PlanRefused` for a moment that is over, `Busyness`, `Stale`, and what reading and writing raise.
    """
    if start <= now:
        raise PlanRefused("this moment is over already: choose one that lies ahead.")

    def moved(event: Event) -> Draft:
        if not isinstance(event.when, Timed):
            raise PlanRefused("this appointment lasts whole days: move it in the calendar itself.")
        length = event.when.end - event.when.start
        return replace(_as_it_is(event), when=Timed(start=start, end=start + length))

    _written(app, calendar, entry, moved, Field.WHEN, now)


def ask_others(
    app: App, calendar: CalendarConfig, entry: Entry, addresses: Iterable[str], now: datetime
) -> None:
    """Lets its text name these guests and no others; who is no choice (`askable`) is left out.

    Raises as `move` does.
    """
    wanted = {Person(address=each) for each in addresses}
    chosen = tuple(each for each in askable(entry) if each in wanted)

    def asked(event: Event) -> Draft:
        text = with_guests(event.text, app.bureau.phrases.guests(chosen))
        return replace(_as_it_is(event), text=text)

    _written(app, calendar, entry, asked, Field.TEXT, now)


def withdraw(app: App, calendar: CalendarConfig, entry: Entry, now: datetime) -> None:
    """Makes it a proposal again: puts the prefix back before its title. Raises as `move` does."""
    prefix = app.bureau.phrases.prefix

    def proposed(event: Event) -> Draft:
        bare = event.title.removeprefix(prefix)
        return replace(_as_it_is(event), title=f"{prefix}{bare}")

    _written(app, calendar, entry, proposed, Field.TITLE, now)


def _as_it_is(event: Event) -> Draft:
    return Draft(
        title=event.title, when=event.when, text=event.text, shown=event.shown, private=event.private
    )


def _written(  # noqa: PLR0913, PLR0917 - a write, and what it depends on
    app: App,
    calendar: CalendarConfig,
    entry: Entry,
    changed: Callable[[Event], Draft],
    field: Field,
    now: datetime,
) -> None:
    """Changes one field of the appointment as it stands now, while nobody else writes the calendar."""
    known = app.store.load(calendar.name, now=now)
    state = known.state
    if state.paused_at is not None or (state.consent is None and app.config.policy.start is Start.WATCH):
        raise PlanRefused("nothing is written in this calendar now: say yes first, or let it go on.")
    holder = f"hand-{secrets.token_hex(8)}"
    lease = app.store.acquire(calendar.name, holder, now=now, seconds=LEASE_SECONDS)
    if lease is None:
        raise Busyness(f"calendar {calendar.name}: another process works on it. Try again in some minutes.")
    try:
        post = app.post(calendar)
        target = post.target
        found = [each for each in target.find(entry.key, entry.uid) if each.occurrence is None]
        if len(found) != 1 or any(each.person != calendar.owner for each in found[0].attendees):
            raise Stale("this appointment changed in the calendar meanwhile: change it there.")
        target.update(found[0], changed(found[0]), frozenset({field}))
        # Seen at once, so that who asked for it sees it too; what it means is the next pass's matter.
        take_in(post, app.bureau, app.store, lease, known, now=now)
    finally:
        app.store.release(lease)
    app.store.make_due(calendar.name)
