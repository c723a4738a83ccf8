"""Small builders that hide what a test is not about.

You need this in almost every test: say what matters, the rest is a believable office in Amsterdam.

    an_event("Einde opdracht: Alfa", "2027-03-19", guests=["eva@client-a.example"])
    an_event("Overleg", "2027-03-19 10:00", minutes=90)
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from zaaikalender.core.appointments import Draft, Entry, Kind, State
from zaaikalender.core.dates import Closed, Hours, Office, Span, Unit, WeekHours
from zaaikalender.core.events import AllDay, Event, Shown, Timed, When
from zaaikalender.core.identity import Identity, key_of
from zaaikalender.core.people import Answer, Attendee, Person
from zaaikalender.core.policy import Policy, Start
from zaaikalender.core.reasons import Reason
from zaaikalender.core.rules import FollowUpRule, Invite
from zaaikalender.core.wishes import Wish

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE_KEY = b"an office key of thirty-two byte"
OWNER = Person(address="marieke@bureau.example", name="Marieke de Wit")


def day(text: str) -> date:
    """A day: `day("2027-03-19")`."""
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """The instant (UTC) at which clocks in Amsterdam show this: `at("2027-03-19 10:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def when(text: str, *, minutes: int = 60, days: int = 1) -> When:
    """`"2027-03-19"` are whole days, `"2027-03-19 10:00"` is a stretch of time in Amsterdam."""
    if ":" not in text:
        return AllDay(start=day(text), end=day(text) + timedelta(days=days))
    return Timed(start=at(text), end=at(text) + timedelta(minutes=minutes))


def a_person(address: str = "eva@client-a.example", name: str = "Eva Jansen") -> Person:
    """Somebody; from outside unless you say otherwise."""
    return Person(address=address, name=name)


def a_guest(address: str, answer: Answer = Answer.ACCEPTED) -> Attendee:
    """A guest who said yes, unless you say otherwise."""
    return Attendee(person=Person(address=address), answer=answer)


def an_event(
    title: str = "Overleg",
    on: str | When = "2027-03-19 10:00",
    *,
    minutes: int = 60,
    days: int = 1,
    guests: Iterable[str | Attendee] = (),
    **fields: Any,
) -> Event:
    """An event; its UID and ref follow from its title, so that two titles are two events."""
    uid = fields.pop("uid", f"{'-'.join(re.findall(r'[a-z0-9]+', title.casefold()))}@test")
    return Event(
        uid=uid,
        ref=fields.pop("ref", f"{uid}.ics"),
        version=fields.pop("version", "1"),
        title=title,
        when=when(on, minutes=minutes, days=days) if isinstance(on, str) else on,
        attendees=tuple(a_guest(guest) if isinstance(guest, str) else guest for guest in guests),
        **fields,
    )


def a_draft(
    title: str = "Voorstel: Borging Alfa",
    on: str | When = "2027-04-30 10:00",
    *,
    minutes: int = 45,
    **fields: Any,
) -> Draft:
    """A proposal as we would write it."""
    return Draft(
        title=title,
        when=when(on, minutes=minutes) if isinstance(on, str) else on,
        text=fields.pop("text", "Hoe staat het ervoor?"),
        shown=fields.pop("shown", Shown.TENTATIVE),
        **fields,
    )


def week(start: str = "09:00", end: str = "17:30", days: str = "1111100") -> WeekHours:
    """The same hours on each day that has a 1, Monday first."""
    hours = Hours(time.fromisoformat(start), time.fromisoformat(end))
    return WeekHours(tuple((hours,) if works == "1" else () for works in days))


def an_office(*, holidays: Iterable[str] = (), closed: Iterable[str] = (), **fields: Any) -> Office:
    """Bureau.example in Amsterdam, Monday to Friday 09:00-17:30; no holidays unless you name them.

    A closed stretch is written as in the config: `"2026-12-24/2027-01-03"`.
    """
    stretches = tuple(Closed(first=day(text.split("/")[0]), last=day(text.split("/")[1])) for text in closed)
    office: dict[str, Any] = {
        "zone": AMSTERDAM,
        "language": "nl",
        "domains": frozenset({"bureau.example"}),
        "hours": week(),
        "holidays": frozenset(map(day, holidays)),
        "closed": stretches,
        "margin": timedelta(minutes=15),
    }
    return Office(**(office | fields))


def an_identity(subject: str = "alfa@test", **fields: Any) -> Identity:
    """What the borging after a project is about."""
    return Identity(**({"kind": Kind.FOLLOW_UP.value, "rule": "borging"} | fields), subject=subject)


def a_wish(
    subject: str = "alfa@test", *, due: str = "2027-04-30", within: int = 14, minutes: int = 45, **fields: Any
) -> Wish:
    """A follow-up that is due, so many days earlier or later; its key follows from its subject."""
    identity = fields.pop("identity", an_identity(subject))
    wish: dict[str, Any] = {
        "key": key_of(identity, OFFICE_KEY),
        "identity": identity,
        "kind": Kind.FOLLOW_UP,
        "due": day(due),
        "first": day(due) - timedelta(days=within),
        "last": day(due) + timedelta(days=within),
        "duration": timedelta(minutes=minutes),
        "between": Hours(time(10), time(16, 30)),
        "not_before": at("2026-11-24 09:00"),
        "because": Reason("project_ended", {"project": subject}),
        "project": subject,
    }
    return Wish(**(wish | fields))


def an_entry(subject: str = "alfa@test", *, state: State = State.PROPOSED, **fields: Any) -> Entry:
    """A line of the ledger for a proposal that stands as we wrote it."""
    identity = fields.pop("identity", an_identity(subject))
    entry: dict[str, Any] = {
        "key": key_of(identity, OFFICE_KEY),
        "calendar": "marieke",
        "kind": Kind.FOLLOW_UP,
        "identity": identity,
        "since": at("2026-11-24 09:00"),
        "because": Reason("project_ended", {"project": subject}),
        "written": a_draft(),
    }
    return Entry(**(entry | fields), state=state)


def a_rule(name: str = "borging", **fields: Any) -> FollowUpRule:
    """Six weeks after the end, two weeks earlier or later."""
    rule: dict[str, Any] = {
        "name": name,
        "title": f"{name.title()} {{project}}",
        "after": Span(6, Unit.WEEKS),
        "within": Span(2, Unit.WEEKS),
        "duration": timedelta(minutes=45),
        "between": Hours(time(10), time(16, 30)),
    }
    return FollowUpRule(**(rule | fields))


def a_policy(**fields: Any) -> Policy:
    """Writes from the start; ten minutes to think again; nobody is invited for the next two working days."""
    policy: dict[str, Any] = {
        "start": Start.WRITE,
        "invite": Invite.PROPOSE,
        "delay": timedelta(minutes=10),
        "notice": Span(2, Unit.WORKING_DAYS),
        "max_new": 10,
        "max_changes": 0.3,
        "every": timedelta(minutes=15),
    }
    return Policy(**(policy | fields))
