"""A whole office for a test: a real store, a clock that the test turns, calendars with a person behind each.

You need this in every test of the system. What the product does goes through `Tap` (a calendar's door) and
`Books` (the store's), so that a test can count each step and break off at any of them:

    office = Office(tmp_path, kind="forgets")
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04"))
    office.until_quiet()
"""

import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from builders import AMSTERDAM, OFFICE_KEY, a_policy, a_rule, an_office, week
from providers.folder_person import FolderHand
from providers.google_home import a_google_home
from providers.outlook_home import an_outlook_home
from zaaikalender import store
from zaaikalender.core.appointments import Kind
from zaaikalender.core.contacts import Network
from zaaikalender.core.events import Changes, Event, Window
from zaaikalender.core.identity import fingerprint_of, trail_key_of
from zaaikalender.core.people import Answer, Attendee, Person
from zaaikalender.core.policy import Policy
from zaaikalender.core.ports import Mails, Traits
from zaaikalender.core.questions import Question
from zaaikalender.core.records import Outcome, Run, Said, Word
from zaaikalender.core.rules import FollowUpRule, ProjectEndRule, Rules, TitleRule
from zaaikalender.engine import LEASE_SECONDS, Bureau, Post, Result, run_pass
from zaaikalender.errors import ZaaiError
from zaaikalender.glance import glance
from zaaikalender.providers.folder import FolderCalendar
from zaaikalender.providers.memory import MemoryCalendar
from zaaikalender.providers.memory_shelf import Shelf
from zaaikalender.texts import Texts

DOMAIN = "bureau.example"
EVER = Window(start=datetime(2020, 1, 1, tzinfo=UTC), end=datetime(2040, 1, 1, tzinfo=UTC))
WRITES = ("create", "update", "invite", "cancel")
SERVED = {"outlook": an_outlook_home, "google": a_google_home}
REMEMBERS = frozenset({"remembers", "google"})
"""Kinds that know an id for ever: what was deleted under it is not created again by a repeated write."""
QUIET_AFTER = 6
"""More passes than this without coming to rest are a defect."""

Hook = Callable[[str], None]
"""Hears "before create", "after record": each step of a pass; what it raises ends the pass there."""


def _nothing(_step: str) -> None:
    """All goes well."""


def _ends(title: str) -> Mapping[str, str] | None:
    found = re.fullmatch(r"\s*einde opdracht\s*:\s*(?P<project>.+)", title, re.IGNORECASE)
    return found.groupdict() if found else None


def _leave(title: str) -> Mapping[str, str] | None:
    return {} if "vakantie" in title.casefold() else None


def some_rules(*follow_ups: FollowUpRule) -> Rules:
    """Project ends by their title, leave by its own, and these follow-ups (borging unless you say more)."""
    return Rules(
        project_ends=(ProjectEndRule(name="end", title=_ends),),
        leave=(TitleRule(title=_leave),),
        follow_ups=follow_ups or (a_rule(),),
    )


class Memory(MemoryCalendar):
    """A calendar in memory that can be had twice."""

    @property
    def everything(self) -> Shelf:
        """All that stands in it, and how it came there."""
        return self._shelf

    def take_over(self, other: "Memory") -> None:
        """Becomes just like another one."""
        self._shelf = deepcopy(other.everything)
        self.mails = list(other.mails)


class Tap:
    """A calendar's door: tells the hook of each act before and after it, and keeps count of the writes."""

    def __init__(self, calendar: Any, hook: Hook) -> None:
        self._calendar = calendar
        self._hook = hook
        self.writes: list[str] = []
        self.dialect = calendar.dialect

    @property
    def traits(self) -> Traits:
        return self._calendar.traits

    def changes(self, window: Window, cursor: str | None, known: Mapping[str, str]) -> Changes:
        return self._act("changes", window, cursor, known)

    def find(self, key: str, uid: str | None) -> tuple[Event, ...]:
        return self._act("find", key, uid)

    def create(self, key: str, draft: Any) -> Event:
        return self._act("create", key, draft)

    def update(self, event: Event, draft: Any, fields: Any) -> Event:
        return self._act("update", event, draft, fields)

    def invite(self, event: Event, approval: Any) -> Event:
        return self._act("invite", event, approval)

    def cancel(self, event: Event) -> None:
        return self._act("cancel", event)

    def _act(self, name: str, *arguments: Any) -> Any:
        self._hook(f"before {name}")
        result = getattr(self._calendar, name)(*arguments)
        if name in WRITES:
            self.writes.append(name)
        self._hook(f"after {name}")
        return result


class Books:
    """The store's door: tells the hook of each transaction before and after it."""

    def __init__(self, ledger: store.Store, hook: Hook) -> None:
        self._ledger = ledger
        self._hook = hook

    def __getattr__(self, name: str) -> Callable[..., Any]:
        own = getattr(self._ledger, name)

        def method(*arguments: Any, **options: Any) -> Any:
            self._hook(f"before {name}")
            result = own(*arguments, **options)
            self._hook(f"after {name}")
            return result

        return method


