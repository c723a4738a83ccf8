"""Writes that break off: before anything was done, or after all was done but before the reply."""

from dataclasses import replace

import pytest

from builders import OWNER, a_draft
from providers.contract_setting import EVA, KEY, TOM, Setting, an_approval, as_draft
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown
from zaaikalender.errors import NotWritten, OutcomeUnknown, Stale, Unreachable

DRAFT = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="gasten: eva@client-a.example")
OTHER_DRAFT = a_draft("Borging Alfa en Beta", "2027-05-04 14:00", text="Anders", shown=Shown.BUSY)
INVITATION = replace(DRAFT, title="Borging Alfa", text="Ik kom graag langs.", shown=Shown.BUSY)


class FailingContract:
    """What stands after a write that broke off."""

    def test_a_creation_that_fails_before_it_is_done_leaves_nothing(self, calendar: Setting):
        with calendar.failing("before"), pytest.raises((NotWritten, Unreachable, OutcomeUnknown)):
            calendar.target.create(KEY, DRAFT)
        assert calendar.target.find(KEY, None) == ()
        assert calendar.target.create(KEY, DRAFT).key == KEY

    def test_a_creation_whose_reply_was_lost_is_found_and_stands_once(self, calendar: Setting):
        with calendar.failing("after"), pytest.raises(OutcomeUnknown):
            calendar.target.create(KEY, DRAFT)
        (found,) = calendar.target.find(KEY, None)
        assert as_draft(found) == calendar.target.dialect(DRAFT)
        with pytest.raises(Stale):
            calendar.target.create(KEY, DRAFT)
        assert calendar.events() == (found,)

    def test_an_update_that_fails_before_it_is_done_leaves_the_event_as_it_was(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("before"), pytest.raises((NotWritten, Unreachable, OutcomeUnknown)):
            calendar.target.update(created, OTHER_DRAFT, frozenset(Field))
        assert calendar.events() == (created,)

    def test_an_update_whose_reply_was_lost_shows_in_the_next_look(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("after"), pytest.raises(OutcomeUnknown):
            calendar.target.update(created, OTHER_DRAFT, frozenset(Field))
        (found,) = calendar.target.find(KEY, created.uid)
        assert as_draft(found) == calendar.target.dialect(OTHER_DRAFT)

    def test_an_invitation_that_fails_before_it_is_done_invites_nobody(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("before"), pytest.raises((NotWritten, Unreachable, OutcomeUnknown)):
            calendar.target.invite(created, an_approval(INVITATION, EVA, TOM))
        assert calendar.events() == (created,)

    def test_an_invitation_whose_reply_was_lost_shows_all_its_guests(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("after"), pytest.raises(OutcomeUnknown):
            calendar.target.invite(created, an_approval(INVITATION, EVA, TOM))
        (found,) = calendar.target.find(KEY, created.uid)
        assert {attendee.person for attendee in found.attendees} - {OWNER} == {EVA, TOM}

    def test_a_cancellation_that_fails_before_it_is_done_leaves_the_event(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("before"), pytest.raises((NotWritten, Unreachable, OutcomeUnknown)):
            calendar.target.cancel(created)
        assert calendar.events() == (created,)

    def test_a_cancellation_whose_reply_was_lost_can_be_repeated(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        with calendar.failing("after"), pytest.raises(OutcomeUnknown):
            calendar.target.cancel(created)
        assert calendar.target.find(KEY, created.uid) == ()
        calendar.target.cancel(created)
