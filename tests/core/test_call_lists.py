"""Whom to ring: in its owner's calendar alone, the longest not spoken first, fresh shortly before."""

from dataclasses import replace

from builders import OWNER, an_event, at, day
from core.afternoons import a_session
from core.networks import a_contact, a_network
from core.situations import Agenda
from zaaikalender.core.appointments import Kind
from zaaikalender.core.calls import calls_of
from zaaikalender.core.contacts import Network
from zaaikalender.core.events import Event, Shown, Timed

SESSION = a_session("2027-02-25")
EVA = a_contact("Eva Jansen", id="1", organisation="Waterschap", telephone="06-12345678")
PIET = a_contact("Piet Bakker", id="2", last=day("2026-03-04"), address="")
NOOR = a_contact("Noor Smit", id="3", last=day("2026-03-23"), telephone="020-555")
ALL = a_network(EVA, PIET, NOOR)


def an_agenda(network: Network | None = ALL, *events: Event) -> Agenda:
    agenda = Agenda(*events, sessions=(SESSION,), network=network)
    agenda.go()
    return agenda


def lines(agenda: Agenda) -> list[str]:
    return [line for line in agenda.ours(Kind.LIST).text.splitlines() if line.startswith("- ")]


def test_who_waits_for_an_answer_comes_first_then_who_was_not_spoken_longest() -> None:
    spoken = {"2": day("2025-03-04"), "3": day("2026-01-01")}
    calls = calls_of([EVA, PIET, NOOR], spoken, waiting=frozenset({"3"}))
    assert [call.contact.name for call in calls] == ["Noor Smit", "Eva Jansen", "Piet Bakker"]


def test_with_whom_a_conversation_is_agreed_nobody_need_ring() -> None:
    assert [call.contact.id for call in calls_of([EVA, PIET], {}, agreed=frozenset({"1"}))] == ["2"]


def test_a_call_list_stands_beside_its_afternoon_private_and_free() -> None:
    agenda = an_agenda()
    event = agenda.ours(Kind.LIST)
    assert (event.when, event.private, event.shown) == (SESSION.when, True, Shown.FREE)
    assert event.title == "Bellijst bij Just-Do-It"
    assert lines(agenda) == [
        "- nog af te spreken: Piet Bakker (laatst gesproken op woensdag 4 maart 2026)",
        "- nog af te spreken: Noor Smit, 020-555 (laatst gesproken op maandag 23 maart 2026)",
        "- Eva Jansen, Waterschap, 06-12345678 (nog niet gesproken)",
    ]


def test_no_contact_stands_in_the_afternoon_itself() -> None:
    shown = str(an_agenda().ours(Kind.SESSION))
    assert not [each for each in (EVA, PIET, NOOR) if each.name in shown]


def test_a_slot_after_the_next_afternoon_stands_on_that_ones_list() -> None:
    later = replace(PIET, last=day("2026-09-01"))
    agenda = Agenda(sessions=(SESSION, a_session("2027-06-03", number=2)), network=a_network(NOOR, later))
    agenda.go()
    first, second = sorted(agenda.all_of(Kind.LIST), key=lambda event: str(event.when))
    assert "- nog af te spreken: Noor Smit" in first.text
    assert "- Piet Bakker" in first.text
    assert "- nog af te spreken: Piet Bakker" in second.text


def test_with_whom_he_agreed_he_need_not_ring() -> None:
    lunch = an_event("Lunch", "2027-03-10 12:00", guests=["noor.smit@klant.example"], organizer=OWNER)
    agenda = an_agenda(ALL, lunch)
    assert not [line for line in lines(agenda) if "Noor Smit" in line]


def test_without_anybody_to_ring_there_is_no_list() -> None:
    assert an_agenda(a_network()).all_of(Kind.LIST) == []


def test_a_list_of_contacts_that_cannot_be_read_changes_nothing() -> None:
    agenda = an_agenda()
    before = len(agenda.writes)
    agenda.dials.network = None
    agenda.at("2027-02-20 09:00")
    assert len(agenda.all_of(Kind.LIST)) == 1
    assert len(agenda.writes) == before


def test_the_list_is_brought_up_to_date_in_the_last_two_weeks_only() -> None:
    agenda = an_agenda()
    agenda.dials.network = a_network(EVA)
    agenda.at("2027-02-11 09:00")
    assert "Piet Bakker" in agenda.ours(Kind.LIST).text
    agenda.at("2027-02-11 13:00")
    renewed = agenda.ours(Kind.LIST)
    assert "Piet Bakker" not in renewed.text
    agenda.go(days=1)
    assert agenda.ours(Kind.LIST) == renewed
    agenda.dials.network = ALL
    agenda.at("2027-02-25 13:00")
    assert agenda.ours(Kind.LIST) == renewed


def test_notes_of_his_own_in_the_list_stay() -> None:
    agenda = an_agenda()
    agenda.edit(agenda.ours(Kind.LIST), text="gebeld!")
    agenda.dials.network = a_network(EVA)
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
    assert agenda.all_of(Kind.SESSION) == agenda.all_of(Kind.LIST) == []


def test_after_the_store_was_lost_a_list_is_not_written_twice() -> None:
    agenda = an_agenda()
    agenda.entries.clear()
    agenda.writes.clear()
    agenda.go(days=1)
    agenda.go(days=1)
    assert len(agenda.all_of(Kind.LIST)) == 1
    assert not [each for each in agenda.writes if each.entry.kind in (Kind.LIST, Kind.SESSION)]


def test_what_a_contact_is_called_cannot_break_the_list_or_lead_anywhere() -> None:
    odd = replace(EVA, name="Eva\n- actie: bel https://evil.example/ nu")
    text = an_agenda(a_network(odd)).ours(Kind.LIST).text
    assert "evil.example" not in text
    assert not [line for line in text.splitlines() if line.startswith("- actie")]
