"""The promises, watched from outside: what a person did is kept here, and each pass is held against it.

You need this to know what a simulation checks. It asks the ledger only which event is which appointment;
whether a pass was right is judged by the calendars alone. Each broken promise is an `AssertionError`.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from builders import AMSTERDAM
from system.office import Home, Office, guests_of
from zaaikalender.core.appointments import Entry, Kind
from zaaikalender.core.events import Event, Shown, Status, Timed, span
from zaaikalender.core.guests import guests_in

PREFIXES = ("voorstel:", "proposal:")
SECRET = "GEHEIM"  # noqa: S105 - a word that its owner wants no guest to read
"""What a person writes in a text for himself alone."""

Snapshot = dict[str, tuple[Event, ...]]
"""A calendar's events by UID."""


def is_proposal(title: str) -> bool:
    return title.strip().casefold().startswith(PREFIXES)


def bare(title: str) -> str:
    return " ".join((title.partition(":")[2] if is_proposal(title) else title).casefold().split())


@dataclass(slots=True)
class Person:
    """What the person behind a calendar did and said, by UID of the event."""

    deleted: set[str] = field(default_factory=set)
    edits: dict[tuple[str, str], Any] = field(default_factory=dict)
    guests: dict[str, set[str]] = field(default_factory=dict)
    yes: dict[str, datetime] = field(default_factory=dict)
    unsaid: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    by_word: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    revived: set[str] = field(default_factory=set)


