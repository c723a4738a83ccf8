"""Whoever was forgotten is not named as a guest again."""

from dataclasses import replace

from builders import OFFICE_KEY, OWNER, a_person, an_office, at, week
from core.dials import an_end, some_rules
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.events import Event, Item
from zaaikalender.core.forgetting import FORGOTTEN
from zaaikalender.core.identity import forgotten_mark
from zaaikalender.core.matching import Reader
from zaaikalender.core.people import Answer, Attendee
from zaaikalender.core.wishes import Asker


def _asker(*forgotten: str) -> Asker:
    return Asker(
        owner=OWNER,
        office=an_office(),
        hours=week(),
        office_key=OFFICE_KEY,
        notice=Span(5, Unit.WORKING_DAYS),
        now=at("2026-11-24 09:00"),
        forgotten=frozenset(forgotten_mark(address, OFFICE_KEY) for address in forgotten),
    )


def test_somebody_who_was_forgotten_is_not_proposed_again_however_his_address_is_spelt():
    asker = _asker("Eva@Client-A.example")
    assert not asker.may_propose(a_person("eva@client-a.example"))
    assert asker.may_propose(a_person("tom@client-a.example"))


def test_the_owner_is_no_guest_of_his_own_follow_up():
    assert not _asker().may_propose(OWNER)


def _read(event: Event, *forgotten: str) -> Event:
    """What is kept of a project's end once these people were forgotten."""
    reader = Reader(
        owner=OWNER,
        office=an_office(),
        rules=some_rules(),
        is_forgotten=lambda person: person.address in forgotten,
    )
    (kept,) = reader.kept(Item(ref="a.ics", version="1", uid=event.uid, events=(event,))).events
    return kept


def test_whoever_was_forgotten_is_read_again_as_nobody():
    event = an_end(guests=("eva@client-a.example", "tom@client-a.example"), text="Bel eva@client-a.example.")
    kept = _read(event, "eva@client-a.example")
    assert [each.person.address for each in kept.attendees] == ["tom@client-a.example"]
    assert kept.text == "Bel …."


def test_his_name_goes_out_of_a_text_that_gives_it_beside_his_address():
    eva = a_person("eva@client-a.example", "Eva Jansen")
    event = an_end(guests=(), organizer=eva, text="Met eva jansen en Eva Pieters")
    event = replace(event, attendees=(Attendee(person=OWNER, answer=Answer.ACCEPTED),))
    kept = _read(event, eva.address)
    assert (kept.organizer, kept.text) == (FORGOTTEN, "Met … en Eva Pieters")


def test_our_own_event_stays_as_it_stands_or_it_would_be_moved_while_he_is_invited():
    event = replace(an_end(), key="0123456789abcdefghijklmnopqrstuv")
    assert _read(event, "eva@client-a.example") == event


def test_without_anybody_forgotten_nothing_is_changed():
    event = an_end(text="Bel eva@client-a.example.")
    assert _read(event) == event
