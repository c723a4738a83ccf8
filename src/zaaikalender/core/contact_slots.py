"""The contact slots: who on the list is due, what becomes of the slot that stands for him.

You need this to see why a contact has (or has not) a slot. For each contact there is one chain of slots,
cycle after cycle: held or skipped ends a cycle, a lapse or our own cancellation only a generation. What
stands is fixed; a conversation that its owner plans or holds himself makes it unneeded, or moves it while
nobody touched it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zaaikalender.core.adoption import contact_adopted, held_back
from zaaikalender.core.agreed import meant_by
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.contact_wishes import RULE, contact_wish
from zaaikalender.core.contacts import Contact, Network
from zaaikalender.core.conversations import Conversation, conversations
from zaaikalender.core.dates import add
from zaaikalender.core.desk import Desk
from zaaikalender.core.due import Due, days_of, due_of, last_spoken, next_month
from zaaikalender.core.events import first_day
from zaaikalender.core.identity import Identity
from zaaikalender.core.lapses import after_lapse
from zaaikalender.core.life import theirs
from zaaikalender.core.reasons import Reason
from zaaikalender.core.series import as_series, has_series, is_occurrence
from zaaikalender.core.series_ends import plan_series_that_go
from zaaikalender.core.spreading import hand_out, spread
from zaaikalender.core.standing import revise_standing
from zaaikalender.core.unsure import is_unsure, wanted_again

_SPREAD_SLACK = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A contact who needs a new slot: under which identity; `due` is None for who must be spread."""

    contact: Contact
    identity: Identity
    due: Due | None
    last: date | None


def plan_contacts(desk: Desk, *, lost: bool) -> None:
    """Lays down what the list asks for. A list that could not be read asks for nothing and ends nothing."""
    network = desk.situation.network
    if network is None:
        return
    talks = talks_of(desk, network)
    turns = [
        turn for contact in network.contacts if (turn := _turn(desk, network, contact, talks[contact.id]))
    ]
    for turn, due in _due_days(desk, network, turns):
        wish = as_series(desk, network, contact_wish(desk, network, turn.contact, turn.identity, due))
        if wish and lost:
            wanted_again(desk, held_back(desk, wish))
        elif wish:
            desk.wishes.append(wish)
    _off_the_list(desk, network)
    plan_series_that_go(desk, frozenset(contact.id for contact in network.contacts))


def talks_of(desk: Desk, network: Network) -> dict[str, tuple[Conversation, ...]]:
    """All conversations by contact, as this calendar shows them."""
    met = (event for kept in desk.situation.kept for event in kept.met)
    return conversations(network.contacts, met, desk.entries.values(), desk.events, desk.eyes)


def _turn(desk: Desk, network: Network, contact: Contact, talks: Sequence[Conversation]) -> _Turn | None:
    """What is to be done for one contact; None where nothing new is to be planned."""
    chain = _chain(desk, contact)
    latest = chain[-1] if chain else contact_adopted(desk, contact, network)
    meant = meant_by(desk, contact, talks)
    due = due_of(contact, network, talks, latest, meant, office=desk.situation.office)
    fulfilled = _is_fulfilled(desk, network, contact, talks, due)
    if latest and latest.state in STANDING:
        _revise(desk, network, contact, latest, due, fulfilled=fulfilled)
        return None
    if meant is None and has_series(desk, contact):
        # It has its moment each year, or its owner wants none; only what was agreed comes beside it.
        return None
    if fulfilled or (latest and not _goes_on(desk, latest, chain)):
        return None
    # What its owner just answered may have ended that cycle.
    latest = desk.entries[latest.key] if latest else None
    due = due_of(contact, network, talks, latest, meant, office=desk.situation.office)
    if latest and latest.because.code == "again":
        soon = desk.situation.today + timedelta(days=_SPREAD_SLACK)
        due = Due(day=soon, slack=_SPREAD_SLACK, because=Reason("again"))
    elif due and due.day <= desk.situation.today:
        due = None
    return _Turn(
        contact=contact, identity=_following(latest, contact), due=due, last=last_spoken(contact, talks)
    )


def _chain(desk: Desk, contact: Contact) -> list[Entry]:
    found = (
        entry
        for entry in desk.entries.values()
        if entry.kind is Kind.CONTACT and entry.identity.subject == contact.id and not is_occurrence(entry)
    )
    return sorted(found, key=lambda entry: (_cycle(entry), entry.identity.generation))


def _cycle(entry: Entry) -> int:
    return int(entry.identity.cycle or 0)


def _following(latest: Entry | None, contact: Contact) -> Identity:
    """The identity of the next slot: a new cycle after one held or skipped, else a new generation."""
    first = Identity(kind=Kind.CONTACT, rule=RULE, subject=contact.id, cycle="0")
    if latest is None:
        return first
    if latest.state in (State.HELD, State.SKIPPED):
        return replace(first, cycle=str(_cycle(latest) + 1))
    return latest.identity.next()