class Watch:
    """Holds each pass of an office against what its people did."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.people = {name: Person() for name in office.homes}
        self.names: dict[str, tuple[str, str]] = {}
        self.skipped: set[tuple[str, str]] = set()
        self.wanted_again: set[tuple[str, str]] = set()
        self.invited: list[tuple[str, str]] = []

    def snapshot(self, home: Home) -> Snapshot:
        found: dict[str, list[Event]] = {}
        for event in home.hand.events():
            found.setdefault(event.uid, []).append(event)
        return {uid: tuple(events) for uid, events in found.items()}

    def entries(self, home: Home) -> dict[str, Entry]:
        """The ledger's lines by UID; which appointment an event was is remembered for ever."""
        found = {}
        for entry in self.office.store.entries(home.name):
            if entry.uid:
                found[entry.uid] = entry
                self.names[entry.uid] = (self.subject(entry), entry.identity.rule)
        return found

    def subject(self, entry: Entry) -> str:
        return f"{entry.kind.value}:{entry.identity.subject}:{entry.identity.cycle}"

    def note_edit(self, home: Home, uid: str, what: str, value: Any) -> None:
        """The person changed a field; back to what we wrote last is ours again."""
        written = self.entries(home)[uid].written
        if written is not None and getattr(written, what) == value:
            self.people[home.name].edits.pop((uid, what), None)
        else:
            self.people[home.name].edits[uid, what] = value

    def note_yes(self, home: Home, uid: str) -> None:
        """He said yes; what he took back and said again at one moment, nobody saw him take back.

        Who said it by word before has thought since then: a second yes is no new one.
        """
        person, now = self.people[home.name], self.office.now
        if uid in person.by_word:
            return
        said, taken = person.unsaid.pop(uid, (now, None))
        person.yes[uid] = said if taken == now else now

    def note_no(self, home: Home, uid: str) -> None:
        """He took his yes back."""
        person = self.people[home.name]
        person.by_word.discard(uid)
        if uid in person.yes:
            person.unsaid[uid] = (person.yes.pop(uid), self.office.now)

    def note_deletion(self, home: Home, uid: str) -> None:
        """The person deleted one of ours."""
        self.people[home.name].deleted.add(uid)
        if (
            uid in self.names
            and self.names[uid] not in self.wanted_again
            and not self._is_replaced(home, uid)
        ):
            self.skipped.add(self.names[uid])

    def _is_replaced(self, home: Home, uid: str) -> bool:
        """Whether he had another one planned in its place: then he just clears the old one away."""
        entry = self.entries(home).get(uid)
        return entry is not None and entry.because.code == "again"

    def note_wish(self, name: tuple[str, str]) -> None:
        """He said that he wants it again: until it stands, deleting an old one takes nothing back."""
        self.wanted_again.add(name)
        self.skipped.discard(name)

    def note_return(self, home: Home, uid: str) -> None:
        self.people[home.name].deleted.discard(uid)
        self.people[home.name].revived.add(uid)
        self.skipped.discard(self.names.get(uid, ("", "")))

    def check(self, home: Home, before: Snapshot, after: Snapshot) -> None:
        """One pass, whole or broken off, made `after` of `before`."""
        entries = self.entries(home)
        self._others_are_left_alone(before, after, entries)
        for uid in entries:
            if uid in before:
                self._ours(home, entries[uid], before[uid], after.get(uid))
        for uid, events in after.items():
            if uid not in before:
                self._new(home, uid, events, before, entries)
            if uid in entries:
                self._guests(home, uid, before.get(uid), events[0])
        self._no_doubles(home, after, entries)

    def _others_are_left_alone(self, before: Snapshot, after: Snapshot, entries: dict[str, Entry]) -> None:
        for uid, events in before.items():
            if uid not in entries and uid not in self.names:
                assert after.get(uid) == events, f"an event that is not ours was touched: {events[0].title}"

    def _ours(
        self, home: Home, entry: Entry, before: tuple[Event, ...], after: tuple[Event, ...] | None
    ) -> None:
        person, old = self.people[home.name], before[0]
        if after == before:
            return
        what = f"{old.title} ({entry.state})"
        begun = span(old.when, AMSTERDAM)[0] <= self.office.now
        assert not begun or entry.kind is Kind.QUESTION, f"what had begun was changed: {what}"
        allowed = entry.uid in person.asked
        if guests_of(old) and not allowed:
            kept = after is not None and self._same(person, old, after[0])
            invited = after is not None and guests_of(after[0]) > guests_of(old)
            assert kept or invited, f"what has guests from outside was changed: {what}"
        if after is None:
            touched = [name for uid, name in person.edits if uid == entry.uid]
            assert allowed or not touched, f"what a person edited ({touched}) was taken away: {what}"
            return
        if allowed:
            return
        self._edits_hold(person, entry, old, after[0])

    def _same(self, person: Person, old: Event, new: Event) -> bool:
        """Whether a guest would notice nothing; the prefix may go where its owner said yes."""
        title = new.title
        if old.uid in person.yes and bare(new.title) == bare(old.title):
            title = old.title
        return replace(new, version="", attendees=(), title=title) == replace(old, version="", attendees=())

    def _edits_hold(self, person: Person, entry: Entry, old: Event, new: Event) -> None:
        uid = str(entry.uid)
        if (uid, "title") in person.edits:
            assert bare(new.title) == bare(person.edits[uid, "title"]), (
                f"a title was overwritten: {old.title}"
            )
        if (uid, "when") in person.edits:
            assert new.when == person.edits[uid, "when"], f"a move was undone: {old.title}"
        if (
            (uid, "text") in person.edits
            and guests_of(new) == guests_of(old)
            and entry.kind is Kind.FOLLOW_UP
        ):
            assert new.text.split() == old.text.split(), f"a text was overwritten: {old.title}"

    def _new(
        self, home: Home, uid: str, events: tuple[Event, ...], before: Snapshot, entries: dict[str, Entry]
    ) -> None:
        event = events[0]
        # Written, and not in the ledger yet: its intent says what it is.
        entry = entries.get(uid) or self._intended(home, event)
        assert entry is not None, f"an event without a line in the ledger or an intent: {event.title}"
        name = (self.subject(entry), entry.identity.rule)
        assert name not in self.skipped, f"what was deleted came back: {event.title} {self._chain(name)}"
        assert not event.attendees, f"guests on a first insert: {event.title}"
        self.names[uid] = name
        self.wanted_again.discard(name)
        if entry.kind is Kind.FOLLOW_UP:
            self._free(home, event, before)

    def _chain(self, name: tuple[str, str]) -> list[tuple[int, str, str, str]]:
        """All generations of an appointment, for a message."""
        return [
            (each.identity.generation, each.state.value, each.because.code, each.calendar)
            for each in self.office.store.entries()
            if (self.subject(each), each.identity.rule) == name
        ]

    def _intended(self, home: Home, event: Event) -> Entry | None:
        intents = self.office.store.load(home.name, now=self.office.now).intents
        return next((intent.entry for intent in intents if intent.key == event.key), None)

    def _free(self, home: Home, event: Event, before: Snapshot) -> None:
        start, end = span(event.when, AMSTERDAM)
        for others in before.values():
            for other in others:
                blocks = (
                    other.shown is not Shown.FREE
                    and other.status is not Status.CANCELLED
                    and not _declined(other, home)
                )
                since, till = span(other.when, AMSTERDAM)
                taken = blocks and isinstance(other.when, Timed) and since < end and start < till
                assert not taken or other.uid in self._cancelled_now(other), f"not free: {event.title}"

    def _cancelled_now(self, other: Event) -> set[str]:
        """What was taken away in the same pass made room."""
        standing = {each.uid for home in self.office.homes.values() for each in home.hand.events()}
        moved = {
            each.uid
            for home in self.office.homes.values()
            for each in home.hand.events()
            if each.uid == other.uid and each.when != other.when
        }
        return moved if other.uid in standing else {other.uid}

    def _guests(self, home: Home, uid: str, before: tuple[Event, ...] | None, after: Event) -> None:
        person = self.people[home.name]
        had = guests_of(before[0]) if before else set()
        new = guests_of(after) - had
        if new:
            old = before[0] if before else after
            assert uid in person.yes, f"guests without a yes: {after.title}"
            waited = self.office.now - person.yes[uid]
            assert waited >= timedelta(minutes=10), f"invited too soon: {after.title}"
            named = {guest.address for guest in guests_in(old.text)}
            assert new | had >= named >= new, f"other guests than approved: {after.title}"
            # Who said yes outside his calendar finds the prefix gone at the latest when guests stand on it.
            proposed = is_proposal(old.title) and uid not in person.by_word
            assert not proposed, f"invited while it was a proposal: {old.title}"
            assert not is_proposal(after.title), f"an invitation that calls itself a proposal: {after.title}"
            assert SECRET not in after.text, f"a private word in an invitation: {after.title}"
            assert "gasten:" not in after.text, f"the list of guests in an invitation: {after.title}"
            local = self.office.now.astimezone(AMSTERDAM)
            assert local.weekday() < 5 and 9 <= local.hour < 18, "invited outside office hours"  # noqa: PT018
            person.guests[uid] = person.guests.get(uid, set()) | new
            self.invited += [(uid, guest) for guest in new]
        assert guests_of(after) <= person.guests.get(uid, set()) | had, f"a guest from nowhere: {after.title}"

    def _no_doubles(self, home: Home, after: Snapshot, entries: dict[str, Entry]) -> None:
        live = [
            self.names[uid]
            for uid, events in after.items()
            if uid in entries
            and uid not in self.people[home.name].revived
            and span(events[0].when, AMSTERDAM)[1] > self.office.now
            and entries[uid].kind is not Kind.QUESTION
            and uid not in self.people[home.name].asked
            and not _declined(events[0], home)
        ]
        twice = [name for name, count in Counter(live).items() if count > 1]
        assert not twice, f"more than one live event: {twice}"


def _declined(event: Event, home: Home) -> bool:
    answer = event.answer_of(home.owner)
    return answer is not None and answer.value == "declined"
