"""Writing: one event per key, only the named fields, never over a newer version, never another's event."""

from dataclasses import replace

import pytest

from builders import a_draft, an_event, when
from providers.contract_setting import (
    EVA,
    KEY,
    OTHER_KEY,
    YEAR,
    Setting,
    an_approval,
    as_draft,
    versions,
)
from zaaikalender.core.appointments import Draft, Field
from zaaikalender.core.events import Shown
from zaaikalender.core.people import Answer
from zaaikalender.errors import NotOurs, Stale

DRAFT = a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00", text="gasten: eva@client-a.example")
OTHER_DRAFT = Draft(
    title="Borging Alfa en Beta", when=when("2027-05-04 14:00"), text="Anders", shown=Shown.BUSY
)
LATER = a_draft("Voorstel: Nazorg Alfa", "2031-04-30 10:00")


class WritingContract:
    """What `Target.create`, `find`, `update` and `cancel` promise."""

    def test_what_was_created_stands_as_written_with_our_mark(self, calendar: Setting):
        calendar.target.create(KEY, DRAFT)
        (event,) = calendar.events()
        assert as_draft(event) == calendar.target.dialect(DRAFT)
        assert event.key == KEY

    def test_what_a_write_returns_is_what_the_next_read_gives(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        assert calendar.events() == (created,)
        updated = calendar.target.update(created, OTHER_DRAFT, frozenset(Field))
        assert calendar.events() == (updated,)
        invited = calendar.target.invite(updated, an_approval(OTHER_DRAFT))
        assert calendar.events() == (invited,)

    def test_a_new_event_has_no_guests_and_is_its_owners(self, calendar: Setting):
        event = calendar.target.create(KEY, DRAFT)
        assert event.attendees == ()
        assert event.organizer in {None, calendar.owner}

    def test_a_second_creation_is_refused_and_changes_nothing(self, calendar: Setting):
        first = calendar.target.create(KEY, DRAFT)
        with pytest.raises(Stale):
            calendar.target.create(KEY, OTHER_DRAFT)
        assert calendar.events() == (first,)

    def test_a_second_creation_is_refused_after_the_person_moved_the_first(self, calendar: Setting):
        first = calendar.target.create(KEY, DRAFT)
        calendar.person.move(first.uid, when("2027-06-01 11:00"))
        with pytest.raises(Stale):
            calendar.target.create(KEY, DRAFT)
        assert calendar.event(first.uid).when == when("2027-06-01 11:00")

    def test_another_key_is_another_event(self, calendar: Setting):
        calendar.target.create(KEY, DRAFT)
        calendar.target.create(OTHER_KEY, DRAFT)
        assert {event.key for event in calendar.events()} == {KEY, OTHER_KEY}
        assert len({event.uid for event in calendar.events()}) == 2

    def test_a_deleted_event_can_be_created_again_only_where_deleted_ids_are_forgotten(
        self, calendar: Setting
    ):
        first = calendar.target.create(KEY, DRAFT)
        calendar.person.delete(first.uid)
        if calendar.target.traits.remembers_deleted:
            with pytest.raises(Stale):
                calendar.target.create(KEY, DRAFT)
        else:
            assert calendar.target.create(KEY, DRAFT).key == KEY

    @pytest.mark.parametrize("field", list(Field))
    def test_an_update_changes_the_named_field_and_no_other(self, calendar: Setting, field: Field):
        before = calendar.target.create(KEY, DRAFT)
        calendar.target.update(before, OTHER_DRAFT, frozenset({field}))
        old, new = as_draft(before), as_draft(calendar.event(before.uid))
        wanted = calendar.target.dialect(OTHER_DRAFT)
        assert new == replace(old, **{field.value: getattr(wanted, field.value)})
        assert new != old

    def test_an_update_can_change_all_fields_at_once(self, calendar: Setting):
        before = calendar.target.create(KEY, DRAFT)
        after = calendar.target.update(before, OTHER_DRAFT, frozenset(Field))
        assert as_draft(after) == calendar.target.dialect(OTHER_DRAFT)
        assert (after.ref, after.uid, after.key) == (before.ref, before.uid, KEY)

    @pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
    def test_an_update_leaves_it_as_private_as_it_is(self, calendar: Setting, private: bool):  # noqa: FBT001
        created = calendar.target.create(KEY, replace(DRAFT, private=private))
        other = replace(OTHER_DRAFT, private=not private)
        assert calendar.target.update(created, other, frozenset(Field)).private is private

    def test_an_update_to_whole_days_and_back_is_possible(self, calendar: Setting):
        event = calendar.target.create(KEY, DRAFT)
        for moment in (when("2027-04-30", days=2), when("2027-04-30 10:00")):
            event = calendar.target.update(event, replace(DRAFT, when=moment), frozenset({Field.WHEN}))
            assert calendar.event(event.uid).when == moment

    def test_an_update_keeps_what_the_person_added(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.add_guest(created.uid, EVA)
        calendar.person.answer(created.uid, EVA, Answer.ACCEPTED)
        calendar.person.categorise(created.uid, "Klanten")
        calendar.target.update(calendar.event(created.uid), OTHER_DRAFT, frozenset({Field.TITLE}))
        event = calendar.event(created.uid)
        assert event.title == OTHER_DRAFT.title
        assert event.answer_of(EVA) is Answer.ACCEPTED
        assert event.categories == {"Klanten"}

    def test_an_update_keeps_the_fields_that_the_person_changed(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.move(created.uid, when("2027-06-01 11:00"))
        calendar.target.update(calendar.event(created.uid), OTHER_DRAFT, frozenset({Field.TEXT}))
        event = calendar.event(created.uid)
        assert (event.when, event.text) == (when("2027-06-01 11:00"), OTHER_DRAFT.text)

    def test_each_write_gives_another_version(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        updated = calendar.target.update(created, OTHER_DRAFT, frozenset({Field.TITLE}))
        again = calendar.target.update(updated, DRAFT, frozenset({Field.TITLE}))
        assert len({created.version, updated.version, again.version}) == 3

    def test_a_write_over_a_newer_version_is_refused(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.retitle(created.uid, "Koffie met Eva")
        with pytest.raises(Stale):
            calendar.target.update(created, OTHER_DRAFT, frozenset(Field))
        with pytest.raises(Stale):
            calendar.target.invite(created, an_approval(OTHER_DRAFT))
        with pytest.raises(Stale):
            calendar.target.cancel(created)
        event = calendar.event(created.uid)
        assert (event.title, event.when, event.attendees) == ("Koffie met Eva", DRAFT.when, ())

    def test_a_deleted_event_is_not_brought_back_by_an_update(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.delete(created.uid)
        with pytest.raises(Stale):
            calendar.target.update(created, OTHER_DRAFT, frozenset(Field))
        assert calendar.events() == ()

    def test_an_event_that_is_not_ours_is_never_written(self, calendar: Setting):
        calendar.person.put(an_event("Overleg", text="Van mij"))
        theirs = calendar.event("overleg@test")
        for event in (theirs, replace(theirs, key=KEY)):
            with pytest.raises(NotOurs):
                calendar.target.update(event, OTHER_DRAFT, frozenset(Field))
            with pytest.raises(NotOurs):
                calendar.target.invite(event, an_approval(OTHER_DRAFT))
            with pytest.raises(NotOurs):
                calendar.target.cancel(event)
        assert calendar.events() == (theirs,)

    def test_our_mark_on_an_event_that_another_organizes_does_not_make_it_ours(self, calendar: Setting):
        guests = [calendar.owner.address]
        calendar.person.put(an_event("Borging", key=KEY, organizer=EVA, guests=guests))
        event = calendar.event("borging@test")
        with pytest.raises(NotOurs):
            calendar.target.update(event, OTHER_DRAFT, frozenset(Field))
        with pytest.raises(NotOurs):
            calendar.target.invite(event, an_approval(replace(OTHER_DRAFT, when=event.when)))
        with pytest.raises(NotOurs):
            calendar.target.cancel(event)
        assert calendar.events() == (event,)

    def test_a_cancelled_event_is_gone(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        known = versions(calendar.changes())
        calendar.target.cancel(created)
        assert calendar.changes(known=known).gone == {created.ref}
        assert calendar.target.find(KEY, created.uid) == ()

    def test_cancelling_twice_is_done(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.target.cancel(created)
        calendar.target.cancel(created)
        assert calendar.events() == ()

    def test_cancelling_what_the_person_deleted_is_done(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.delete(created.uid)
        calendar.target.cancel(created)
        assert calendar.events() == ()

    def test_nothing_is_found_before_it_is_written(self, calendar: Setting):
        calendar.person.put(an_event("Overleg"))
        calendar.target.create(OTHER_KEY, DRAFT)
        assert calendar.target.find(KEY, None) == ()

    def test_what_was_written_is_found_by_its_key(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        assert calendar.target.find(KEY, None) == calendar.target.find(KEY, created.uid) == (created,)

    def test_an_event_without_our_mark_is_found_by_its_uid(self, calendar: Setting):
        calendar.person.put(an_event("Overleg"))
        assert calendar.target.find(KEY, "overleg@test") == calendar.events()

    def test_what_the_person_moved_is_found_where_it_stands(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.move(created.uid, when("2029-06-01 11:00"))
        (found,) = calendar.target.find(KEY, None)
        assert (found.when, found.uid) == (when("2029-06-01 11:00"), created.uid)
        assert found.version != created.version

    def test_what_the_person_deleted_is_not_found_until_he_takes_it_back(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.delete(created.uid)
        assert calendar.target.find(KEY, None) == ()
        calendar.person.undelete(created.uid)
        (found,) = calendar.target.find(KEY, None)
        assert (found.uid, found.key) == (created.uid, KEY)

    def test_a_copy_carries_our_mark_and_is_found_beside_the_first(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.copy(created.uid)
        found = calendar.target.find(KEY, created.uid)
        assert [event.key for event in found] == [KEY, KEY]
        assert len({event.uid for event in found}) == 2

    def test_changing_the_first_leaves_its_copy_alone(self, calendar: Setting):
        created = calendar.target.create(KEY, DRAFT)
        calendar.person.copy(created.uid)
        calendar.target.update(calendar.event(created.uid), OTHER_DRAFT, frozenset({Field.TITLE}))
        assert calendar.titles() == [OTHER_DRAFT.title, DRAFT.title]
        calendar.target.cancel(calendar.event(created.uid))
        assert calendar.titles() == [DRAFT.title]

    def test_our_own_events_are_given_whatever_the_window(self, calendar: Setting):
        calendar.target.create(KEY, LATER)
        calendar.person.put(an_event("Ver weg", "2031-04-30 12:00"))
        assert [event.key for event in calendar.events(YEAR)] == [KEY]