def _goes_on(desk: Desk, latest: Entry, chain: Sequence[Entry]) -> bool:
    """Whether something follows after a slot that no longer stands."""
    if is_unsure(latest):
        wanted = wanted_again(desk, latest)
        # Skipped by that answer: then the next one is an interval away, and comes by itself.
        return wanted or desk.entries[latest.key].state is State.SKIPPED
    if latest.state is not State.LAPSED:
        return True
    answer = after_lapse(desk, [each for each in chain if _cycle(each) == _cycle(latest)])
    if answer == "leave":
        desk.put(latest, state=State.SKIPPED, because=Reason("skipped_by_word"))
    return answer is not None


def _is_fulfilled(
    desk: Desk, network: Network, contact: Contact, talks: Sequence[Conversation], due: Due | None
) -> bool:
    """Whether a conversation that is planned already, not by a slot of ours for him, comes in time."""
    today, office = desk.situation.today, desk.situation.office
    in_time = today + timedelta(days=days_of(network.every_of(contact), office, today))
    if due:
        in_time = max(in_time, due.day + timedelta(days=due.slack))
    return any(
        not talk.held and talk.day <= in_time and not _is_slot(desk, talk.key) and _counts(desk, talk)
        for talk in talks
    )


def _is_slot(desk: Desk, key: str | None) -> bool:
    return key is not None and key in desk.entries and desk.entries[key].kind is Kind.CONTACT


def _counts(desk: Desk, talk: Conversation) -> bool:
    """A meeting that is over and was not held (all guests declined) plans nothing."""
    return talk.event is not None and not desk.eyes.is_over(talk.event.when)


def _revise(  # noqa: PLR0913 - all that a slot that stands depends on, each by its name
    desk: Desk, network: Network, contact: Contact, entry: Entry, due: Due | None, *, fulfilled: bool
) -> None:
    """A slot that stands: unneeded, elsewhere, or as it is."""
    event = desk.stands(entry)
    if event is None:
        return
    if entry.state is State.PROPOSED and fulfilled:
        _take_away(desk, entry, Reason("contact_fulfilled", {"name": contact.name}))
        return
    fixed = due is None or due.day <= desk.situation.today
    day = entry.due or first_day(event.when, desk.situation.office.zone)
    because = Reason("contact_first", {"name": contact.name})
    known = Due(day=day, slack=_SPREAD_SLACK, because=due.because if due else because)
    wish = contact_wish(desk, network, contact, entry.identity, known if fixed or due is None else due)
    if fixed and entry.first and entry.last:
        wish = replace(wish, first=entry.first, last=entry.last)
    revise_standing(desk, wish, entry)


def _take_away(desk: Desk, entry: Entry, because: Reason) -> None:
    """Ours alone and untouched: it goes; what a person touched is his."""
    event = desk.stands(entry)
    if event is None:
        return
    if entry.state is not State.PROPOSED or desk.has_outsiders(event) or theirs(entry, event, desk.eyes):
        desk.leave(entry, Reason("edited_by_owner"))
        return
    desk.cancel(entry, event, because)


def _due_days(desk: Desk, network: Network, turns: Sequence[_Turn]) -> list[tuple[_Turn, Due]]:
    """All turns with a due day; the never spoken and then the longest overdue take the first gaps."""
    late = sorted(
        (turn for turn in turns if turn.due is None),
        key=lambda turn: (turn.last or date.min, turn.contact.id),
    )
    fixed = [(turn, turn.due) for turn in turns if turn.due]
    taken = [due.day for _turn, due in fixed] + _standing_days(desk)
    today = desk.situation.today
    days = spread(
        len(late),
        taken,
        size=len(network.contacts),
        start=next_month(today),
        days=days_of(network.every, desk.situation.office, today),
    )
    handed = hand_out(
        late,
        days,
        fits=lambda turn, day: network.form_of(turn.contact).in_season(day),
        until=lambda turn: add(today, network.every_of(turn.contact), desk.situation.office),
    )
    return fixed + [(turn, _spread_due(turn, day)) for turn, day in handed]


def _spread_due(turn: _Turn, day: date) -> Due:
    name = turn.contact.name
    because = (
        Reason("contact_due", {"name": name, "day": turn.last})
        if turn.last
        else Reason("contact_first", {"name": name})
    )
    return Due(day=day, slack=_SPREAD_SLACK, because=because)


def _standing_days(desk: Desk) -> list[date]:
    zone = desk.situation.office.zone
    return [
        first_day(event.when, zone)
        for entry in desk.entries.values()
        if entry.kind is Kind.CONTACT and (event := desk.stands(entry))
    ]


def _off_the_list(desk: Desk, network: Network) -> None:
    """Who is no longer on the list needs no slot."""
    listed = {contact.id for contact in network.contacts}
    for entry in tuple(desk.entries.values()):
        ours = entry.kind is Kind.CONTACT and not is_occurrence(entry) and entry.state in STANDING
        if ours and entry.identity.subject not in listed:
            _take_away(desk, entry, Reason("contact_gone", {"name": entry.project}))
