"""A calendar that is suddenly empty under other rules is not believed (a disk that is not mounted)."""

import pytest

from builders import AMSTERDAM, OFFICE_KEY, OWNER, a_policy, a_rule, an_event, an_office, at, week
from core.situations import TEXTS
from zaaikalender.core.records import CalendarState, Known
from zaaikalender.core.rules import Rules
from zaaikalender.errors import ReadFailed
from zaaikalender.looking import look
from zaaikalender.posts import Bureau, Post
from zaaikalender.providers.memory import MemoryCalendar

NOW = at("2026-11-24 09:00")
RULES = Rules(follow_ups=(a_rule(),))


def _calendar(*titles: str) -> MemoryCalendar:
    calendar = MemoryCalendar(OWNER, clock=lambda: NOW, zone=AMSTERDAM)
    for title in titles:
        calendar.put(an_event(title, "2026-12-01 10:00"))
    return calendar


def _look(calendar: MemoryCalendar, known: Known, fingerprint: str):
    post = Post(
        name="marieke", owner=OWNER, hours=week(), source=calendar, target=calendar, fingerprint=fingerprint
    )
    bureau = Bureau(
        office=an_office(),
        policy=a_policy(),
        rules=RULES,
        phrases=TEXTS,
        homes={OWNER: "marieke"},
        office_key=OFFICE_KEY,
    )
    return look(post, bureau, known, now=NOW)


def test_an_empty_calendar_where_something_stood_is_no_calendar_under_other_rules():
    known = Known(state=CalendarState(name="marieke"))
    before = _look(_calendar("Overleg"), known, "rules")
    known = Known(state=before.findings.state, kept=before.kept)
    with pytest.raises(ReadFailed, match="nothing at all stands in it"):
        _look(_calendar(), known, "other rules")


def test_a_calendar_that_was_always_empty_is_read_as_it_is():
    known = Known(state=CalendarState(name="marieke"))
    assert _look(_calendar(), known, "rules").kept == ()
