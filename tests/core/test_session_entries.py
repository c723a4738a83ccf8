"""The afternoon in one person's calendar: his to move and to delete, and quiet as long as nothing changes."""

from dataclasses import replace
from datetime import time
from typing import Any

from builders import OWNER, an_event, at
from core.afternoons import a_part, a_session
from core.networks import a_network
from core.situations import Agenda, a_rule, an_end, kinds, some_rules
from zaaikalender.core.appointments import Kind, State
from zaaikalender.core.dates import Hours, Span, Unit
from zaaikalender.core.events import Event, Shown, Timed
from zaaikalender.core.people import Answer, Attendee
from zaaikalender.core.reasons import Reason
from zaaikalender.core.sessions import Shortfall, Turnout

SESSION = a_session("2027-02-25")
THREE = Turnout(read=frozenset({"marieke", "jan", "fatima"}), allowed=frozenset({"marieke", "jan", "fatima"}))


def an_agenda(*events: Event, **dials: Any) -> Agenda:
    return Agenda(*events, **({"sessions": (SESSION,), "turnout": THREE} | dials))


def jan_stays_away(agenda: Agenda) -> None:
    agenda.dials.turnout = replace(THREE, away=frozenset({("jan", "Just-Do-It", "2027-02-25")}))


def test_an_afternoon_is_written_as_it_is_for_everybody_and_says_how_many_come() -> None:
    agenda = an_agenda()
    agenda.go()
    event = agenda.ours(Kind.SESSION)
    assert (event.title, event.when, event.shown) == ("Just-Do-It", SESSION.when, Shown.BUSY)
    assert not event.private
    assert "met z'n 3" in event.text
    assert agenda.entry(Kind.SESSION).state is State.APPROVED


def test_who_comes_alone_is_told_so() -> None:
    agenda = an_agenda(turnout=Turnout())
    agenda.go()
    assert "als enige" in agenda.ours(Kind.SESSION).text


def test_the_second_pass_writes_nothing() -> None:
    agenda = an_agenda(an_end())
    agenda.go()
    before = len(agenda.writes)
    agenda.go(minutes=15)
    agenda.go(days=20)
    assert len(agenda.writes) == before


def test_an_afternoon_that_has_begun_is_left_as_it_is() -> None:
    agenda = an_agenda()
    agenda.at("2027-02-25 13:00")
    assert agenda.writes == []
    agenda = an_agenda()
    agenda.go()
    jan_stays_away(agenda)
    agenda.at("2027-02-25 13:00")
    assert kinds(agenda.writes) == ["Create"]


def test_the_text_changes_only_when_the_number_does() -> None:
    agenda = an_agenda()
    agenda.go()
    jan_stays_away(agenda)
    agenda.go(days=1)
    assert "met z'n 2" in agenda.ours(Kind.SESSION).text
    agenda.go(days=1)
    assert kinds(agenda.writes) == ["Create", "Update"]


def test_a_text_that_its_owner_changed_is_his() -> None:
    agenda = an_agenda()
    agenda.go()
    agenda.edit(agenda.ours(Kind.SESSION), text="Ik neem taart mee.")
    jan_stays_away(agenda)
    agenda.go(days=1)
    assert agenda.ours(Kind.SESSION).text == "Ik neem taart mee."


def test_an_afternoon_that_its_owner_moved_stays_where_he_put_it() -> None:
    agenda = an_agenda()
    agenda.go()
    moved = Timed(start=at("2027-02-26 13:00"), end=at("2027-02-26 15:00"))
    agenda.edit(agenda.ours(Kind.SESSION), when=moved)
    jan_stays_away(agenda)
    agenda.go(days=1)
    agenda.go(days=1)
    assert agenda.ours(Kind.SESSION).when == moved
    assert "met z'n 2" in agenda.ours(Kind.SESSION).text


def test_an_afternoon_that_was_deleted_stays_deleted() -> None:
    agenda = an_agenda()
    agenda.go()
    agenda.delete(agenda.ours(Kind.SESSION))
    for _ in range(3):
        agenda.go(days=1)
    assert agenda.all_of(Kind.SESSION) == []
    assert agenda.entry(Kind.SESSION).state is State.SKIPPED


def test_who_declines_does_not_take_part() -> None:
    agenda = an_agenda()
    agenda.go()
    declined = Attendee(person=OWNER, answer=Answer.DECLINED)
    agenda.edit(agenda.ours(Kind.SESSION), attendees=(declined,))
    agenda.go(days=1)
    assert agenda.entry(Kind.SESSION).state is State.SKIPPED


