"""Reading: all of it or what changed, and what is certainly not there."""

from dataclasses import dataclass, field, replace

import pytest

from builders import (
    AMSTERDAM,
    OFFICE_KEY,
    OWNER,
    a_person,
    a_policy,
    an_entry,
    an_event,
    an_office,
    at,
    day,
    week,
)
from core.situations import NOW, TEXTS, a_rule, an_end, some_rules
from zaaikalender.core.appointments import State
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Unreadable
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Reason
from zaaikalender.core.records import CalendarState, Known, Subject
from zaaikalender.errors import ReadFailed
from zaaikalender.looking import certainly_gone, look, projects_of, twins_in, window_needed
from zaaikalender.posts import Bureau, Post
from zaaikalender.providers.memory import MemoryCalendar

OFFICE, RULES = an_office(), some_rules()


@dataclass
class Listener:
    """A calendar that remembers what it was asked."""

    calendar: MemoryCalendar
    asked: list = field(default_factory=list)

    def changes(self, window, cursor, known):
        self.asked.append((window, cursor, dict(known)))
        return self.calendar.changes(window, cursor, known)


def a_calendar(*events):
    calendar = MemoryCalendar(OWNER, clock=lambda: NOW, zone=AMSTERDAM)
    for event in events:
        calendar.put(event)
    return Listener(calendar)


def read(source, known=None, *, rules=RULES, fingerprint="rules", now=NOW):
    known = known or Known(state=CalendarState(name="marieke"))
    return look(a_post(source, fingerprint), a_bureau(rules), known, now=now)


def remembered(reading, **fields):
    return Known(state=reading.findings.state, kept=reading.kept, **fields)


def a_post(source, fingerprint="rules", **fields):
    return Post(
        name="marieke",
        owner=OWNER,
        hours=week(),
        source=source,
        target=getattr(source, "calendar", source),
        fingerprint=fingerprint,
        **fields,
    )


def a_bureau(rules=RULES):
    return Bureau(
        office=OFFICE,
        policy=a_policy(),
        rules=rules,
        phrases=TEXTS,
        homes={OWNER: "marieke"},
        office_key=OFFICE_KEY,
    )


def test_the_first_read_looks_at_everything():
    source = a_calendar(an_end(), an_event())
    reading = read(source)
    assert source.asked[0][1:] == (None, {})
    assert reading.findings.whole
    assert len(reading.kept) == 2


def test_the_second_read_goes_on_where_the_first_one_ended():
    source = a_calendar(an_end(), an_event())
    first = read(source)
    second = read(source, remembered(first))
    assert source.asked[1][0] == first.window
    assert source.asked[1][1] == first.findings.state.cursor
    assert not second.findings.whole
    assert second.kept == first.kept


def test_under_other_rules_everything_is_looked_at_again():
    source = a_calendar(an_end())
    first = read(source)
    second = read(source, remembered(first), fingerprint="other rules")
    assert source.asked[1][1:] == (None, {})
    assert second.findings.state.fingerprint == "other rules"


@pytest.mark.parametrize(("later", "whole"), [("2026-12-24 09:00", False), ("2027-03-24 09:00", True)])
def test_when_the_window_rolls_on_everything_is_looked_at_again(later, whole):
    source = a_calendar(an_end())
    reading = read(source, remembered(read(source)), now=at(later))
    assert reading.findings.whole is whole
    assert reading.window.covers(*_needed(later))


def _needed(moment):
    window = window_needed(RULES, OFFICE, at(moment))
    return window.start, window.end


def test_the_window_reaches_back_to_ends_whose_follow_up_may_still_come():
    rules = some_rules(a_rule(after=Span(1, Unit.YEARS)))
    assert window_needed(rules, OFFICE, NOW).start < at("2025-09-01 00:00")
    assert window_needed(RULES, OFFICE, NOW).start > at("2026-01-01 00:00")


def test_what_is_gone_is_kept_no_more():
    source = a_calendar(an_end(), an_event())
    known = remembered(read(source))
    source.calendar.delete(an_event().uid)
    reading = read(source, known)
    assert len(reading.kept) == 1
    assert reading.findings.gone
    assert reading.changed


def test_a_quiet_calendar_has_nothing_to_record():
    source = a_calendar(an_end())
    assert not read(source, remembered(read(source))).changed


def test_a_read_that_fails_is_never_an_empty_calendar():
    class Broken:
        def changes(self, _window, _cursor, _known):
            raise ReadFailed("half a file")

    with pytest.raises(ReadFailed):
        read(Broken())


