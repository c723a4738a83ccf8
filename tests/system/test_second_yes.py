"""A yes that is said twice: by word, then in the calendar, whose title the first had not reached yet."""

import pytest

from builders import an_event
from system.office import Office, guests_of
from zaaikalender.core.records import Said, Word
from zaaikalender.errors import NotWritten

KINDS = ("remembers", "forgets", "folder", "outlook")


@pytest.fixture(params=KINDS)
def office(request, tmp_path):
    office = Office(tmp_path, kind=request.param)
    office.hand().put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=["eva@client.example"]))
    office.until_quiet()
    yield office
    office.close()


def refused(step: str) -> None:
    if step == "before update":
        raise NotWritten("a fault of the test")


def test_a_yes_by_word_counts_from_then_though_its_title_could_not_be_written(office):
    (entry,) = office.store.entries("marieke")
    office.store.say("marieke", Word(key=entry.key, word=Said.APPROVE, at=office.now))
    office.hook = refused
    office.a_pass()
    event = office.the("Alfa")
    assert event.title == "Voorstel: Borging Alfa"
    office.hook = lambda _step: None
    office.later(minutes=9)
    office.hand().retitle(event.uid, "Borging Alfa")
    office.a_pass()
    assert not guests_of(office.the("Alfa"))
    office.later(minutes=1)
    office.a_pass()
    assert guests_of(office.the("Alfa")) == {"eva@client.example"}
    assert office.the("Alfa").title == "Borging Alfa"
