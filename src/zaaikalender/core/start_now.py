"""Start now: a list that is short of its goal gets one quarter of an hour, within two weeks, to be made.

You need this when "Lijst van zeven maken" stands in a calendar. It comes once: who moved or deleted it has
said what he thinks of it. Where the office names a helper it is a proposal, and he is invited only once its
owner took the prefix away.
"""

from dataclasses import replace
from datetime import date, timedelta

from zaaikalender.core.actions import working_hours
from zaaikalender.core.adoption import taken_over
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.contacts import Network
from zaaikalender.core.dates import next_working_day
from zaaikalender.core.desk import Desk
from zaaikalender.core.helping import RULE, is_full, weeks_of, with_room
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import theirs
from zaaikalender.core.notes import QUARTER
from zaaikalender.core.people import Person
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.core.standing import revise_standing
from zaaikalender.core.wishes import Wish, earliest

_WITHIN = timedelta(days=14)
_DUE = timedelta(days=7)


def plan_start(desk: Desk) -> None:
    """Lays down the wish for it, where the office keeps lists and it never stood."""
    network = desk.situation.network
    if network is None:
        return
    key = desk.key(_identity(desk))
    entry = desk.entries.get(key)
    if entry is not None:
        _revise(desk, network, entry)
    elif network.kept and len(network.contacts) < network.goal:
        wish = _wish(desk, network)
        event = next((each for each in desk.own if each.key == key), None)
        if event:
            taken_over(desk, wish, event)
        else:
            desk.wishes.append(wish)


def _identity(desk: Desk) -> Identity:
    return Identity(kind=Kind.ACTION, rule=RULE, subject=desk.situation.calendar)


def _wish(desk: Desk, network: Network) -> Wish:
    """The wish as it is now: with the helper in a week in which he has room, or without him."""
    situation = desk.situation
    first = next_working_day(situation.today, situation.office, situation.hours)
    last = max(first, situation.today + _WITHIN)
    helper = _helper(desk, network)
    if helper:
        taken = weeks_of(helper, situation.known.helps, situation.office)
        # Who is invited gets the notice that everybody gets: that week counts, not this one.
        asked = _wanted(desk, network, helper, first, last).not_before.astimezone(situation.office.zone)
        if room := with_room(min(asked.date(), last), last, taken):
            return _wanted(desk, network, helper, *room)
    return _wanted(desk, network, None, first, last)


def _helper(desk: Desk, network: Network) -> Person | None:
    """Nobody helps himself, and who was forgotten helps nobody."""
    helper = network.helper
    return helper if helper and desk.situation.asker.may_propose(helper) else None


def _wanted(desk: Desk, network: Network, helper: Person | None, first: date, last: date) -> Wish:
    situation, identity = desk.situation, _identity(desk)
    facts: dict[str, Fact] = {"count": len(network.contacts), "goal": network.goal}
    if helper:
        facts["helper"] = helper.name or helper.address
    wish = Wish(
        key=desk.key(identity),
        identity=identity,
        kind=Kind.ACTION,
        due=min(max(first, situation.today + _DUE), last),
        first=first,
        last=last,
        duration=QUARTER,
        between=working_hours(desk),
        not_before=situation.now,
        because=Reason("list_short_with" if helper else "list_short", facts),
        beyond=_WITHIN.days,
        candidates=(helper,) if helper else (),
    )
    return replace(wish, not_before=earliest(wish, situation.asker))


def _revise(desk: Desk, network: Network, entry: Entry) -> None:
    """What becomes of the one that names a helper; without one it is its owner's own affair."""
    event = desk.stands(entry)
    if event is None or not entry.candidates:
        return
    helper = entry.candidates[0]
    if entry.state is State.PROPOSED and len(network.contacts) >= network.goal:
        if not desk.has_outsiders(event) and not theirs(entry, event, desk.eyes):
            desk.cancel(entry, event, Reason("list_full", {"count": len(network.contacts)}))
        return
    if entry.state is State.APPROVED and is_full(
        helper, event.when, desk.situation.known.helps, desk.situation.office
    ):
        full = Reason("helper_full", {"helper": helper.name or helper.address, "start": event.when.start})
        desk.leave(entry, full)
        desk.notices.append(full)
        return
    first, last = entry.first or desk.situation.today, entry.last or desk.situation.today
    wish = replace(_wanted(desk, network, helper, first, last), due=entry.due or first)
    revise_standing(desk, wish, entry)
