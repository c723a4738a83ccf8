"""A person (and his colleagues and clients) who does anything at any moment, drawn from a seed.

You need this to read a trace of the simulation: each act is one method, named as in the trace. What it does
in the calendar is told to the watch, which holds the next pass against it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from builders import AMSTERDAM
from system.office import Home, Office, an_attendee, guests_of, let
from system.watch import SECRET, Watch, is_proposal
from zaaikalender.core.events import AllDay, Event, Shown, Timed, When, span
from zaaikalender.core.people import Answer
from zaaikalender.core.people import Person as Somebody
from zaaikalender.core.records import Said, Word

PROJECTS = ("Alfa", "Beta", "Gamma", "Delta", "Zuid")


class Acts:
    """All that may happen between two passes; `anything` draws one."""

    def __init__(self, office: Office, watch: Watch, random: Random) -> None:
        self.office, self.watch, self.random = office, watch, random
        self._number = 0
        self._bin: dict[str, list[str]] = {name: [] for name in office.homes}
        self._ends: dict[str, list[str]] = {name: [] for name in office.homes}
        self._ended: dict[str, list[str]] = {name: [] for name in office.homes}

    def anything(self) -> str:
        """One act; gives its name."""
        home = self.random.choice(list(self.office.homes.values()))
        acts: list[Callable[[Home], None]] = [
            self.new_end, self.new_end, self.move_end, self.move_end, self.rename_end, self.delete_end,
            self.undelete_end, self.colleague_enters, self.move, self.move, self.move_onto_something,
            self.retitle, self.retext, self.say_yes, self.say_yes, self.say_yes, self.take_yes_back,
            self.delete, self.delete, self.undelete, self.copy, self.add_guest, self.decline,
            self.strike_guests, self.something_busy, self.something_busy, self.leave, self.answer,
            self.answer, self.guest_declines, self.word,
        ]  # fmt: skip
        act = self.random.choice(acts)
        let(lambda: act(home))
        return f"{act.__name__} {home.name}"

    def _day(self, least: int, most: int) -> date:
        return self.office.now.astimezone(AMSTERDAM).date() + timedelta(days=self.random.randint(least, most))

    def _moment(self, minutes: int = 45) -> Timed:
        start = datetime.combine(self._day(1, 70), datetime.min.time(), AMSTERDAM) + timedelta(
            hours=self.random.randint(8, 18), minutes=self.random.choice([0, 15, 30])
        )
        return Timed(start=start, end=start + timedelta(minutes=minutes))

    def _ours(self, home: Home) -> Event:
        """One of our appointments that has not begun."""
        known = self.watch.entries(home)
        found = sorted(
            (event for event in home.hand.events() if event.uid in known and self._ahead(event)),
            key=lambda event: event.uid,
        )
        follow_ups = [event for event in found if known[event.uid].kind.value == "follow_up"]
        if not found:
            raise KeyError
        return self.random.choice(follow_ups * 4 + found)

    def _ahead(self, event: Event) -> bool:
        return span(event.when, AMSTERDAM)[0] > self.office.now

    # --- project ends

    def new_end(self, home: Home) -> None:
        self._number += 1
        uid, project = f"end-{self._number}@test", self.random.choice(PROJECTS)
        day = self._day(-10, 45)
        guests = self.random.sample(
            ["eva@client.example", "bob@client.example", "jo@other.example"], self.random.randint(0, 3)
        )
        home.hand.put(
            Event(
                ref="", version="", uid=uid, title=f"Einde opdracht: {project} {self._number // 3}",
                when=AllDay(start=day, end=day + timedelta(days=1)), shown=Shown.FREE,
                attendees=tuple(map(an_attendee, guests)),
            )
        )  # fmt: skip
        self._ends[home.name].append(uid)

    def _end(self, home: Home) -> Event:
        if not self._ends[home.name]:
            raise KeyError
        return home.hand.event(self.random.choice(self._ends[home.name]))

    def move_end(self, home: Home) -> None:
        end = self._end(home)
        day = self._day(-5, 60)
        home.hand.move(end.uid, AllDay(start=day, end=day + timedelta(days=1)))

    def rename_end(self, home: Home) -> None:
        end = self._end(home)
        self._number += 1
        home.hand.retitle(end.uid, f"Einde opdracht: Nieuw {self._number}")

    def delete_end(self, home: Home) -> None:
        end = self._end(home)
        home.hand.delete(end.uid)
        self._ends[home.name].remove(end.uid)
        self._ended[home.name].append(end.uid)

    def undelete_end(self, home: Home) -> None:
        if self._ended[home.name]:
            uid = self._ended[home.name].pop()
            home.hand.undelete(uid)
            self._ends[home.name].append(uid)

    def colleague_enters(self, home: Home) -> None:
        """The same project's end in another calendar, by the same name or as the same meeting."""
        others = [each for each in self.office.homes.values() if each is not home]
        if others:
            end, other = self._end(home), self.random.choice(others)
            uid = end.uid if self.random.random() < 0.5 else f"twin-{end.uid}"
            other.hand.put(
                Event(ref="", version="", uid=uid, title=end.title, when=end.when, shown=Shown.FREE)
            )

    # --- our appointments

    def move(self, home: Home) -> None:
        self._move(home, self._ours(home), self._moment())

    def _move(self, home: Home, event: Event, when: When) -> None:
        home.hand.move(event.uid, when)
        self.watch.note_edit(home, event.uid, "when", when)
        if when != event.when:
            self._still_thinking(home, event)

    def move_onto_something(self, home: Home) -> None:
        event = self._ours(home)
        others = [each for each in home.hand.events() if self._ahead(each) and isinstance(each.when, Timed)]
        if others:
            start = self.random.choice(sorted(others, key=lambda each: each.uid)).when.start
            self._move(home, event, Timed(start=start, end=start + timedelta(minutes=45)))

    def retitle(self, home: Home) -> None:
        event = self._ours(home)
        self._number += 1
        prefix = "Voorstel: " if is_proposal(event.title) and self.random.random() < 0.5 else ""
        title = f"{prefix}Bijpraten {self._number}"
        home.hand.retitle(event.uid, title)
        self.watch.note_edit(home, event.uid, "title", title)
        self._still_thinking(home, event)

    def retext(self, home: Home) -> None:
        event = self._ours(home)
        if not guests_of(event):
            text = f"{event.text}\n{SECRET}: vraag naar het budget"
            home.hand.retext(event.uid, text)
            self.watch.note_edit(home, event.uid, "text", text)

    def say_yes(self, home: Home) -> None:
        event = self._ours(home)
        if is_proposal(event.title):
            home.hand.retitle(event.uid, event.title.partition(":")[2].strip())
            self.watch.note_yes(home, event.uid)

    def take_yes_back(self, home: Home) -> None:
        event = self._ours(home)
        if not is_proposal(event.title) and not guests_of(event):
            home.hand.retitle(event.uid, f"Voorstel: {event.title}")
            self.watch.note_no(home, event.uid)

    def _still_thinking(self, home: Home, event: Event) -> None:
        yes = self.watch.people[home.name].yes
        if event.uid in yes:
            yes[event.uid] = self.office.now

    def delete(self, home: Home) -> None:
        event = self._ours(home)
        home.hand.delete(event.uid)
        self._bin[home.name].append(event.uid)
        self.watch.note_deletion(home, event.uid)

    def undelete(self, home: Home) -> None:
        if self._bin[home.name]:
            uid = self._bin[home.name].pop()
            home.hand.undelete(uid)
            self.watch.note_return(home, uid)

    def copy(self, home: Home) -> None:
        home.hand.copy(self._ours(home).uid)

    def add_guest(self, home: Home) -> None:
        event = self._ours(home)
        home.hand.add_guest(event.uid, Somebody(address="zus@family.example"))
        self.watch.people[home.name].guests.setdefault(event.uid, set()).add("zus@family.example")

    def decline(self, home: Home) -> None:
        event = self._ours(home)
        if event.answer_of(home.owner) is None:
            home.hand.decline(event.uid)

    def strike_guests(self, home: Home) -> None:
        event = self._ours(home)
        if not guests_of(event) and "gasten:" in event.text:
            head, _, _rest = event.text.partition("gasten:")
            keep = self.random.choice(["", " bob@client.example", " bob@client.example, Bo", " bo@"])
            text = f"{head}gasten:{keep}"
            home.hand.retext(event.uid, text)
            self.watch.note_edit(home, event.uid, "text", text)
            self._still_thinking(home, event)

    def guest_declines(self, home: Home) -> None:
        event = self._ours(home)
        for guest in event.attendees:
            home.hand.answer(event.uid, guest.person, Answer.DECLINED)

    # --- the rest of his life

    def something_busy(self, home: Home) -> None:
        self._number += 1
        home.hand.put(
            Event(ref="", version="", uid=f"busy-{self._number}@test", title="Overleg", when=self._moment(60))
        )

    def leave(self, home: Home) -> None:
        self._number += 1
        day = self._day(1, 60)
        when = AllDay(start=day, end=day + timedelta(days=self.random.randint(1, 14)))
        home.hand.put(
            Event(ref="", version="", uid=f"leave-{self._number}@test", title="Vakantie", when=when)
        )

    def answer(self, home: Home) -> None:
        waiting = self.office.questions(home.name)
        if waiting:
            question = self.random.choice(waiting)
            choice = self.random.choice(question.ask.choices)
            self.office.answer(question.number, choice, home.name)
            self._allow(home, question.ask.about, choice)
            if question.ask.code == "lost_store" and choice == "plan":
                self.watch.skipped.clear()

    def _allow(self, home: Home, key: str | None, choice: str) -> None:
        """What an answer lets us do with an appointment."""
        person = self.watch.people[home.name]
        for entry in self.office.store.entries(home.name):
            if key is not None and entry.key == key:
                name = (self.watch.subject(entry), entry.identity.rule)
                if choice in ("new_moment", "cancel", "plan", "plan_again"):
                    person.asked.add(str(entry.uid))
                    self.watch.note_wish(name)
                if choice == "invite":
                    person.yes[str(entry.uid)] = self.office.now

    def word(self, home: Home) -> None:
        """A word outside the calendar."""
        entries = [each for each in self.office.store.entries(home.name) if each.kind.value == "follow_up"]
        if not entries:
            return
        entry = self.random.choice(sorted(entries, key=lambda each: each.key))
        said = self.random.choice([Said.APPROVE, Said.SKIP, Said.AGAIN])
        self.office.store.say(home.name, Word(key=entry.key, word=said, at=self.office.now))
        person = self.watch.people[home.name]
        if said is Said.APPROVE:
            # Who says it a second time said it the first time.
            person.yes.setdefault(str(entry.uid), self.office.now)
            person.by_word.add(str(entry.uid))
        if said is not Said.APPROVE:
            person.asked.add(str(entry.uid))
        if said is Said.AGAIN:
            self.watch.note_wish((self.watch.subject(entry), entry.identity.rule))
