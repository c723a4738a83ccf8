"""Whom to ring on an afternoon together: each person's own list, in his own calendar, for his eyes alone.

You need this to see who stands on it and when it changes. Slots that were not agreed yet come first, then who
was not spoken longest. Its text is brought up to date in the last two weeks before the afternoon, as long as
nobody touched it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from zaaikalender.core.appointments import STANDING, Draft, Entry, Field, Kind, State
from zaaikalender.core.calls import Call, calls_of
from zaaikalender.core.contact_slots import talks_of
from zaaikalender.core.contacts import Network
from zaaikalender.core.conversations import Conversation
from zaaikalender.core.desk import Desk
from zaaikalender.core.due import last_spoken
from zaaikalender.core.events import Event, Shown, Timed
from zaaikalender.core.identity import Identity
from zaaikalender.core.plan import Create, Update, changed_fields
from zaaikalender.core.reasons import Reason
from zaaikalender.core.session_entries import identity_of
from zaaikalender.core.sessions import Session
from zaaikalender.core.shared_entries import adopt, create, hold_back, latest_of, may_come, take_away

FRESH = timedelta(weeks=2)
"""So long before an afternoon its call list is kept up to date."""

_A_THIRD_OF_A_YEAR = timedelta(days=122)
"""Where no later afternoon is known, slots up to so long after this one stand on its list."""


def plan_call_lists(desk: Desk) -> None:
    """Lays down the list beside each afternoon to come in which its owner takes part.

    Where his list of contacts could not be read, everything stays as it is.
    """
    network = desk.situation.network
    if network is None:
        return
    ahead = [each for each in desk.situation.sessions if each.when and not desk.eyes.has_begun(each.when)]
    talks = talks_of(desk, network) if ahead else {}
    for session in ahead:
        beside = latest_of(desk, identity_of(desk, session))
        if beside and beside.state in STANDING:
            _beside(desk, session, beside, _calls(desk, session, network, talks))
    for entry in tuple(desk.entries.values()):
        if entry.kind is Kind.LIST and entry.state in STANDING and not _has_session(desk, entry):
            take_away(desk, entry, Reason("session_gone"))


def _has_session(desk: Desk, entry: Entry) -> bool:
    """Whether its afternoon stands, or merely is over."""
    session = desk.entries.get(entry.identity.subject)
    leaving = {each.entry.key for each in desk.operations if each.entry.state not in STANDING}
    return session is None or (session.state in STANDING | {State.HELD} and session.key not in leaving)


def _beside(desk: Desk, session: Session, beside: Entry, calls: tuple[Call, ...]) -> None:
    identity = Identity(kind=Kind.LIST, rule=session.rule, subject=beside.key)
    event = desk.events.get(beside.key)
    when = event.when if event else session.when
    latest = latest_of(desk, identity) or adopt(desk, identity)
    if not isinstance(when, Timed) or not calls:
        return
    if latest is None and event and beside.written is None:
        # The store was lost, and what does not stand beside it may have been deleted.
        hold_back(desk, identity)
        return
    because = Reason("call_list", {"session": session.rule})
    draft = _draft(desk, session, when, calls)
    if latest and latest.state in STANDING:
        standing = desk.events.get(latest.key)
        if standing:
            _follow(desk, latest, standing, draft, because)
    elif may_come(desk, latest):
        create(desk, identity, latest, draft, because)


def _calls(
    desk: Desk, session: Session, network: Network, talks: Mapping[str, Sequence[Conversation]]
) -> tuple[Call, ...]:
    """Whom to ring: not those with whom a conversation is agreed already."""
    today = desk.situation.today
    return calls_of(
        network.contacts,
        {each.id: last_spoken(each, talks[each.id]) for each in network.contacts},
        waiting=frozenset(_waiting(desk, *_between(desk, session))),
        agreed=frozenset(
            name for name, each in talks.items() if any(not talk.held and talk.day >= today for talk in each)
        ),
    )


def _between(desk: Desk, session: Session) -> tuple[datetime, datetime]:
    """From shortly before this afternoon until the next: slots from there on stand on that one's list."""
    starts = [each.when.start for each in desk.situation.sessions if each.when]
    this = session.when.start if session.when else desk.situation.now
    return this - FRESH, min((start for start in starts if start > this), default=this + _A_THIRD_OF_A_YEAR)


def _waiting(desk: Desk, since: datetime, until: datetime) -> Iterator[str]:
    """The contacts with a slot between these moments which is not agreed yet."""
    new = [each.entry for each in desk.operations if isinstance(each, Create)]
    for entry in (*desk.entries.values(), *new):
        event = desk.events.get(entry.key)
        when = event.when if event else entry.seen_when
        if entry.kind is not Kind.CONTACT or entry.state is not State.PROPOSED:
            continue
        if isinstance(when, Timed) and since <= when.start < until:
            yield entry.identity.subject


def _follow(desk: Desk, entry: Entry, event: Event, draft: Draft, because: Reason) -> None:
    """It goes where its afternoon goes; its text is renewed shortly before."""
    if entry.written is None or desk.has_outsiders(event) or not isinstance(draft.when, Timed):
        return
    wanted = desk.situation.dialect(draft)
    fields = changed_fields(entry, event, wanted, desk.eyes) - {Field.TITLE}
    if desk.situation.now < draft.when.start - FRESH:
        fields -= {Field.TEXT}
    if fields:
        desk.operations.append(Update(entry=entry, event=event, draft=wanted, fields=fields, because=because))


def _draft(desk: Desk, session: Session, when: Timed, calls: tuple[Call, ...]) -> Draft:
    phrases = desk.situation.phrases
    lines = "\n".join(_line(desk, call) for call in calls)
    return Draft(
        title=phrases.render("title.call_list", {"session": session.rule}),
        when=when,
        text=phrases.render("text.call_list", {"lines": phrases.verbatim(lines)}),
        shown=Shown.FREE,
        private=True,
    )


def _line(desk: Desk, call: Call) -> str:
    phrases, who = desk.situation.phrases, call.contact
    parts = [part for part in (who.name or who.address, who.organisation, who.telephone) if part]
    shown = ", ".join(phrases.fill("{part}", {"part": part}) for part in parts)
    spoken = (
        phrases.render("text.call_spoken", {"last": call.last})
        if call.last
        else phrases.render("text.call_never")
    )
    code = "text.call_waits" if call.waits else "text.call_line"
    return phrases.render(code, {"who": phrases.verbatim(shown), "spoken": phrases.verbatim(spoken)})