def test_beside_something_else_it_takes_no_time_and_says_so() -> None:
    agenda = an_agenda(an_event("Tandarts", "2027-02-25 14:00"))
    agenda.go()
    event = agenda.ours(Kind.SESSION)
    assert event.shown is Shown.FREE
    assert event.text.startswith("Je bent dan niet vrij")
    before = len(agenda.writes)
    agenda.go(days=1)
    assert len(agenda.writes) == before


def test_what_comes_beside_an_afternoon_later_changes_nothing_in_it() -> None:
    agenda = an_agenda()
    agenda.go()
    before = agenda.ours(Kind.SESSION)
    agenda.add(an_event("Tandarts", "2027-02-25 14:00"))
    agenda.go(days=1)
    assert agenda.ours(Kind.SESSION) == before


def test_nothing_else_is_planned_on_an_afternoon_that_is_only_just_written() -> None:
    # The follow-up may stand on this afternoon and on no other.
    afternoon = a_rule(between=Hours(time(13), time(17)), within=Span(0, Unit.DAYS))
    agenda = an_agenda(an_end(on="2027-01-14"), rules=some_rules(afternoon))
    (told,) = agenda.go().plan.unplaced
    assert told.kind is Kind.FOLLOW_UP
    assert agenda.all_of(Kind.FOLLOW_UP) == []


def test_what_no_rule_asks_for_any_more_goes_unless_somebody_touched_it() -> None:
    untouched, touched = an_agenda(), an_agenda()
    for agenda in (untouched, touched):
        agenda.go()
    touched.edit(touched.ours(Kind.SESSION), title="Just-Do-It met taart")
    for agenda in (untouched, touched):
        agenda.dials.sessions = ()
        agenda.go(days=1)
    assert untouched.all_of(Kind.SESSION) == []
    assert len(touched.all_of(Kind.SESSION)) == 1
    untouched.dials.sessions = (SESSION,)
    untouched.go(days=1)
    assert untouched.ours(Kind.SESSION).title == "Just-Do-It"


def test_a_part_of_the_year_without_an_afternoon_is_told_in_the_plan_and_in_no_calendar() -> None:
    why = Shortfall(looked=at("2026-11-24 09:00").date(), best=1, needed=2, calendars=3)
    agenda = an_agenda(sessions=(a_part("2027-02-01", "2027-04-30", shortfall=why),))
    (told,) = agenda.go().plan.unplaced
    assert (told.kind, told.because.code) == (Kind.SESSION, "no_quorum")
    assert agenda.writes == []


def test_after_the_store_was_lost_what_stands_is_taken_over_and_nothing_doubles() -> None:
    agenda = an_agenda()
    agenda.dials.sessions = (SESSION, a_session("2027-06-03", number=2))
    agenda.go()
    gone = next(each for each in agenda.all_of(Kind.SESSION) if each.when != SESSION.when)
    agenda.delete(gone)
    agenda.entries.clear()
    agenda.writes.clear()
    for _ in range(3):
        agenda.go(days=1)
    assert [each.when for each in agenda.all_of(Kind.SESSION)] == [SESSION.when]
    assert kinds(agenda.writes) == []
    assert agenda.asks() == {"lost_store"}
    agenda.answer("lost_store", "plan")
    agenda.go(days=1)
    assert len(agenda.all_of(Kind.SESSION)) == 2


def test_his_word_again_writes_it_once_more() -> None:
    agenda = an_agenda()
    agenda.go()
    agenda.delete(agenda.ours(Kind.SESSION))
    agenda.go(days=1)
    entry = agenda.entry(Kind.SESSION)
    agenda.entries[entry.key] = replace(entry, because=Reason("again"))
    agenda.go(days=1)
    agenda.go(days=1)
    assert len(agenda.all_of(Kind.SESSION)) == 1


def test_an_afternoon_is_never_written_after_its_own_call_list() -> None:
    many = tuple(a_session(f"2027-{month:02}-18", number=month) for month in range(1, 13))
    agenda = an_agenda(sessions=many, network=a_network("Eva Jansen"))
    agenda.go()
    written = {each.entry.key for each in agenda.writes}
    lists = [each for each in agenda.writes if each.entry.kind is Kind.LIST]
    assert lists
    assert all(each.entry.identity.subject in written for each in lists)


def test_afternoons_count_as_new_appointments_of_the_day() -> None:
    many = tuple(a_session(f"2027-{month:02}-18", number=month) for month in range(1, 13))
    agenda = an_agenda(sessions=many)
    verdict = agenda.go()
    assert len(agenda.all_of(Kind.SESSION)) == agenda.dials.policy.max_new
    assert {reason.code for _held, reason in verdict.plan.held} == {"limit_new"}
