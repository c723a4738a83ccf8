"""What can be said of a yearly series outside the calendar: whatever would write in it, cannot."""

import pytest

from builders import an_entry, an_identity, at, when
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.records import Said
from zaaikalender.core.series import each_once, only_in_calendar
from zaaikalender.handwork import may_move

NOW = at("2026-11-24 09:00")
MOMENT = when("2027-03-11 10:00")


def a_series() -> Entry:
    identity = an_identity("c-1", kind=Kind.SERIES.value, rule="series")
    fields = {"kind": Kind.SERIES, "identity": identity, "uid": "u", "seen_when": MOMENT}
    return an_entry("c-1", state=State.APPROVED, **fields)


def one_of_it() -> Entry:
    identity = an_identity("c-1", kind=Kind.CONTACT.value, rule="series", cycle="20270311T090000Z")
    fields = {"kind": Kind.CONTACT, "identity": identity, "uid": "u", "seen_when": MOMENT}
    return an_entry("c-1", **fields)


def a_slot() -> Entry:
    identity = an_identity("c-2", kind=Kind.CONTACT.value, rule="contact", cycle="0")
    return an_entry("c-2", kind=Kind.CONTACT, identity=identity, seen_when=MOMENT)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (one_of_it(), {Said.SKIP, Said.AGAIN}),
        (a_series(), {Said.SKIP}),
        (a_slot(), set()),
    ],
)
def test_what_would_change_a_series_is_said_in_the_calendar_alone(entry, words):
    assert {word for word in Said if only_in_calendar(entry, word)} == words


def test_one_of_a_series_is_moved_in_the_calendar_alone():
    assert [may_move(each, NOW) for each in (a_slot(), one_of_it(), a_series())] == [True, False, False]


def test_a_series_shows_only_as_long_as_nothing_of_it_does():
    series, one, slot = a_series(), one_of_it(), a_slot()
    assert list(each_once([series, slot])) == [series, slot]
    assert list(each_once([series, one, slot])) == [one, slot]
