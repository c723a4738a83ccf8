"""A scripted life: each thing that happens is followed by passes until quiet, and held against the promises.

You need this to tell a long story in which nothing may go wrong on the way:

    tale.happens(lambda: tale.moves("Alfa", "2027-01-19 10:00"))
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from builders import AMSTERDAM, an_event, at, when
from system.office import Office
from system.watch import Watch
from zaaikalender.core.events import Event, Shown
from zaaikalender.core.people import Person

SISTER = Person(address="zus@family.example")


class Tale:
    """An office whose people do what the script says, with a watch over it.

    When nothing happens a pass runs each `stride` days. After a change come passes until one is quiet, and
    `more` of them.
    """

    def __init__(self, office: Office, *, stride: int = 3, more: int = 2) -> None:
        self.office, self._stride, self._more = office, stride, more
        self.watch = Watch(office)
        self.passes = 0
        self.changes = 0
        self._ended: dict[str, str] = {}

    # --- time and passes

    def happens(self, *acts: Callable[[], object]) -> None:
        """Something happens; passes run until nothing is left to do, and more of them write nothing."""
        for act in acts:
            act()
        self.changes += 1
        for _ in range(4):
            if not self._round():
                break
        for _ in range(self._more):
            assert not self._round(), "a pass wrote though the one before it had nothing to do"

    def until(self, moment: str) -> None:
        """Days go by, with a pass on some mornings."""
        end = at(moment)
        while self.office.now < end:
            self.office.now = min(end, self._next_moment())
            self._round()
        self.happens()

    def _next_moment(self) -> datetime:
        local = self.office.now.astimezone(AMSTERDAM) + timedelta(days=self._stride)
        return local.replace(hour=9, minute=0).astimezone(UTC)

    def _round(self) -> bool:
        wrote = False
        for home in self.office.homes.values():
            before = self.watch.snapshot(home)
            result, tap = self.office.a_pass(home.name)
            self.passes += 1
            self.watch.check(home, before, self.watch.snapshot(home))
            assert not result.failed, result.failed
            wrote = wrote or bool(tap.writes)
        return wrote

    # --- projects

    def ends(self, project: str, day: str, *guests: str, who: str = "marieke", uid: str = "") -> None:
        """An end is entered, or moved and renamed where it stands already."""
        event = an_event(
            f"Einde opdracht: {project}",
            day,
            guests=guests,
            shown=Shown.FREE,
            uid=uid or f"{who}-{project.casefold()}@test",
        )
        self._ended[project] = event.uid
        self.office.hand(who).put(event)

    def end_moves(self, project: str, day: str, who: str = "marieke") -> None:
        self.office.hand(who).move(self._ended[project], when(day))

    def end_is_renamed(self, project: str, name: str, who: str = "marieke") -> None:
        self.office.hand(who).retitle(self._ended[project], f"Einde opdracht: {name}")
        self._ended[name] = self._ended[project]

    def end_vanishes(self, project: str, who: str = "marieke") -> None:
        self.office.hand(who).delete(self._ended[project])

    def end_returns(self, project: str, who: str = "marieke") -> None:
        self.office.hand(who).undelete(self._ended[project])

    # --- our appointments

    def the(self, project: str) -> Event:
        return self.office.the(project)

    def count(self, project: str) -> int:
        return sum(project in event.title for event in self.office.ours())

    def moves(self, project: str, moment: str, who: str = "marieke") -> None:
        event = self.the(project)
        self.watch.note_edit(self.office.homes[who], event.uid, "when", when(moment, minutes=45))
        self.office.hand(who).move(event.uid, when(moment, minutes=45))

    def renames(self, project: str, title: str, who: str = "marieke") -> None:
        event = self.the(project)
        self.watch.note_edit(self.office.homes[who], event.uid, "title", title)
        self.office.hand(who).retitle(event.uid, title)

    def writes(self, project: str, words: str, who: str = "marieke") -> None:
        event = self.the(project)
        self.watch.note_edit(self.office.homes[who], event.uid, "text", f"{event.text}\n{words}")
        self.office.hand(who).retext(event.uid, f"{event.text}\n{words}")

    def strikes(self, project: str, address: str, who: str = "marieke") -> None:
        event = self.the(project)
        text = event.text.replace(address, "").replace(", ,", ",").rstrip(", ")
        self.watch.note_edit(self.office.homes[who], event.uid, "text", text)
        self.office.hand(who).retext(event.uid, text)

    def says_yes(self, project: str, who: str = "marieke") -> None:
        event = self.the(project)
        self.watch.people[who].yes[event.uid] = self.office.now
        self.office.hand(who).retitle(event.uid, event.title.partition(":")[2].strip())

    def takes_it_back(self, project: str, who: str = "marieke") -> None:
        event = self.the(project)
        self.watch.people[who].yes.pop(event.uid, None)
        self.office.hand(who).retitle(event.uid, f"Voorstel: {event.title}")

    def deletes(self, project: str, who: str = "marieke") -> str:
        uid = self.the(project).uid
        self.watch.note_deletion(self.office.homes[who], uid)
        self.office.hand(who).delete(uid)
        return uid

    def undeletes(self, uid: str, who: str = "marieke") -> None:
        self.watch.note_return(self.office.homes[who], uid)
        self.office.hand(who).undelete(uid)

    def copies(self, project: str, who: str = "marieke") -> None:
        self.office.hand(who).copy(self.the(project).uid)

    def invites_himself(self, project: str, who: str = "marieke") -> None:
        uid = self.the(project).uid
        self.watch.people[who].guests.setdefault(uid, set()).add(SISTER.address)
        self.office.hand(who).add_guest(uid, SISTER)

    def declines(self, project: str, who: str = "marieke") -> None:
        self.office.hand(who).decline(self.the(project).uid)

    # --- questions

    def questions(self) -> list[str]:
        return [question.ask.code for question in self.office.questions()]

    def answers(self, code: str, choice: str, who: str = "marieke") -> None:
        question = next(each for each in self.office.questions(who) if each.ask.code == code)
        self.watch.people[who].asked |= {
            str(entry.uid) for entry in self.office.store.entries(who) if entry.key == question.ask.about
        }
        self.office.answer(question.number, choice, who)
