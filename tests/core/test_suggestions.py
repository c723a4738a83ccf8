"""Whom to put on a list: often, lately, and alone before crowds; never who was not met, and no machines."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_guest, a_person, an_event, an_office, at, day
from zaaikalender.core.events import AllDay, Event, Shown, Status, Timed
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Answer, Attendee, AttendeeKind, Person
from zaaikalender.core.rules import Rules
from zaaikalender.core.suggestions import Suggestion, is_somebody, suggestions

NOW = at("2026-11-24T09:00")
OWNER = a_person("marieke@bureau.example", "Marieke de Wit")
READER = Reader(owner=OWNER, office=an_office(domains=frozenset({"bureau.example"})), rules=Rules())


def a_meeting(*guests: str | Attendee, ago: int = 10, **fields: Any) -> Event:
    """An hour, so many days ago, with these people beside the owner."""
    start = NOW - timedelta(days=ago, hours=2)
    attendees = tuple(a_guest(each) if isinstance(each, str) else each for each in guests)
    usual: dict[str, Any] = {"title": "Overleg", "when": Timed(start=start, end=start + timedelta(hours=1))}
    fields = {"organizer": OWNER, "attendees": attendees} | fields
    made = an_event(usual["title"])
    return Event(
        **{
            "ref": made.ref,
            "version": made.version,
            "uid": made.uid,
            **usual,
            **fields,
        }
    )


def found(*events: Event, known: Iterable[str] = ()) -> tuple[Suggestion, ...]:
    names = frozenset(known)
    return suggestions(events, READER, now=NOW, known=lambda person: person.address in names)


def addresses(*events: Event, known: Iterable[str] = ()) -> list[str]:
    return [each.person.address.partition("@")[0] for each in found(*events, known=known)]


EVA, PIET = "eva@a.example", "piet@b.example"


def test_who_was_met_more_often_comes_first() -> None:
    assert addresses(a_meeting(EVA), a_meeting(PIET), a_meeting(PIET)) == ["piet", "eva"]


def test_who_was_met_later_comes_first() -> None:
    assert addresses(a_meeting(EVA, ago=300), a_meeting(PIET, ago=5)) == ["piet", "eva"]


def test_who_was_met_alone_comes_before_who_sat_in_a_crowd() -> None:
    crowd = [f"x{number}@c.example" for number in range(8)]
    assert addresses(a_meeting(PIET, *crowd), a_meeting(EVA, ago=11))[0] == "eva"


def test_a_suggestion_tells_how_often_how_often_alone_and_when_last() -> None:
    (eva,) = found(a_meeting(EVA, ago=40), a_meeting(EVA, "jan@bureau.example", ago=10))
    assert (eva.meetings, eva.alone, eva.last) == (2, 1, day("2026-11-14"))


NOT_MET: dict[str, Event] = {
    "a colleague": a_meeting("jan@bureau.example"),
    "the owner himself": a_meeting("marieke@bureau.example"),
    "a room": a_meeting(Attendee(person=a_person("zaal@x.example"), kind=AttendeeKind.ROOM)),
    "a projector": a_meeting(Attendee(person=a_person("beamer@x.example"), kind=AttendeeKind.RESOURCE)),
    "a list": a_meeting(Attendee(person=a_person("allen@x.example"), kind=AttendeeKind.GROUP)),
    "nobody knows what": a_meeting(Attendee(person=a_person("wat@x.example"), kind=AttendeeKind.UNKNOWN)),
    "a newsletter": a_meeting("nieuwsbrief@x.example"),
    "nobody to answer": a_meeting("no-reply@x.example"),
    "a counter": a_meeting("info@x.example"),
    "a calendar of a group": a_meeting("c_1@group.calendar.google.com"),
    "a cancelled meeting": a_meeting(EVA, status=Status.CANCELLED),
    "who declined": a_meeting(a_guest(EVA, Answer.DECLINED)),
    "a meeting that the owner declined": a_meeting(EVA, a_guest(OWNER.address, Answer.DECLINED)),
    "a private meeting": a_meeting(EVA, private=True),
    "a stranger's invitation": a_meeting(
        EVA, a_guest(OWNER.address, Answer.NEEDS_ACTION), organizer=a_person(EVA)
    ),
    "a meeting still to come": a_meeting(EVA, ago=-3),
    "a meeting that goes on": a_meeting(
        EVA, when=Timed(start=NOW - timedelta(minutes=30), end=NOW + timedelta(minutes=30))
    ),
    "a meeting of four years ago": a_meeting(EVA, ago=4 * 365),
    "a whole day": a_meeting(EVA, when=AllDay(start=day("2026-11-02"), end=day("2026-11-03"))),
    "who declined his own meeting": a_meeting(
        a_guest(EVA, Answer.DECLINED), a_guest(OWNER.address), organizer=a_person(EVA)
    ),
}


@pytest.mark.parametrize("case", NOT_MET)
def test_who_was_not_met_is_not_proposed(case: str) -> None:
    assert found(NOT_MET[case]) == ()


def test_who_called_a_meeting_that_the_owner_accepted_was_met_too() -> None:
    invited = a_meeting(a_guest(OWNER.address, Answer.ACCEPTED), organizer=a_person("piet@b.example", "Piet"))
    (piet,) = found(invited)
    assert (piet.person.address, piet.person.name, piet.alone) == ("piet@b.example", "Piet", 1)


def test_who_was_met_in_a_meeting_of_a_colleague_was_met() -> None:
    assert addresses(a_meeting(EVA, organizer=a_person("jan@bureau.example"))) == ["eva"]


def test_who_is_on_the_list_or_refused_is_not_proposed() -> None:
    assert addresses(a_meeting(EVA), a_meeting(PIET), known=["eva@a.example"]) == ["piet"]


def test_somebody_is_called_by_the_latest_name_that_he_had() -> None:
    old, new = (Attendee(person=a_person(EVA, name)) for name in ("Eva Jansen", "Eva de Wit"))
    named = [
        a_meeting(new, ago=5),
        a_meeting(old, ago=50),
        a_meeting(Attendee(person=a_person(EVA, "")), ago=1),
    ]
    assert found(*named)[0].person.name == "Eva de Wit"


@pytest.mark.parametrize(
    "address",
    ["noreply@x.example", "do-not-reply+1@x.example", "calendar-notification@x", "x@y.invalid", "@x", "x@"],
)
def test_behind_some_addresses_nobody_sits(address: str) -> None:
    somebody = address == "calendar-notification@x"
    assert is_somebody(Person(address=address)) == somebody


@pytest.mark.parametrize(
    "address", ["teamsma@x.example", "infanta@x.example", "eva.news@x.example", "h.r@x.example"]
)
def test_people_whose_names_look_like_a_counter_are_people(address: str) -> None:
    assert is_somebody(Person(address=address))


meetings = st.lists(
    st.builds(
        lambda guests, ago, shown: a_meeting(*sorted(guests), ago=ago, shown=shown),
        st.sets(st.sampled_from([EVA, PIET, "kees@c.example", "jan@bureau.example"]), min_size=1),
        st.integers(1, 1200),
        st.sampled_from(Shown),
    ),
    max_size=8,
)


@given(meetings, st.randoms(use_true_random=False))
def test_the_order_in_which_meetings_are_read_changes_nothing(events: list[Event], chance: Any) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert _shape(found(*shuffled)) == _shape(found(*events))


@given(meetings, st.integers(1, 1000))
def test_one_meeting_more_never_puts_anybody_further_down(events: list[Event], ago: int) -> None:
    before, after = (
        addresses(*events, a_meeting(EVA)),
        addresses(*events, a_meeting(EVA), a_meeting(EVA, ago=ago)),
    )
    assert after.index("eva") <= before.index("eva")


@given(meetings, st.integers(1, 500), st.integers(1, 500))
def test_the_same_meeting_later_never_puts_anybody_further_down(
    events: list[Event], one: int, other: int
) -> None:
    early, late = max(one, other), min(one, other)
    before, after = (
        addresses(*events, a_meeting(EVA, ago=early)),
        addresses(*events, a_meeting(EVA, ago=late)),
    )
    assert after.index("eva") <= before.index("eva")


@given(meetings)
def test_only_people_from_outside_who_were_met_are_proposed_each_once(events: list[Event]) -> None:
    people = [each.person for each in found(*events)]
    assert len(set(people)) == len(people)
    assert all(person.domain != "bureau.example" for person in people)
    assert all(1 <= each.meetings <= len(events) and each.alone <= each.meetings for each in found(*events))


def _shape(made: Iterable[Suggestion]) -> list[tuple[str, int, int, str]]:
    return [(each.person.address, each.meetings, each.alone, f"{each.weight:.6f}") for each in made]