def test_only_ends_and_our_own_are_kept_in_full():
    reading = read(a_calendar(an_end(), an_event("Tandarts", "2027-01-05 10:00")))
    assert [event.title for kept in reading.kept for event in kept.events] == ["Einde opdracht: Alfa"]
    assert sum(len(kept.busy) for kept in reading.kept) == 2


# What is certainly gone.


def gone(entry, *events, unreadable=()):
    source = a_calendar(*events)
    reading = read(source, Known(state=CalendarState(name="marieke"), entries=(entry,)))
    return certainly_gone(replace(reading, unreadable=unreadable), source.calendar)


OURS = an_entry(uid="ours@test", ref="ours.ics")
EVENT = an_event("Borging", "2027-04-30 10:00", uid="ours@test", ref="ours.ics", key=OURS.key)


def test_what_stands_is_not_gone():
    assert not gone(OURS, EVENT)


def test_what_does_not_stand_and_is_not_found_is_gone():
    assert gone(OURS, an_event()) == {OURS.key}


def test_what_the_read_missed_and_a_look_finds_is_not_gone():
    source = a_calendar(an_event())
    reading = read(source, Known(state=CalendarState(name="marieke"), entries=(OURS,)))
    source.calendar.put(EVENT)
    assert not certainly_gone(reading, source.calendar)


@pytest.mark.parametrize(("uid", "sure"), [(None, False), ("ours@test", False), ("other@test", True)])
def test_what_cannot_be_read_may_be_ours(uid, sure):
    unreadable = (Unreadable(where="kapot.ics", uid=uid, why="half a file"),)
    assert (gone(OURS, an_event(), unreadable=unreadable) == {OURS.key}) is sure


@pytest.mark.parametrize("state", [State.SKIPPED, State.HELD, State.UNKNOWN])
def test_what_is_not_expected_to_stand_is_not_looked_for(state):
    assert not gone(replace(OURS, state=state), an_event())


# Projects, and twins.


def projects_in(reading, homes, post):
    twins = twins_in(reading, RULES, OFFICE, post)
    return projects_of(reading, RULES, OFFICE, homes, post, twins=twins)


def test_of_two_ends_with_one_name_in_one_calendar_the_second_waits():
    source = a_calendar(an_end(), an_end(uid="twin@test", on="2027-03-26"))
    reading = read(source)
    homes, post = {OWNER: "marieke"}, a_post(source)
    (project,) = projects_in(reading, homes, post)
    assert project.subject.uids == {"einde-opdracht-alfa@test"}
    ((one, other),) = twins_in(reading, RULES, OFFICE, post)
    assert (one.event.uid, other.event.uid) == ("einde-opdracht-alfa@test", "twin@test")


@pytest.mark.parametrize(("answer", "projects"), [("one", 1), ("two", 2)])
def test_its_owner_says_whether_they_are_one_project(answer, projects):
    source = a_calendar(an_end(), an_end(uid="twin@test", on="2027-03-26"))
    uids = "einde-opdracht-alfa@test\ntwin@test"
    ask = Ask(
        key="k",
        about=None,
        code="same_project",
        because=Reason("same_project", {"uids": uids}),
        choices=("one", "two"),
    )
    asked = Question(number=1, calendar="marieke", ask=ask, asked_at=NOW, answer=answer)
    reading = read(source, Known(state=CalendarState(name="marieke"), questions=(asked,)))
    assert not twins_in(reading, RULES, OFFICE, a_post(source))
    assert len(projects_in(reading, {OWNER: "marieke"}, a_post(source))) == projects


def test_a_colleagues_entry_of_the_same_end_is_the_same_project():
    source = a_calendar(an_end())
    reading = read(source).beside({"tom": (an_end(uid="of-tom@test"),), "nobody": (an_end("Beta"),)})
    tom = a_person("tom@bureau.example")
    alfa, beta = projects_in(reading, {OWNER: "marieke", tom: "tom"}, a_post(source))
    assert {alfa.subject.project, beta.subject.project} == {"Alfa", "Beta"}
    assert {"einde-opdracht-alfa@test", "of-tom@test"} in (alfa.subject.uids, beta.subject.uids)


def test_an_end_entered_anew_is_known_by_when_its_project_ended():
    source = a_calendar(an_end(uid="anew@test"))
    known = Known(
        state=CalendarState(name="marieke"),
        entries=(an_entry("old@test", ended=day("2027-03-20")),),
        subjects=(Subject(id="old@test", home="marieke", project="Alfa", uids=frozenset({"old@test"})),),
    )
    (project,) = projects_in(read(source, known), {OWNER: "marieke"}, a_post(source))
    assert (project.subject.id, project.is_new) == ("old@test", True)
