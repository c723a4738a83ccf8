"""One calendar and what is remembered of it, in memory: decide, carry out, look again.

You need this to test a decision with all that leads to it, and nothing around it: no store, no provider.

    agenda = Agenda(an_end("Alfa"))
    verdict = agenda.go()                    # decided, remembered and carried out
    agenda.edit(title="Borging Alfa")        # what its owner does with our appointment
    agenda.go(minutes=15)
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from builders import AMSTERDAM, OFFICE_KEY, OWNER, at
from core.dials import EVA, NOW, TEXTS, Dials, a_policy, a_rule, an_end, by, some_rules
from zaaikalender.core.appointments import Approval, Draft, Entry, Field, Kind
from zaaikalender.core.contacts import Contact, Network
from zaaikalender.core.conversations import NOBODY, Acquaintances
from zaaikalender.core.decide import Verdict, decide
from zaaikalender.core.desk import Situation
from zaaikalender.core.events import Event, Item, Shown
from zaaikalender.core.grouping import doubts, group
from zaaikalender.core.joining import joined
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Attendee
from zaaikalender.core.plan import Cancel, Create, Invite, Operation, Update
from zaaikalender.core.projects import ends_in
from zaaikalender.core.questions import Question
from zaaikalender.core.records import CalendarState, Consent, Kept, Known, Subject, Word

__all__ = [
    "EVA",
    "NOW",
    "TEXTS",
    "Agenda",
    "a_policy",
    "a_rule",
    "an_end",
    "by",
    "fields_of",
    "kinds",
    "some_rules",
]


class Agenda:
    """A calendar, its owner, and the ledger of what we did in it.

    `writes` are all operations that were carried out, in their order.
    """

    def __init__(self, *events: Event, **dials: Any) -> None:
        self.dials = Dials(**dials)
        self.events = {event.ref: event for event in events}
        self.entries: dict[str, Entry] = {}
        self.questions: dict[int, Question] = {}
        self.subjects: dict[str, Subject] = {}
        self.renames: dict[str, str] = {}
        self.words: list[Word] = []
        self.writes: list[Operation] = []
        self.next_question = 1

    def situation(self) -> Situation:
        """What a pass would know now."""
        dials = self.dials
        kept = self._kept()
        ends = ends_in(
            "marieke",
            OWNER,
            (event for each in kept for event in each.events if event.key is None),
            dials.rules,
            AMSTERDAM,
        )
        settled = {uid for subject in self.subjects.values() for uid in subject.uids}
        unsure = doubts(ends, settled)
        waiting = {later.event.uid for _one, later in unsure}
        ended = {each.identity.subject: each.ended for each in self.entries.values() if each.ended}
        projects = group(
            [end for end in ends if end.event.uid not in waiting],
            self.subjects.values(),
            {OWNER: "marieke"},
            ended=ended,
        )
        return Situation(
            calendar="marieke",
            owner=OWNER,
            office=dials.office,
            hours=dials.hours,
            policy=dials.policy,
            rules=dials.rules,
            office_key=OFFICE_KEY,
            now=dials.now,
            window=dials.window,
            known=self._known(),
            kept=kept,
            phrases=TEXTS,
            dialect=lambda draft: draft,
            mails=dials.mails,
            fingerprint=dials.fingerprint,
            elsewhere=dials.elsewhere,
            projects=projects,
            doubts=unsure,
            unreadable=dials.unreadable,
            gone=self._gone(),
            by_name=dials.by_name,
            network=self.network(),
            dates=dials.dates,
            sessions=dials.sessions,
            turnout=dials.turnout,
        )

    def network(self) -> Network | None:
        """The list, with who joined it by an answer."""
        given = self.dials.network
        if given is None:
            return None
        there = {contact.address for contact in given.contacts}
        new = (person for person in joined(self.questions.values()) if person.address not in there)
        contacts = (Contact(id=each.address, name=each.name, address=each.address) for each in new)
        return replace(given, contacts=(*given.contacts, *contacts))

    def _kept(self) -> tuple[Kept, ...]:
        network = self.network()
        people = Acquaintances.of(network.contacts) if network else NOBODY
        reader = Reader(owner=OWNER, office=self.dials.office, rules=self.dials.rules, people=people)
        items = (
            Item(ref=ref, version=event.version, uid=event.uid, events=(event,))
            for ref, event in sorted(self.events.items())
        )
        return tuple(reader.kept(item) for item in items)

    def _gone(self) -> frozenset[str]:
        here = {event.uid for event in self.events.values()}
        return frozenset(key for key, each in self.entries.items() if each.uid and each.uid not in here)

    def _known(self) -> Known:
        dials = self.dials
        state = CalendarState(
            name="marieke",
            consent=dials.consent or Consent(at=NOW, rules="rules"),
            paused_at=dials.paused_at,
            next_question=self.next_question,
        )
        return Known(
            state=state,
            entries=tuple(self.entries.values()),
            questions=tuple(self.questions.values()),
            subjects=tuple(self.subjects.values()),
            renames=dict(self.renames),
            words=tuple(self.words),
            spent=dials.spent,
            foreign=dict.fromkeys(dials.foreign, "jan"),
            forgotten=dials.forgotten,
            helps=dials.helps,
        )

    def decide(self) -> Verdict:
        """What would happen now; nothing does."""
        return decide(self.situation())

    def go(self, *, minutes: int = 0, days: int = 0) -> Verdict:
        """So much later: decides, remembers and carries out."""
        self.dials.now += timedelta(minutes=minutes, days=days)
        situation = self.situation()
        self.subjects |= {each.subject.id: each.subject for each in situation.projects}
        verdict = decide(situation)
        self._remember(verdict)
        if verdict.plan.stopped is None or verdict.plan.stopped.code == "limit_changes":
            for operation in verdict.plan.operations:
                self._carry_out(operation)
        return verdict

    def at(self, moment: str) -> Verdict:
        """A pass at that moment, on the clocks of Amsterdam."""
        self.dials.now = at(moment)
        return self.go()

    def _remember(self, verdict: Verdict) -> None:
        self.entries |= {entry.key: entry for entry in verdict.entries}
        self.questions |= {question.number: question for question in verdict.questions}
        for number in verdict.withdrawn:
            del self.questions[number]
        self.next_question = max([self.next_question, *(number + 1 for number in self.questions)])
        self.renames |= dict(verdict.renames)
        self.words.clear()

    def _carry_out(self, operation: Operation) -> None:
        self.writes.append(operation)
        entry = operation.entry
        match operation:
            case Create(draft=draft):
                self._put(entry, _as_event(entry.key, draft))
            case Update(event=event, draft=draft, fields=fields):
                changes = {each.value: getattr(draft, each.value) for each in fields}
                written = replace(entry.written, **changes) if entry.written else None
                self._put(replace(entry, written=written), replace(event, **changes))
            case Invite(event=event, approval=approval):
                self._put(entry, _invited(event, approval))
            case Cancel(event=event):
                self.events.pop(event.ref, None)
                self.entries[entry.key] = entry

    def _put(self, entry: Entry, event: Event) -> None:
        event = replace(event, version=str(int(event.version) + 1))
        self.events[event.ref] = event
        self.entries[entry.key] = replace(
            entry,
            ref=event.ref,
            uid=event.uid,
            version=event.version,
            seen_title=event.title,
            seen_when=event.when,
        )

    # What its owner does.

    def ours(self, kind: Kind = Kind.FOLLOW_UP) -> Event:
        """Our one appointment of that kind that stands."""
        (found,) = self.all_of(kind)
        return found

    def all_of(self, kind: Kind) -> list[Event]:
        """Our appointments of that kind that stand."""
        keys = {entry.key for entry in self.entries.values() if entry.kind is kind}
        return [event for event in self.events.values() if event.key in keys]

    def entry(self, kind: Kind = Kind.FOLLOW_UP) -> Entry:
        """The last line of the ledger of that kind."""
        return [entry for entry in self.entries.values() if entry.kind is kind][-1]

    def edit(self, event: Event | None = None, **changes: Any) -> None:
        """He changes an event: our follow-up, unless you give another."""
        event = event or self.ours()
        self.events[event.ref] = replace(event, version=str(int(event.version) + 1), **changes)

    def approve(self) -> None:
        """He takes the prefix away."""
        self.edit(title=self.ours().title.removeprefix(TEXTS.prefix))

    def invite(self) -> Event:
        """He approves, and the invitation goes out."""
        self.approve()
        self.go(minutes=15)
        self.go(minutes=15)
        return self.ours()

    def delete(self, event: Event | None = None) -> None:
        """He takes an event away: our follow-up, unless you give another."""
        del self.events[(event or self.ours()).ref]

    def add(self, *events: Event) -> None:
        """Something new stands in his calendar."""
        self.events |= {event.ref: event for event in events}

    def answer(self, code: str, choice: str) -> None:
        """He answers the question with that code, in the entry that asks."""
        question = self.asked(code)
        letter = "abcdefgh"[question.ask.choices.index(choice)]
        notice = self.ours(Kind.QUESTION)
        self.edit(notice, text=f"{notice.text}\nantwoord {question.number}: {letter}\n")

    def asked(self, code: str) -> Question:
        """The open question with that code."""
        (found,) = [each for each in self.questions.values() if each.ask.code == code and not each.answer]
        return found

    def asks(self) -> set[str]:
        """The codes of all that is asked and not answered."""
        return {each.ask.code for each in self.questions.values() if not each.answer}


def _as_event(key: str, draft: Draft) -> Event:
    return Event(
        uid=f"{key}@zaaikalender",
        ref=f"{key}.ics",
        version="0",
        title=draft.title,
        when=draft.when,
        text=draft.text,
        shown=draft.shown,
        private=draft.private,
        key=key,
    )


def _invited(event: Event, approval: Approval) -> Event:
    here = {each.person for each in event.attendees}
    new = (Attendee(person=guest) for guest in approval.guests if guest not in here)
    draft = approval.draft
    return replace(
        event,
        title=draft.title,
        when=draft.when,
        text=draft.text,
        shown=Shown.BUSY,
        attendees=(*event.attendees, *new),
    )


def kinds(operations: Iterable[Operation], *, but: Kind | None = Kind.QUESTION) -> list[str]:
    """What these operations are, by name; the entry that asks is left out unless you say otherwise."""
    return [type(each).__name__ for each in operations if each.entry.kind is not but]


def fields_of(operation: Operation) -> frozenset[Field]:
    """Which fields an update writes."""
    assert isinstance(operation, Update)
    return operation.fields
