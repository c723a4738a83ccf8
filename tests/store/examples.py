"""A believable morning in the ledger: leases, intents, questions and words that a test is not about.

You need this to say in a line what a pass or a person did before.
"""

from datetime import datetime, timedelta
from typing import Any

from builders import a_draft, an_entry, at, day, when
from zaaikalender.core.appointments import Entry
from zaaikalender.core.letters import Letter, Purpose
from zaaikalender.core.people import Person
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import (
    Act,
    CalendarState,
    Findings,
    Intent,
    Lease,
    Outcome,
    Run,
    Said,
    Subject,
    Word,
)
from zaaikalender.core.sessions import Session
from zaaikalender.store import Store
from zaaikalender.store.credentials import Credential
from zaaikalender.store.lists import SealedList

NOW = at("2026-11-24 09:00")
LATER = NOW + timedelta(minutes=15)
SECONDS = 60


def a_lease(store: Store, calendar: str = "marieke", holder: str = "pass 1", now: datetime = NOW) -> Lease:
    """The right to write, which must be free."""
    lease = store.acquire(calendar, holder, now=now, seconds=SECONDS)
    assert lease is not None
    return lease


def found(calendar: str = "marieke", **fields: Any) -> Findings:
    """What a pass found."""
    return Findings(**({"state": CalendarState(name=calendar)} | fields))


def recorded(store: Store, calendar: str = "marieke", **fields: Any) -> None:
    """A whole pass that found this."""
    lease = a_lease(store, calendar)
    store.record(lease, found(calendar, **fields), now=NOW)
    store.release(lease)


def an_intent(entry: Entry | None = None, act: Act = Act.CREATE, now: datetime = NOW) -> Intent:
    """A write that is about to happen."""
    entry = entry or an_entry()
    return Intent(calendar=entry.calendar, key=entry.key, act=act, entry=entry, at=now)


def a_question(number: int = 1, key: str = "", **fields: Any) -> Question:
    """Something that a person must decide."""
    ask = Ask(
        key=key or f"key-of-{number}",
        about=fields.pop("about", None),
        code="renamed",
        because=fields.pop("because", Reason("renamed", {"project": "Alfa", "count": number, "at": NOW})),
        choices=("yes", "no"),
    )
    return Question(**({"number": number, "calendar": "marieke", "ask": ask, "asked_at": NOW} | fields))


def a_word(key: str = "1", word: Said = Said.ANSWER, choice: str = "yes") -> Word:
    """What a person said."""
    return Word(key=key, word=word, choice=choice, at=NOW)


def a_subject(name: str, *uids: str, home: str = "marieke") -> Subject:
    """A project; its id and its event follow from its name unless you name events."""
    return Subject(id=f"{name}@test", home=home, project=name, uids=frozenset(uids or {f"{name}@test"}))


def a_session(on: str = "2027-02-25", **fields: Any) -> Session:
    """An afternoon that was chosen."""
    session = {"rule": "Just-Do-It", "year": 2027, "number": 1, "when": when(f"{on} 13:00", minutes=240)}
    return Session(**(session | fields), first=day("2027-01-19"), last=day("2027-05-16"))


def a_run(outcome: Outcome = Outcome.DONE, ended: datetime = NOW, **fields: Any) -> Run:
    """A pass that took two seconds."""
    run = {"calendar": "marieke", "started": ended - timedelta(seconds=2), "ended": ended}
    return Run(**(run | {"outcome": outcome, "counts": {"read": 12}} | fields))


def a_letter(guest: str = "eva@client-a.example", **fields: Any) -> Letter:
    """An invitation that waits to be sent."""
    entry, to = an_entry(), Person(address=guest, name="Eva Jansen")
    usual = {
        "calendar": entry.calendar,
        "key": entry.key,
        "purpose": Purpose.INVITE,
        "sequence": 0,
        "to": to,
        "uid": "uid@test",
        "guests": (to,),
        "draft": a_draft("Borging Alfa"),
        "subject": "Uitnodiging: Borging Alfa",
        "body": "Uitnodiging van Marieke de Wit",
        "at": NOW,
        "over": NOW + timedelta(days=90),
    }
    return Letter(**(usual | fields))


def a_credential(calendar: str = "marieke", **fields: Any) -> Credential:
    """What logs in to a calendar; not really sealed."""
    usual = {"account": "marieke@bureau.example", "provider": "caldav", "key": "1", "sealed": b"s", "at": NOW}
    return Credential(calendar=calendar, **(usual | fields))


def a_list(calendar: str = "marieke", **fields: Any) -> SealedList:
    """A calendar's list of contacts; not really sealed."""
    return SealedList(calendar=calendar, **({"key": "1", "sealed": b"s", "at": NOW} | fields))