class Letterbox:
    """The postman's door: tells the hook around a letter's mark, and when it was taken."""

    def __init__(self, postman: Any, hook: Hook) -> None:
        self._postman = postman
        self._hook = hook

    def post(self, letter: Any, sender: Person, *, handing: Callable[[], None]) -> None:
        def marked() -> None:
            self._hook("before marking")
            handing()
            self._hook("after marking")

        self._hook("before post")
        self._postman.post(letter, sender, handing=marked)
        self._hook("after post")


class FolderPerson(FolderHand):
    """The owner of a folder, with the same gestures as the owner of a calendar in memory."""

    def __init__(self, folder: Path, owner: Person, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, owner)
        self._clock = clock

    def events(self) -> tuple[Event, ...]:
        """All that stands in the folder, read anew."""
        changes = FolderCalendar(self.folder, self.owner, AMSTERDAM, clock=self._clock).changes(
            EVER, None, {}
        )
        return tuple(event for item in changes.changed for event in item.events)

    def event(self, uid: str) -> Event:
        return next(event for event in self.events() if event.uid == uid)

    def decline(self, uid: str) -> None:
        self.add_guest(uid, self.owner)
        self.answer(uid, self.owner, Answer.DECLINED)


@dataclass(slots=True, kw_only=True)
class Home:
    """One person's calendar and the person."""

    name: str
    owner: Person
    calendar: Any
    hand: Any


