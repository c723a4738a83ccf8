"""Whoever was forgotten is not named as a guest again."""

from builders import OFFICE_KEY, OWNER, a_person, an_office, at, week
from zaaikalender.core.dates import Span, Unit
from zaaikalender.core.identity import forgotten_mark
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
