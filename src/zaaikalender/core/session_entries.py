"""The afternoons together in one person's calendar: what is written, and what becomes of it.

You need this when somebody has no afternoon, or its text changed. Who deleted or declined it does not take
part and gets it no more; who moved it keeps it where he put it. Its text says how many take part; it changes
only when that number does, and only where nobody touched it.
"""

from dataclasses import replace
from datetime import date

from zaaikalender.core.appointments import STANDING, Draft, Entry, Field, Kind
from zaaikalender.core.choosing import day_of, identity_on
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import Event, Shown, Timed
from zaaikalender.core.freetime import at_work, collides
from zaaikalender.core.identity import Identity
from zaaikalender.core.plan import Unplaced, Update, changed_fields
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.sessions import Session
from zaaikalender.core.shared_entries import adopt, create, hold_back, latest_of, may_come, take_away


def plan_sessions(desk: Desk, *, lost: bool) -> None:
    """Lays down the entries of the office's afternoons, says which have no day, and takes others away.

    `lost` says that the store was: what does not stand is then asked about.
    """
    chosen = [each for each in desk.situation.sessions if each.when]
    ahead = [each for each in chosen if each.when and not desk.eyes.has_begun(each.when)]
    unknown = [each for each in ahead if latest_of(desk, identity_of(desk, each)) is None]
    adopted = [each for each in unknown if adopt(desk, identity_of(desk, each))]
    for session in unknown:
        if session not in adopted and (lost or adopted):
            hold_back(desk, identity_of(desk, session))
    for session in ahead:
        _turn(desk, session)
    for session in desk.situation.sessions:
        if session.when is None:
            _unplaced(desk, session)
    _forget_others(desk, {identity_of(desk, session) for session in chosen})


def identity_of(desk: Desk, session: Session) -> Identity:
    """What a session's entry in this calendar is about."""
    return identity_on(_day(desk, session), session.rule, desk.situation.calendar)


def _forget_others(desk: Desk, wanted: set[Identity]) -> None:
    """Takes away the sessions that no rule asks for any more."""
    for entry in tuple(desk.entries.values()):
        known = replace(entry.identity, generation=0) in wanted
        if entry.kind is Kind.SESSION and entry.state in STANDING and not known:
            take_away(desk, entry, Reason("session_gone"))


def _turn(desk: Desk, session: Session) -> None:
    identity = identity_of(desk, session)
    latest = latest_of(desk, identity)
    if latest and latest.state in STANDING:
        event = desk.events.get(latest.key)
        if event:
            _follow(desk, session, latest, event)
    elif session.when and may_come(desk, latest):
        count = _count(desk, session)
        create(desk, identity, latest, _draft(desk, session, session.when, count), _because(count))
    elif latest:
        desk.leave(latest, latest.because)


def _follow(desk: Desk, session: Session, entry: Entry, event: Event) -> None:
    """The text follows the number who take part; where its owner asked outsiders along, nothing does."""
    count = _count(desk, session)
    if entry.because.facts.get("count") == count or entry.written is None:
        return
    if not isinstance(event.when, Timed) or desk.has_outsiders(event):
        return
    wanted = desk.situation.dialect(
        replace(_draft(desk, session, event.when, count), shown=entry.written.shown)
    )
    if Field.TEXT in changed_fields(entry, event, wanted, desk.eyes):
        because = _because(count)
        desk.operations.append(
            Update(
                entry=replace(entry, because=because),
                event=event,
                draft=wanted,
                fields=frozenset({Field.TEXT}),
                because=because,
                asked=True,
            )
        )


def _because(count: int) -> Reason:
    return Reason("session", {"count": count})


def _draft(desk: Desk, session: Session, when: Timed, count: int) -> Draft:
    """Busy where its owner was free when it was chosen; else it takes no time, and says so."""
    phrases = desk.situation.phrases
    text = phrases.render("text.session", {"count": count})
    if _is_free(desk, session, when):
        return Draft(title=session.rule, when=when, text=text, shown=Shown.BUSY)
    text = f"{phrases.render('text.session_beside')}\n\n{text}"
    return Draft(title=session.rule, when=when, text=text, shown=Shown.FREE)


def _is_free(desk: Desk, session: Session, when: Timed) -> bool:
    situation = desk.situation
    if situation.calendar in session.absent or not at_work(when, situation.hours, situation.office):
        return False
    ours = {entry.ref for entry in desk.entries.values() if entry.kind is Kind.SESSION}
    busy = (each for kept in situation.kept if kept.ref not in ours for each in kept.busy)
    return not collides(when, (*busy, *situation.elsewhere))


def _count(desk: Desk, session: Session) -> int:
    situation = desk.situation
    return situation.turnout.count(session, _day(desk, session), situation.calendar)


def _day(desk: Desk, session: Session) -> date:
    return day_of(session, desk.situation.office)


def _unplaced(desk: Desk, session: Session) -> None:
    """Says which part of the year has no afternoon, and how many could come at best."""
    why = session.shortfall
    if why is None or session.last < desk.situation.today:
        return
    identity = Identity(
        kind=Kind.SESSION, rule=session.rule, subject=str(session.year), cycle=str(session.number)
    )
    facts: dict[str, Fact] = {
        "first": session.first,
        "last": session.last,
        "best": why.best,
        "needed": why.needed,
        "calendars": why.calendars,
    }
    because = Reason("no_quorum", facts)
    desk.unplaced.append(
        Unplaced(key=desk.key(identity), kind=Kind.SESSION, rule=session.rule, because=because)
    )