class Office:
    """Everything together. `kind`: "remembers", "forgets" (deleted ids, in memory), "folder", or `SERVED`."""

    def __init__(  # noqa: PLR0913 - an office has a dial for each thing that a test may want otherwise
        self,
        path: Path,
        *,
        kind: str = "forgets",
        people: tuple[str, ...] = ("marieke",),
        now: datetime = datetime(2026, 11, 24, 9, 5, tzinfo=UTC),
        rules: Rules | None = None,
        policy: Policy | None = None,
        networks: Mapping[str, Network] | None = None,
        postman: Any = None,
    ) -> None:
        self.networks, self.postman = networks or {}, postman
        self.path, self.kind, self.now = path, kind, now
        self.rules, self.policy = rules or some_rules(), policy or a_policy()
        self.fingerprint, self.language, self.office = "rules-1", "nl", an_office()
        self.hook: Hook = _nothing
        self.homes = {name: self._home(name) for name in people}
        self.store = self.opened()
        self._turns = 0
        self.watches: list[Callable[[Home, Result, Tap], None]] = []

    def opened(self) -> store.Store:
        """The store, opened as a new process would."""
        return store.open(
            f"sqlite:///{self.path}/zaai.db",
            office_fingerprint=fingerprint_of(OFFICE_KEY),
            base=self.path,
            trail_key=trail_key_of(OFFICE_KEY),
        )

    def close(self) -> None:
        self.store.close()

    def clone(self, path: Path) -> "Office":
        """Another office just like this one, with files of its own; this one must be closed."""
        shutil.copytree(self.path, path)
        other = Office(
            path,
            kind=self.kind,
            people=tuple(self.homes),
            now=self.now,
            rules=self.rules,
            policy=self.policy,
            postman=self.postman,
        )
        for name, home in self.homes.items():
            if self.kind != "folder":
                other.homes[name].calendar.take_over(home.calendar)
        return other

    def _home(self, name: str) -> Home:
        owner = Person(address=f"{name}@{DOMAIN}", name=name.title())
        if self.kind == "folder":
            folder = self.path / name
            folder.mkdir(exist_ok=True)
            return Home(
                name=name,
                owner=owner,
                calendar=folder,
                hand=FolderPerson(folder, owner, lambda: self.now),
            )
        if self.kind in SERVED:
            calendar, hand = SERVED[self.kind](owner, lambda: self.now)
            return Home(name=name, owner=owner, calendar=calendar, hand=hand)
        mails = Mails.SERVER if self.kind == "remembers" else self._ours
        calendar = Memory(
            owner,
            remembers_deleted=self.kind == "remembers",
            mails=mails,
            clock=lambda: self.now,
            zone=AMSTERDAM,
        )
        return Home(name=name, owner=owner, calendar=calendar, hand=calendar)

    @property
    def _ours(self) -> Mails:
        """Who mails where no server does."""
        return Mails.US if self.postman else Mails.NOBODY

    def hand(self, name: str | None = None) -> Any:
        """The person."""
        return self.homes[name or next(iter(self.homes))].hand

    def bureau(self) -> Bureau:
        return Bureau(
            office=self.office,
            policy=self.policy,
            rules=self.rules,
            phrases=Texts(language=self.language, zone=AMSTERDAM),
            homes={home.owner: home.name for home in self.homes.values()},
            office_key=OFFICE_KEY,
        )

    def later(self, **span: float) -> None:
        """Time passes."""
        self.now += timedelta(**span)

    def a_pass(self, name: str | None = None) -> tuple[Result, Tap]:
        """One pass as the app makes it; what the hook raises ends it where it is."""
        home = self.homes[name or next(iter(self.homes))]
        books = Books(self.store, self._step)
        post = self.post(name)
        tap = post.target
        self._turns += 1
        result = self._passed(post, books)
        for watch in self.watches:
            watch(home, result, tap)
        return result, tap

    def post(self, name: str | None = None) -> Post:
        """A calendar as the engine needs it, behind a tap."""
        home = self.homes[name or next(iter(self.homes))]
        tap = Tap(self._target(home), self._step)
        return Post(
            name=home.name,
            owner=home.owner,
            hours=week(),
            source=tap,
            target=tap,
            fingerprint=self.fingerprint,
            postman=self.postman and Letterbox(self.postman, self._step),
            network=self.networks.get(home.name),
        )

    def _passed(self, post: Post, books: Any) -> Result:
        """A look, and where there is anything to do the right to write and a pass; recorded as a run."""
        run = Run(calendar=post.name, started=self.now, ended=self.now, outcome=Outcome.DONE)
        seen = glance(post, self.bureau(), books, now=self.now)
        if seen.quiet:
            books.rest(seen.known.state, run, next_due=self.now)
            return seen.quiet
        lease = books.acquire(
            post.name,
            f"turn-{self._turns}",
            now=self.now,
            seconds=LEASE_SECONDS,
            fence=seen.known.state.fence,
        )
        assert lease is not None, "another pass holds this calendar"
        try:
            result = run_pass(
                seen.post, self.bureau(), books, lease, now=self.now, known=seen.known, reading=seen.reading
            )
        except ZaaiError:
            self.store.finish(lease, replace(run, outcome=Outcome.FAILED), next_due=self.now)
            raise
        books.finish(lease, run, next_due=self.now)
        return result

    def _target(self, home: Home) -> Any:
        """His calendar, opened as a new process would."""
        if self.kind == "folder":
            return FolderCalendar(
                home.calendar, home.owner, AMSTERDAM, clock=lambda: self.now, mails=self._ours
            )
        return home.calendar

    def _step(self, step: str) -> None:
        """The hook as it is now; a test may change it between two steps."""
        self.hook(step)

    def until_quiet(self) -> int:
        """Passes over all calendars until one round writes nothing; gives how many rounds did write."""
        for rounds in range(QUIET_AFTER):
            wrote = [tap.writes for _result, tap in map(self.a_pass, self.homes)]
            if not any(wrote):
                return rounds
        raise AssertionError(f"never quiet: the last round still wrote {wrote}")

    def new_process(self) -> None:
        """What a restart after a kill is: new objects, and a lease that ran out."""
        self.store.close()
        self.store = self.opened()
        # A lease is counted from its last write, in real time: a minute more than the virtual clock knows of.
        self.later(seconds=LEASE_SECONDS + 60)

    def questions(self, name: str | None = None) -> tuple[Question, ...]:
        return self.store.open_questions(name)

    def answer(self, number: int, choice: str, name: str | None = None) -> None:
        """The person answers a question with that choice's code."""
        home = name or next(iter(self.homes))
        self.store.say(home, Word(key=str(number), word=Said.ANSWER, at=self.now, choice=choice))

    def ours(self, name: str | None = None) -> tuple[Event, ...]:
        """Our own appointments (no questions) that stand in a calendar, as the ledger knows them, in time."""
        entries = {entry.uid: entry for entry in self.store.entries(name) if entry.uid}
        names = [name] if name else list(self.homes)
        found = [
            event
            for each in names
            for event in self.homes[each].hand.events()
            if event.uid in entries and entries[event.uid].kind is Kind.FOLLOW_UP
        ]
        return tuple(sorted(found, key=lambda event: (str(event.when.start), event.uid)))

    def the(self, project: str, name: str | None = None) -> Event:
        """The one follow-up of a project that stands and is not over."""
        found = [event for event in self.ours(name) if project in event.title]
        assert len(found) == 1, f"{project}: {[event.title for event in found]}"
        return found[0]


def guests_of(event: Event) -> set[str]:
    """Who stands on an event, its owner's office aside."""
    return {each.person.address for each in event.attendees if each.person.domain != DOMAIN}


def an_attendee(address: str) -> Attendee:
    """A guest who said yes."""
    return Attendee(person=Person(address=address), answer=Answer.ACCEPTED)


def let(act: Callable[[], object]) -> None:
    """Tries a person's gesture that may have nothing to act upon."""
    with suppress(KeyError, StopIteration, FileNotFoundError):
        act()
