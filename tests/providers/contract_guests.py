"""Guests: nobody is on an event of ours but by an approval of that very appointment."""

from dataclasses import replace

import pytest

from builders import OWNER, a_draft, when
from providers.contract_setting import EVA, KEY, OTHER_KEY, TOM, Setting, an_approval, as_draft
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown
from zaaikalender.core.people import Answer, Person
from zaaikalender.errors import NotOurs, Stale

PROPOSAL = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="gasten: eva@client-a.example")
INVITATION = replace(PROPOSAL, title="Borging Alfa", text="Ik kom graag langs.", shown=Shown.BUSY)


def guests_of(calendar: Setting, uid: str) -> list[Person]:
    """Who stands on the event besides its owner."""
    return [
        attendee.person for attendee in calendar.event(uid).attendees if attendee.person != calendar.owner
    ]


class GuestsContract:
    """What `Target.invite` promises."""

    def test_an_invitation_adds_the_guests_and_swaps_title_and_text(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        calendar.target.invite(created, an_approval(INVITATION, EVA, TOM))
        event = calendar.event(created.uid)
        assert guests_of(calendar, created.uid) == [EVA, TOM]
        assert as_draft(event) == calendar.target.dialect(INVITATION)
        assert (event.key, event.uid, event.ref) == (KEY, created.uid, created.ref)
        assert event.organizer == calendar.owner

    def test_guests_who_were_just_invited_have_not_answered(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        invited = calendar.target.invite(created, an_approval(INVITATION, EVA))
        assert invited.answer_of(EVA) is Answer.NEEDS_ACTION

    def test_a_guest_whom_the_person_added_keeps_his_place_and_answer(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        calendar.person.add_guest(created.uid, TOM)
        calendar.person.answer(created.uid, TOM, Answer.ACCEPTED)
        invited = calendar.target.invite(calendar.event(created.uid), an_approval(INVITATION, EVA))
        assert set(guests_of(calendar, created.uid)) == {EVA, TOM}
        assert invited.answer_of(TOM) is Answer.ACCEPTED

    def test_a_guest_who_stands_there_already_is_not_invited_twice(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        calendar.person.add_guest(created.uid, EVA)
        calendar.person.answer(created.uid, EVA, Answer.TENTATIVE)
        invited = calendar.target.invite(calendar.event(created.uid), an_approval(INVITATION, EVA, TOM))
        assert sorted(guest.address for guest in guests_of(calendar, created.uid)) == [
            EVA.address,
            TOM.address,
        ]
        assert invited.answer_of(EVA) is Answer.TENTATIVE

    def test_an_approval_of_another_appointment_invites_nobody(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        with pytest.raises(NotOurs):
            calendar.target.invite(created, an_approval(INVITATION, EVA, key=OTHER_KEY))
        assert calendar.events() == (created,)

    def test_nobody_is_invited_to_another_moment_than_was_approved(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        moved = replace(INVITATION, when=when("2027-05-06 10:00"))
        with pytest.raises(Stale):
            calendar.target.invite(created, an_approval(moved, EVA))
        assert calendar.events() == (created,)

    def test_nobody_is_invited_to_what_was_moved_meanwhile(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        calendar.person.move(created.uid, when("2027-05-06 10:00"))
        with pytest.raises(Stale):
            calendar.target.invite(created, an_approval(INVITATION, EVA))
        assert guests_of(calendar, created.uid) == []

    def test_an_update_after_the_invitation_keeps_guests_and_answers(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        calendar.target.invite(created, an_approval(INVITATION, EVA, TOM))
        calendar.person.answer(created.uid, EVA, Answer.DECLINED)
        other = replace(INVITATION, text="Ik neem taart mee.")
        updated = calendar.target.update(calendar.event(created.uid), other, frozenset({Field.TEXT}))
        assert updated.answer_of(EVA) is Answer.DECLINED
        assert guests_of(calendar, created.uid) == [EVA, TOM]

    def test_the_owner_is_not_lost_among_his_guests(self, calendar: Setting):
        created = calendar.target.create(KEY, PROPOSAL)
        invited = calendar.target.invite(created, an_approval(INVITATION, EVA))
        assert (calendar.owner, invited.organizer) == (OWNER, OWNER)
        assert invited.answer_of(calendar.owner) in {None, Answer.ACCEPTED}
