"""Core values as JSON and back, field by field.

You need this when a value that is stored gets a new field. What is not there on reading gets the field's
default, so that a new field with a default needs no migration; anything else does. Instants are whole
microseconds since 1970 (UTC), days are ISO dates, so that a list of two tells `Timed` from `AllDay`.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from zaaikalender.core.appointments import Draft
from zaaikalender.core.events import AllDay, Shown, Timed, When
from zaaikalender.core.people import Person
from zaaikalender.core.reasons import Fact, Reason

Json: TypeAlias = Any
"""What `json` gives: dictionaries, lists, strings, numbers."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """An instant as microseconds since 1970; refuses a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return (moment - _EPOCH) // _TICK


def moment(ticks: int) -> datetime:
    """The instant behind `ticks`, in UTC."""
    # By position: this is called tens of thousands of times, and by name it takes half as long again.
    return _EPOCH + timedelta(0, 0, ticks)


def day(text: str | None) -> date | None:
    """The day behind an ISO date, or none."""
    return None if text is None else date.fromisoformat(text)


def filled(**fields: Json) -> dict[str, Json]:
    """Those fields that are not None; whoever calls turns the usual value into None first."""
    return {name: value for name, value in fields.items() if value is not None}


def when_json(when: When) -> list[int | str]:
    """`[start, end]`: numbers for instants, texts for days."""
    match when:
        case Timed(start=start, end=end):
            return [ticks(start), ticks(end)]
        case AllDay(start=first, end=after):
            return [first.isoformat(), after.isoformat()]


def when_of(data: Json) -> When:
    """The opposite of `when_json`."""
    start, end = data
    if isinstance(start, str):
        return AllDay(start=date.fromisoformat(start), end=date.fromisoformat(end))
    return Timed(start=moment(start), end=moment(end))


def person_json(person: Person) -> list[str]:
    """`[address, name]`, or the address alone."""
    return [person.address, person.name] if person.name else [person.address]


def person_of(data: Json) -> Person:
    """The opposite of `person_json`."""
    address, *name = data
    return Person(address=address, name=name[0] if name else "")


def people_json(people: tuple[Person, ...]) -> list[list[str]]:
    """Several people, in order."""
    return [person_json(person) for person in people]


def people_of(data: Json) -> tuple[Person, ...]:
    """The opposite of `people_json`."""
    return tuple(person_of(person) for person in data)


def draft_json(draft: Draft) -> dict[str, Json]:
    """A draft, without its mark of privacy where it has none."""
    return {
        "title": draft.title,
        "when": when_json(draft.when),
        "text": draft.text,
        "shown": draft.shown.value,
        **filled(private=draft.private or None, yearly=draft.yearly or None),
    }


def draft_of(data: Json) -> Draft:
    """The opposite of `draft_json`."""
    return Draft(
        title=data["title"],
        when=when_of(data["when"]),
        text=data["text"],
        shown=Shown(data["shown"]),
        private=data.get("private", False),
        yearly=data.get("yearly", False),
    )


def _fact_json(fact: Fact) -> Json:
    """Texts and numbers as they are; days and instants say which they are."""
    if isinstance(fact, datetime):  # before date: an instant is a date too
        return {"at": ticks(fact)}
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    return fact


def _fact_of(data: Json) -> Fact:
    """The opposite of `_fact_json`."""
    match data:
        case {"at": int(at)}:
            return moment(at)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case str() | int():
            return data
        case _:
            raise ValueError("a fact of an unknown type is stored")


def reason_json(reason: Reason) -> dict[str, Json]:
    """A reason; its facts keep their types."""
    facts = {name: _fact_json(fact) for name, fact in reason.facts.items()}
    return {"code": reason.code, "facts": facts}


def reason_of(data: Json) -> Reason:
    """The opposite of `reason_json`."""
    return Reason(data["code"], {name: _fact_of(fact) for name, fact in data["facts"].items()})
