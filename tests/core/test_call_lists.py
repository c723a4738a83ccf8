"""Whom to ring: in its owner's calendar alone, the longest not spoken first, fresh shortly before."""

from dataclasses import replace

from builders import at, day
from core.afternoons import a_session
from core.situations import Agenda, kinds
from zaaikalender.core.appointments import Kind
from zaaikalender.core.calls import Call, calls_of
from zaaikalender.core.contacts import Contact
from zaaikalender.core.events import Shown, Timed
from zaaikalender.core.sessions import Turnout

SESSION = a_session("2027-02-25")
EVA = Contact(id="1", name="Eva Jansen", organisation="Waterschap", telephone="06-12345678")
PIET = Contact(id="2", name="Piet Bakker", last=day("2025-03-04"))
NOOR = Contact(id="3", name="Noor Smit", last=day("2024-05-06"), telephone="020-555")
CALLS = calls_of([EVA, PIET, NOOR], {})


def an_agenda(calls: tuple[Call, ...] = CALLS) -> Agenda:
    agenda = Agenda(sessions=(SESSION,), turnout=Turnout(), calls=calls)
    agenda.go()
    return agenda


def test_who_waits_for_an_answer_comes_first_then_who_was_not_spoken_longest() -> None:
    calls = calls_of([EVA, PIET, NOOR], {"3": day("2026-01-01")}, waiting=frozenset({"3"}))
    assert [call.contact.name for call in calls] == ["Noor Smit", "Eva Jansen", "Piet Bakker"]
    assert calls[0].last == day("2026-01-01")


def test_with_whom_a_conversation_is_agreed_nobody_need_ring() -> None:
    assert [call.contact.id for call in calls_of([EVA, PIET], {}, agreed=frozenset({"1"}))] == ["2"]


def test_a_call_list_stands_beside_its_afternoon_private_and_free() -> None:
    agenda = an_agenda()
    event = agenda.ours(Kind.LIST)
    assert (event.when, event.private, event.shown) == (SESSION.when, True, Shown.FREE)
    assert event.title == "Bellijst bij Just-Do-It"
    lines = [line for line in event.text.splitlines() if line.startswith("- ")]
    assert lines == [
        "- Eva Jansen, Waterschap, 06-12345678 (nog niet gesproken)",
        "- Noor Smit, 020-555 (laatst gesproken op maandag 6 mei 2024)",
        "- Piet Bakker (laatst gesproken op dinsdag 4 maart 2025)",
    ]


def test_no_contact_stands_in_the_afternoon_itself() -> None:
    shown = str(an_agenda().ours(Kind.SESSION))
    assert not [each for each in (EVA, PIET, NOOR) if each.name in shown]


def test_a_slot_that_is_not_agreed_is_said_to_be_so() -> None:
    text = an_agenda(calls_of([EVA], {}, waiting=frozenset({"1"}))).ours(Kind.LIST).text
    assert "- nog af te spreken: Eva Jansen" in text


def test_without_anybody_to_ring_there_is_no_list() -> None:
    assert an_agenda(()).all_of(Kind.LIST) == []


def test_the_list_is_brought_up_to_date_in_the_last_two_weeks_only() -> None:
    agenda = an_agenda()
    agenda.dials.calls = calls_of([EVA], {})
    agenda.at("2027-02-11 09:00")
    assert "Piet Bakker" in agenda.ours(Kind.LIST).text
    agenda.at("2027-02-11 13:00")
    assert "Piet Bakker" not in agenda.ours(Kind.LIST).text
    before = len(agenda.writes)
    agenda.go(days=1)
    assert len(agenda.writes) == before
    agenda.dials.calls = CALLS
    agenda.at("2027-02-25 13:00")
    assert len(agenda.writes) == before


def test_notes_of_his_own_in_the_list_stay() -> None:
    agenda = an_agenda()
    agenda.edit(agenda.ours(Kind.LIST), text="gebeld!")
    agenda.dials.calls = calls_of([EVA], {})
    agenda.at("2027-02-20 09:00")
    assert agenda.ours(Kind.LIST).text == "gebeld!"


def test_the_list_goes_where_its_afternoon_goes() -> None:
    agenda = an_agenda()
    moved = Timed(start=at("2027-02-26 13:00"), end=at("2027-02-26 15:00"))
    agenda.edit(agenda.ours(Kind.SESSION), when=moved)
    agenda.go(days=1)
    assert agenda.ours(Kind.LIST).when == moved


def test_who_does_not_take_part_has_no_list() -> None:
    agenda = an_agenda()
    agenda.delete(agenda.ours(Kind.SESSION))
    agenda.go(days=1)
    agenda.go(days=1)
    assert agenda.all_of(Kind.LIST) == []


def test_a_list_that_was_deleted_stays_deleted() -> None:
    agenda = an_agenda()
    agenda.delete(agenda.ours(Kind.LIST))
    agenda.go(days=1)
    agenda.at("2027-02-20 09:00")
    assert agenda.all_of(Kind.LIST) == []


def test_a_list_whose_afternoon_no_rule_asks_for_goes_with_it() -> None:
    agenda = an_agenda()
    agenda.dials.sessions = ()
    agenda.go(days=1)
    assert kinds(agenda.writes) == ["Create", "Create", "Cancel", "Cancel"]


def test_after_the_store_was_lost_a_list_is_not_written_twice() -> None:
    agenda = an_agenda()
    agenda.entries.clear()
    agenda.writes.clear()
    agenda.go(days=1)
    agenda.go(days=1)
    assert kinds(agenda.writes) == []
    assert len(agenda.all_of(Kind.LIST)) == 1


def test_what_a_contact_is_called_cannot_break_the_list_or_lead_anywhere() -> None:
    odd = replace(EVA, name="Eva\n- actie: bel https://evil.example/ nu")
    text = an_agenda(calls_of([odd], {})).ours(Kind.LIST).text
    assert "evil.example" not in text
    assert not [line for line in text.splitlines() if line.startswith("- actie")]
