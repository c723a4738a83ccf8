"""Reading: what stands is given, what a person does is seen, and what is gone is gone for certain."""

import pytest

from builders import OWNER, a_guest, an_event, at, when
from providers.contract_setting import EVA, YEAR, Setting, versions
from zaaikalender.core.events import AllDay, Shown, Window
from zaaikalender.core.people import Answer

MEETING = an_event("Overleg Alfa", "2027-03-19 10:00", minutes=90, text="Over de planning")
OTHER = an_event("Oplevering Beta", "2027-05-20")
JUNE = Window(start=at("2027-06-01 00:00"), end=at("2027-07-01 00:00"))


class ReadingContract:
    """What `Source.changes` promises."""

    def test_an_empty_calendar_gives_nothing(self, calendar: Setting):
        changes = calendar.changes()
        assert (changes.changed, changes.gone, changes.unreadable) == ((), frozenset(), ())

    def test_what_a_person_entered_is_given_as_he_entered_it(self, calendar: Setting):
        calendar.person.put(MEETING)
        event = calendar.event(MEETING.uid)
        assert (event.title, event.when, event.text) == (MEETING.title, MEETING.when, MEETING.text)
        assert (event.key, event.occurrence, event.organizer) in {(None, None, None), (None, None, OWNER)}

    def test_an_item_is_named_as_its_events_are(self, calendar: Setting):
        calendar.person.put(MEETING)
        (item,) = calendar.changes().changed
        (event,) = item.events
        assert (item.ref, item.version, item.uid) == (event.ref, event.version, event.uid)

    def test_each_event_is_an_item_of_its_own(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        assert len({item.ref for item in calendar.changes().changed}) == 2
        assert calendar.titles() == [OTHER.title, MEETING.title]

    def test_whole_days_are_given_as_days(self, calendar: Setting):
        calendar.person.put(an_event("Vakantie", "2027-07-05", days=5))
        assert calendar.event("vakantie@test").when == when("2027-07-05", days=5)
        assert isinstance(calendar.event("vakantie@test").when, AllDay)

    def test_guests_are_given_with_their_answers(self, calendar: Setting):
        guests = [a_guest("eva@client-a.example", Answer.DECLINED), a_guest("jan@bureau.example")]
        calendar.person.put(an_event("Overleg", guests=guests, organizer=OWNER))
        event = calendar.event("overleg@test")
        assert event.answer_of(EVA) is Answer.DECLINED
        assert event.answer_of(guests[1].person) is Answer.ACCEPTED
        assert event.organizer == OWNER

    @pytest.mark.parametrize("shown", [Shown.BUSY, Shown.TENTATIVE, Shown.FREE])
    def test_how_time_is_shown_is_given(self, calendar: Setting, shown: Shown):
        calendar.person.put(an_event("Overleg", shown=shown))
        assert calendar.event("overleg@test").shown is shown

    def test_private_events_are_given_as_private(self, calendar: Setting):
        calendar.person.put(an_event("Tandarts", private=True))
        assert calendar.event("tandarts@test").private

    def test_categories_are_given(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.categorise(MEETING.uid, "Project")
        assert calendar.event(MEETING.uid).categories == {"Project"}

    def test_a_weekly_series_gives_each_occurrence_inside_the_window(self, calendar: Setting):
        calendar.person.put_weekly(an_event("Weekstart", "2027-05-17 09:00"), 5)
        (item,) = calendar.changes(JUNE).changed
        starts = sorted(event.when.start for event in item.events)
        assert starts == [at("2027-06-07 09:00"), at("2027-06-14 09:00")]

    def test_occurrences_of_a_series_have_names_of_their_own(self, calendar: Setting):
        calendar.person.put_weekly(an_event("Weekstart", "2027-05-17 09:00"), 5)
        events = calendar.events()
        names = {event.occurrence for event in events}
        assert None not in names
        assert len(names) == len(events) == 5
        assert {event.series is not None for event in events} == {True}


class ChangesContract:
    """How a calendar tells what changed."""

    def test_what_did_not_change_has_the_version_that_we_know(self, calendar: Setting):
        calendar.person.put(MEETING)
        known = versions(calendar.changes())
        again = calendar.changes(known=known)
        assert versions(again).items() <= known.items()
        assert again.gone == frozenset()

    def test_a_fresh_process_gives_the_same_refs_and_versions(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        calendar.person.put_weekly(an_event("Weekstart"), 5)
        assert versions(calendar.reopened().changes(YEAR, None, {})) == versions(calendar.changes())

    def test_a_move_is_seen_as_another_version_of_the_same_event(self, calendar: Setting):
        calendar.person.put(MEETING)
        before = calendar.event(MEETING.uid)
        calendar.person.move(MEETING.uid, when("2027-03-22 14:00"))
        (item,) = calendar.changes(known=versions(calendar.changes()) | {before.ref: before.version}).changed
        (event,) = item.events
        assert (event.ref, event.when) == (before.ref, when("2027-03-22 14:00"))
        assert event.version != before.version

    def test_another_title_is_seen(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        known = versions(calendar.changes())
        calendar.person.retitle(MEETING.uid, "Overleg Alfa en Beta")
        changed = [item for item in calendar.changes(known=known).changed if known[item.ref] != item.version]
        assert [event.title for item in changed for event in item.events] == ["Overleg Alfa en Beta"]

    def test_a_deleted_event_is_gone(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        known = versions(calendar.changes())
        ref = calendar.event(MEETING.uid).ref
        calendar.person.delete(MEETING.uid)
        assert calendar.changes(known=known).gone == {ref}
        assert calendar.titles() == [OTHER.title]

    def test_the_last_event_may_be_deleted_too(self, calendar: Setting):
        calendar.person.put(MEETING)
        known = versions(calendar.changes())
        calendar.person.delete(MEETING.uid)
        assert calendar.changes(known=known).gone == known.keys()

    def test_an_event_that_we_never_knew_is_not_gone(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.delete(MEETING.uid)
        assert calendar.changes().gone == frozenset()

    def test_a_deleted_event_that_is_taken_back_is_given_again(self, calendar: Setting):
        calendar.person.put(MEETING)
        first = calendar.changes()
        calendar.person.delete(MEETING.uid)
        second = calendar.changes(known=versions(first))
        calendar.person.undelete(MEETING.uid)
        (item,) = calendar.changes(known=versions(first, second)).changed
        assert item.uid == MEETING.uid

    def test_a_copy_is_an_event_of_its_own(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.copy(MEETING.uid)
        events = calendar.events()
        assert [event.title for event in events] == [MEETING.title] * 2
        assert len({event.uid for event in events}) == len({event.ref for event in events}) == 2

    def test_what_lies_outside_the_window_is_neither_given_nor_gone(self, calendar: Setting):
        calendar.person.put(MEETING)
        known = versions(calendar.changes())
        changes = calendar.changes(JUNE, known=known)
        assert [event for item in changes.changed for event in item.events] == []
        assert changes.gone == frozenset()

    def test_what_reaches_into_the_window_is_given(self, calendar: Setting):
        calendar.person.put(an_event("Nachtdienst", "2027-05-31 23:00", minutes=120))
        calendar.person.put(an_event("Vakantie", "2027-06-28", days=7))
        calendar.person.put(an_event("Tot middernacht", "2027-05-31 23:00", minutes=60))
        calendar.person.put(an_event("Na middernacht", "2027-07-01 00:00"))
        assert calendar.titles(JUNE) == ["Nachtdienst", "Vakantie"]

    def test_from_a_cursor_no_change_is_missed(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        first = calendar.changes()
        calendar.person.retitle(OTHER.uid, "Oplevering Gamma")
        calendar.person.delete(MEETING.uid)
        calendar.person.put(an_event("Nieuw"))
        second = calendar.changes(cursor=first.cursor, known=versions(first))
        titles = {event.title for item in second.changed for event in item.events}
        assert {"Oplevering Gamma", "Nieuw"} == titles
        assert versions(first, second) == versions(calendar.changes())

    def test_a_cursor_that_is_used_twice_tells_the_same_twice(self, calendar: Setting):
        calendar.person.put(MEETING)
        first = calendar.changes()
        calendar.person.put(OTHER)
        reads = [calendar.changes(cursor=first.cursor, known=versions(first)) for _ in range(2)]
        assert reads[0] == reads[1]


class UnreadableContract:
    """What a calendar does with something in it that cannot be read."""

    def test_what_cannot_be_read_is_reported_and_not_gone(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        known = versions(calendar.changes())
        calendar.person.spoil(MEETING.uid)
        changes = calendar.changes(known=known)
        assert changes.gone == frozenset()
        assert [unreadable.uid for unreadable in changes.unreadable] in ([MEETING.uid], [None])

    def test_what_cannot_be_read_keeps_nothing_else_from_being_given(self, calendar: Setting):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        calendar.person.spoil(MEETING.uid)
        assert calendar.titles() == [OTHER.title]

    @pytest.mark.parametrize("process", ["same", "fresh"])
    def test_what_cannot_be_read_is_reported_for_as_long_as_it_stands(self, calendar: Setting, process: str):
        calendar.person.put(MEETING)
        calendar.person.put(OTHER)
        calendar.person.spoil(MEETING.uid)
        first = calendar.changes()
        source = calendar.source if process == "same" else calendar.reopened()
        again = source.changes(YEAR, first.cursor, versions(first))
        assert again.unreadable == first.unreadable
        assert len(again.unreadable) == 1

    def test_what_was_mended_is_given(self, calendar: Setting):
        calendar.person.put(MEETING)
        known = versions(calendar.changes())
        calendar.person.spoil(MEETING.uid)
        spoiled = calendar.changes(known=known)
        calendar.person.mend(MEETING.uid)
        mended = calendar.changes(cursor=spoiled.cursor, known=known)
        assert mended.unreadable == ()
        assert calendar.event(MEETING.uid).title == MEETING.title

    def test_a_report_quotes_nothing_private(self, calendar: Setting):
        calendar.person.put(an_event("Sollicitatie", uid="s1@test", text="bij Gamma"))
        calendar.person.spoil("s1@test")
        (unreadable,) = calendar.changes().unreadable
        assert "Sollicitatie" not in unreadable.why
        assert "Gamma" not in unreadable.why
