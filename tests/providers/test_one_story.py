"""The same story, told to a calendar in memory and to a folder, ends in the same calendar.

A person and we act on both in any order, ours often on what we read a while ago. Both refuse the same acts,
show the same events, and what was read bit by bit adds up to what a full read gives.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_draft, an_event, at, when
from providers import folder_setting
from providers.contract_setting import EVA, KEY, OTHER_KEY, TOM, YEAR, an_approval
from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Event, Item
from zaaikalender.core.people import Answer
from zaaikalender.errors import ZaaiError
from zaaikalender.providers.memory import MemoryCalendar

TITLES = ("Overleg", "Borging Alfa", "Koffie ☕")
WHENS = ("2027-03-19", "2027-03-28 01:30", "2027-10-31 10:00", "2029-01-01 09:00")
GUESTS = (EVA, TOM)


@dataclass
class Told:
    """One of the calendars, and what was read of it so far. Events are numbered in order of appearance."""

    source: Any
    person: Any
    read: dict[str, Item] = field(default_factory=dict)
    cursor: str | None = None
    uids: list[str] = field(default_factory=list)
    binned: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Reads what changed, as a pass does."""
        known = {ref: item.version for ref, item in self.read.items()}
        changes = self.source.changes(YEAR, self.cursor, known)
        self.cursor = changes.cursor
        self.read = {ref: item for ref, item in self.read.items() if ref not in changes.gone}
        self.read |= {item.ref: item for item in changes.changed}

    def number(self) -> None:
        """Gives a number to what is new."""
        found = {item.uid for item in self.source.changes(YEAR, None, {}).changed}
        self.uids += sorted(found - set(self.uids))

    def delete(self, uid: str) -> None:
        """The person deletes it, and can take it back."""
        self.person.delete(uid)
        self.binned.add(uid)

    def undelete(self, uid: str) -> None:
        """He takes back what he deleted himself."""
        if uid in self.binned:
            self.person.undelete(uid)

    def cancel(self, event: Event) -> None:
        """We remove it: then there is nothing that he could take back."""
        self.source.cancel(event)
        self.binned.discard(event.uid)

    def ours(self) -> list[Event]:
        """Events with our mark, as they were last read, in order of appearance."""
        events = [event for item in self.read.values() for event in item.events if event.key]
        return sorted(events, key=lambda event: self.uids.index(event.uid))


@dataclass(frozen=True)
class Act:
    """Something that happens: `what`, to the event with number `which` (of those there are)."""

    what: str
    which: int
    title: str
    moment: str
    guest: Any
    fields: frozenset[Field]
    key: str

    def draft(self) -> Draft:
        return a_draft(self.title, self.moment)


_THEIRS = ("put", "move", "retitle", "delete", "undelete", "copy", "add_guest", "answer")
_OURS = ("look", "look", "look", "create", "create", "update", "update", "invite", "cancel")

ACTS = st.builds(
    Act,
    what=st.sampled_from(_THEIRS + _OURS),
    which=st.integers(0, 9),
    title=st.sampled_from(TITLES),
    moment=st.sampled_from(WHENS),
    guest=st.sampled_from(GUESTS),
    fields=st.sets(st.sampled_from(list(Field)), min_size=1).map(frozenset),
    key=st.sampled_from([KEY, OTHER_KEY]),
)


def happen(act: Act, told: Told) -> object:
    """Lets it happen; gives the name of the error that it met."""
    try:
        play = _PLAYS.get(act.what) or (_by_us if act.what in _BY_US else _by_person)
        play(act, told)
    except ZaaiError as error:
        return type(error)
    finally:
        told.number()
    return None


def _by_person(act: Act, told: Told) -> None:
    if told.uids:
        number = act.which % len(told.uids)
        if _is_there(told, number) is (act.what != "undelete"):
            _BY_PERSON[act.what](act, told, told.uids[number])


def _by_us(act: Act, told: Told) -> None:
    if ours := told.ours():
        _BY_US[act.what](act, told, ours[act.which % len(ours)])


def _is_there(told: Told, number: int) -> bool:
    return any(item.uid == told.uids[number] for item in told.source.changes(YEAR, None, {}).changed)


_PLAYS: dict[str, Callable[[Act, Told], object]] = {
    "look": lambda _, told: told.look(),
    "put": lambda act, told: told.person.put(an_event(act.title, act.moment)),
    "create": lambda act, told: told.source.create(act.key, act.draft()),
}
_BY_PERSON: dict[str, Callable[[Act, Told, str], object]] = {
    "move": lambda act, told, uid: told.person.move(uid, when(act.moment)),
    "retitle": lambda act, told, uid: told.person.retitle(uid, act.title),
    "delete": lambda _, told, uid: told.delete(uid),
    "undelete": lambda _, told, uid: told.undelete(uid),
    "copy": lambda _, told, uid: told.person.copy(uid),
    "add_guest": lambda act, told, uid: told.person.add_guest(uid, act.guest),
    "answer": lambda act, told, uid: told.person.answer(uid, act.guest, Answer.DECLINED),
}
_BY_US: dict[str, Callable[[Act, Told, Event], object]] = {
    "update": lambda act, told, event: told.source.update(event, act.draft(), act.fields),
    "invite": lambda act, told, event: told.source.invite(
        event, an_approval(a_draft(act.title, event.when), act.guest, key=event.key or "")
    ),
    "cancel": lambda _, told, event: told.cancel(event),
}


def shown(told: Told) -> list[object]:
    """What stands in the calendar, whoever keeps it."""
    events = [event for item in told.source.changes(YEAR, None, {}).changed for event in item.events]
    return sorted(
        (event.title, str(event.when), event.text, event.shown, event.key or "", _guests(event))
        for event in events
    )


def _guests(event: Event) -> list[tuple[str, str]]:
    return sorted((attendee.person.address, attendee.answer) for attendee in event.attendees)


@settings(max_examples=max(20, settings.default.max_examples // 3))
@given(st.lists(ACTS, min_size=20, max_size=40))
def test_a_story_told_to_a_folder_and_to_memory_ends_alike(story):
    with ExitStack() as stack:
        place = folder_setting.a_setting(stack.enter_context(folder_setting.a_place()))
        memory = MemoryCalendar(OWNER, clock=lambda: at("2026-11-24 09:00"), zone=AMSTERDAM)
        folder, double = Told(place.source, place.person), Told(memory, memory)
        for act in story:
            assert happen(act, folder) == happen(act, double), act
            assert shown(folder) == shown(double), act
        for told in (folder, double):
            told.look()
            assert set(told.read.values()) == set(told.source.changes(YEAR, None, {}).changed)
