"""Random lives of a list: whatever its owner does, the promises hold after every pass."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import AMSTERDAM, an_event, at
from core.networks import NAMES, a_contact, a_network
from core.situations import TEXTS, Agenda, kinds
from zaaikalender.core.appointments import STANDING, Kind
from zaaikalender.core.events import first_day

GESTURES = st.sampled_from(
    (
        "nothing",
        "agree",
        "withdraw",
        "move",
        "delete",
        "rename",
        "lunch",
        "cancel lunch",
        "grow",
        "shrink",
        "busy",
    )
)
LIVES = st.lists(st.tuples(GESTURES, st.integers(0, 6), st.sampled_from((0, 1, 6, 20, 45))), max_size=14)


class Life:
    """One calendar with a list, and what its owner deleted, moved or said so far."""

    def __init__(self) -> None:
        self.names = list(NAMES[:4])
        self.agenda = Agenda(network=a_network(*self.names))
        self.deleted: set[str] = set()
        self.moved: dict = {}

    def slots(self):
        return sorted(self.agenda.all_of(Kind.CONTACT), key=lambda event: event.key)

    def standing(self):
        now = self.agenda.dials.now
        return [event for event in self.slots() if event.when.start > now]

    def does(self, gesture: str, number: int) -> None:
        agenda, events = self.agenda, self.standing()
        chosen = events[number % len(events)] if events else None
        match gesture:
            case "agree" if chosen:
                agenda.edit(chosen, title=chosen.title.removeprefix(TEXTS.prefix))
            case "withdraw" if chosen and not chosen.title.startswith(TEXTS.prefix):
                agenda.edit(chosen, title=TEXTS.prefix + chosen.title)
            case "rename" if chosen:
                agenda.edit(chosen, title=f"Iets anders {number}")
            case "move" if chosen:
                start = chosen.when.start + timedelta(days=number + 1, hours=number % 3)
                self.moved[chosen.key] = replace(chosen.when, start=start, end=start + timedelta(hours=1))
                agenda.edit(chosen, when=self.moved[chosen.key])
            case "delete" if chosen:
                agenda.delete(chosen)
                self.deleted.add(chosen.key)
            case _:
                self._elsewhere(gesture, number, chosen)

    def _elsewhere(self, gesture: str, number: int, chosen) -> None:
        """What he does with his list, and with the rest of his calendar."""
        agenda = self.agenda
        match gesture:
            case "lunch":
                who = a_contact(NAMES[number % len(NAMES)])
                day = first_day(an_event("x", "2026-12-01").when, AMSTERDAM)
                start = agenda.dials.now + timedelta(days=number * 9 - 10, hours=number)
                agenda.add(
                    an_event("Lunch", f"{start:%Y-%m-%d} 12:00", guests=[who.address], uid=f"l{start}{day}")
                )
            case "cancel lunch":
                lunches = [event for event in agenda.events.values() if event.title == "Lunch"]
                if lunches:
                    agenda.delete(lunches[number % len(lunches)])
            case "busy" if chosen:
                agenda.add(an_event("Tandarts", chosen.when, uid=f"tandarts-{chosen.key}-{number}"))
            case "grow":
                self.names = list(dict.fromkeys([*self.names, NAMES[number % len(NAMES)]]))
            case "shrink":
                self.names = self.names[1:]
        agenda.dials.network = a_network(*self.names)


@given(LIVES)
def test_whatever_its_owner_does_with_his_list(life):
    one = Life()
    one.agenda.dials.policy = replace(one.agenda.dials.policy, max_new=100, max_changes=1.0)
    one.agenda.go()
    for gesture, number, days in life:
        one.does(gesture, number)
        one.agenda.go(days=days, minutes=15)
        promises_hold(one)
    # At night nothing begins or ends.
    night = (one.agenda.dials.now + timedelta(days=1)).replace(hour=1)
    one.agenda.dials.now = night
    for _ in range(4):
        one.agenda.go(minutes=15)
    assert kinds(one.agenda.go(minutes=15).plan.operations, but=None) == []


def promises_hold(one: Life) -> None:
    agenda = one.agenda
    live = [
        entry
        for entry in agenda.entries.values()
        if entry.kind is Kind.CONTACT and entry.state in STANDING and entry.ref in agenda.events
    ]
    future = [entry for entry in live if agenda.events[entry.ref].when.start > agenda.dials.now]
    doubled = [subject for subject, many in Counter(e.identity.subject for e in future).items() if many > 1]
    assert not doubled, "one slot for each contact"
    here = {event.key for event in agenda.events.values()}
    assert not one.deleted & here, "what was deleted stays deleted"
    for key, when in one.moved.items():
        mine = next((event for event in agenda.events.values() if event.key == key), None)
        assert mine is None or mine.when == when, "what was moved stays where it was put"
    assert not any(event.attendees for event in one.slots()), "nobody is invited"
    assert not any(kind == "Invite" for kind in kinds(agenda.writes))
    assert agenda.dials.now > at("2026-11-01 00:00")
