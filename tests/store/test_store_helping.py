"""What a helper is asked in other calendars is counted over the office, whatever became of it since."""

from builders import a_person, an_entry, an_identity, when
from store import examples as the
from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.helping import Help
from zaaikalender.store import Store

JAN = a_person("jan@bureau.example", "Jan")
WHEN = when("2026-12-01 10:00", minutes=15)


def a_quarter(calendar: str, **fields: object) -> Entry:
    identity = an_identity(calendar, kind=Kind.ACTION.value, rule="make_list")
    usual = {"identity": identity, "kind": Kind.ACTION, "calendar": calendar, "candidates": (JAN,)}
    return an_entry(**(usual | {"seen_when": WHEN} | fields))


def test_a_calendar_sees_the_help_that_others_ask_for_and_not_its_own(store: Store) -> None:
    for calendar in ("marieke", "els"):
        the.recorded(store, calendar, entries=(a_quarter(calendar),))
    asked = (Help(helper=JAN, when=WHEN),)
    assert store.load("marieke", now=the.NOW).helps == asked
    assert store.load("bas", now=the.NOW).helps == asked * 2


def test_who_was_invited_is_told_apart(store: Store) -> None:
    the.recorded(store, "els", entries=(a_quarter("els", state=State.INVITED, guests=(JAN,)),))
    assert store.load("marieke", now=the.NOW).helps == (Help(helper=JAN, when=WHEN, invited=True),)


def test_what_was_deleted_or_names_nobody_takes_no_time_of_his(store: Store) -> None:
    gone, alone = a_quarter("els", state=State.SKIPPED), a_quarter("bas", candidates=())
    the.recorded(store, "els", entries=(gone,))
    the.recorded(store, "bas", entries=(alone,))
    assert store.load("marieke", now=the.NOW).helps == ()
