"""Core values of every shape, for tests of what is stored.

You need this when a value gets a new field: name it here, so that the tests see it come back. Texts hold
whatever a text can hold, also what databases do not like: NUL, and halves of surrogate pairs.
"""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from zaaikalender.core.appointments import Draft, Entry, Kind, State
from zaaikalender.core.events import AllDay, Event, Reply, Series, Shown, Status, Timed, When
from zaaikalender.core.identity import Identity
from zaaikalender.core.letters import Letter, Purpose, Stage
from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import Busy, Kept

texts = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["", "Borging Alfa", "caf\udce9.ics", "nul \x00 here", "\x10 escape \x100000", "👩🏽‍💻"]
)
moments = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.dates(max_value=date(9999, 12, 28))
keys = st.text("0123456789abcdefghijklmnopqrstuv", min_size=32, max_size=32)


def built(kind: type[Any], /, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass; every field must be named, so that none is forgotten."""
    missing = {field.name for field in fields(kind)} - set(given)
    assert not missing, f"{kind.__name__} has fields that no test fills: {missing}"
    return st.builds(kind, **given)


people = built(Person, address=texts, name=texts)
attendees = built(Attendee, person=people, answer=st.sampled_from(Answer), kind=st.sampled_from(AttendeeKind))
reasons = built(
    Reason, code=texts, facts=st.dictionaries(texts, texts | st.integers() | days | moments, max_size=4)
)


@st.composite
def whole_days(draw: st.DrawFn) -> AllDay:
    start = draw(days)
    return AllDay(start=start, end=start + timedelta(days=draw(st.integers(1, 3))))


@st.composite
def stretches(draw: st.DrawFn) -> Timed:
    start = draw(moments)
    return Timed(start=start, end=start + timedelta(microseconds=draw(st.integers(0, 86_400_000_000))))


whens: st.SearchStrategy[When] = whole_days() | stretches()


@st.composite
def busy_stretches(draw: st.DrawFn) -> Busy:
    stretch = draw(stretches())
    return Busy(start=stretch.start, end=stretch.end, leave=draw(st.booleans()))


busy = busy_stretches()
series = built(
    Series,
    last=st.none() | days,
    count=st.integers(0, 1000),
    step=st.timedeltas(timedelta(0), timedelta(days=3660)),
)
drafts = built(
    Draft,
    title=texts,
    when=whens,
    text=texts,
    shown=st.sampled_from(Shown),
    private=st.booleans(),
    yearly=st.booleans(),
)
events = built(
    Event,
    ref=texts,
    version=texts,
    uid=texts,
    title=texts,
    when=whens,
    occurrence=st.none() | texts,
    series=st.none() | series,
    text=texts,
    organizer=st.none() | people,
    attendees=st.lists(attendees, max_size=3).map(tuple),
    status=st.sampled_from(Status),
    shown=st.sampled_from(Shown),
    private=st.booleans(),
    categories=st.frozensets(texts, max_size=3),
    key=st.none() | texts,
    mixed_text=st.booleans(),
    sequence=st.integers(0, 9),
)
replies = built(Reply, uid=texts, sequence=st.integers(0, 9), stamp=texts, attendee=attendees)
kept = built(
    Kept,
    ref=texts,
    version=texts,
    uid=texts,
    busy=st.lists(busy, max_size=3).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    replies=st.lists(replies, max_size=2).map(tuple),
    met=st.lists(events, max_size=2).map(tuple),
)
letters = built(
    Letter,
    calendar=st.just("marieke"),
    key=keys,
    purpose=st.sampled_from(Purpose),
    sequence=st.integers(0, 9),
    to=people,
    uid=texts,
    guests=st.lists(people, max_size=2).map(tuple),
    draft=drafts,
    subject=texts,
    body=texts,
    at=moments,
    over=moments,
    stood=st.sampled_from(Answer),
    stage=st.sampled_from(Stage),
    tries=st.integers(0, 9),
)
identities = built(
    Identity,
    kind=st.sampled_from(Kind).map(str),
    rule=texts,
    subject=texts,
    cycle=st.sampled_from(["", "1", "2027"]),
    generation=st.integers(0, 9),
)
entries = built(
    Entry,
    key=keys,
    calendar=st.just("marieke"),
    kind=st.sampled_from(Kind),
    identity=identities,
    state=st.sampled_from(State),
    since=moments,
    because=reasons,
    ref=st.none() | texts,
    uid=st.none() | texts,
    version=st.none() | texts,
    written=st.none() | drafts,
    due=st.none() | days,
    first=st.none() | days,
    last=st.none() | days,
    ended=st.none() | days,
    project=texts,
    candidates=st.lists(people, max_size=2).map(tuple),
    pick=st.booleans(),
    noticed_at=st.none() | moments,
    noticed_when=st.none() | whens,
    seen_title=st.none() | texts,
    seen_when=st.none() | whens,
    overlap_ok=st.booleans(),
    guests=st.lists(people, max_size=2).map(tuple),
    seen_guests=st.lists(people, max_size=2).map(tuple),
    carried=texts,
)
