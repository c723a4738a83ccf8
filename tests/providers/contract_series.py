"""A yearly series of ours: written as one, read back as its occurrences, gone as one."""

from dataclasses import replace
from datetime import datetime

import pytest

from builders import a_draft, at, when
from providers.contract_setting import EVA, KEY, OTHER_KEY, Setting, an_approval, versions
from zaaikalender.core.events import Event, Shown, Window
from zaaikalender.errors import NotOurs, Stale

YEARLY = replace(
    a_draft("Voorstel: Koffie met Eva", "2027-03-11 10:00", text="volgende:"), private=True, yearly=True
)
YEARS = Window(start=at("2027-01-01 00:00"), end=at("2030-01-01 00:00"))
DAYS = ["2027-03-11", "2028-03-09", "2029-03-08"]
"""The second Thursday of March."""


def standing(calendar: Setting) -> list[Event]:
    """Its occurrences in three years, in order."""
    return sorted(calendar.events(YEARS), key=lambda event: event.when.start)


def starts(calendar: Setting) -> list[datetime]:
    return [event.when.start for event in standing(calendar)]


class SeriesContract:
    """What `Target.create` promises of a yearly draft."""

    def test_a_yearly_draft_stands_each_year_on_the_same_weekday_at_the_same_hour(self, calendar: Setting):
        calendar.target.create(KEY, YEARLY)
        assert starts(calendar) == [at(f"{day} 10:00") for day in DAYS]
        assert {event.when.duration for event in standing(calendar)} == {YEARLY.when.duration}

    @pytest.mark.parametrize(
        ("first", "second"),
        [("2027-03-29", "2028-03-27"), ("2028-02-29", "2029-02-27"), ("2027-12-06", "2028-12-04")],
    )
    def test_the_last_of_a_month_stays_the_last_and_a_leap_day_has_its_weekday(
        self, calendar: Setting, first: str, second: str
    ):
        calendar.target.create(KEY, replace(YEARLY, when=when(f"{first} 10:00")))
        assert starts(calendar)[:2] == [at(f"{first} 10:00"), at(f"{second} 10:00")]

    def test_each_of_it_is_ours_and_says_what_was_written(self, calendar: Setting):
        calendar.target.create(KEY, YEARLY)
        draft = calendar.target.dialect(YEARLY)
        for event in standing(calendar):
            assert (event.key, event.title, event.text) == (KEY, draft.title, draft.text)
            assert (event.shown, event.private, event.attendees) == (Shown.TENTATIVE, True, ())
        assert len({event.occurrence for event in standing(calendar)}) == len(DAYS)

    def test_what_the_write_returns_is_its_first(self, calendar: Setting):
        created = calendar.target.create(KEY, YEARLY)
        first = standing(calendar)[0]
        assert (created.ref, created.uid, created.key) == (first.ref, first.uid, first.key)
        assert (created.occurrence, created.when) == (first.occurrence, first.when)

    def test_it_is_found_by_its_key_and_not_written_twice(self, calendar: Setting):
        created = calendar.target.create(KEY, YEARLY)
        assert {event.uid for event in calendar.target.find(KEY, None)} == {created.uid}
        with pytest.raises(Stale):
            calendar.target.create(KEY, YEARLY)
        assert len(standing(calendar)) == len(DAYS)

    def test_one_that_its_owner_deleted_is_gone_and_the_others_stay(self, calendar: Setting):
        created = calendar.target.create(KEY, YEARLY)
        known = versions(calendar.changes(YEARS))
        calendar.person.delete_occurrence(created.uid, DAYS[1])
        assert starts(calendar) == [at(f"{day} 10:00") for day in (DAYS[0], DAYS[2])]
        assert versions(calendar.changes(YEARS, known=known)) != known

    def test_one_that_its_owner_moved_keeps_its_name_and_our_mark(self, calendar: Setting):
        created = calendar.target.create(KEY, YEARLY)
        names = [event.occurrence for event in standing(calendar)]
        calendar.person.move_occurrence(created.uid, DAYS[1], when("2028-04-04 14:00"))
        events = standing(calendar)
        assert [event.occurrence for event in events] == names
        assert events[1].when == when("2028-04-04 14:00")
        assert {event.key for event in events} == {KEY}

    def test_a_series_that_its_owner_deleted_is_gone(self, calendar: Setting):
        created = calendar.target.create(KEY, YEARLY)
        known = versions(calendar.changes(YEARS))
        calendar.person.delete(created.uid)
        assert standing(calendar) == []
        assert calendar.changes(YEARS, known=known).gone == known.keys()
        assert calendar.target.find(KEY, created.uid) == ()

    def test_cancelling_takes_all_of_it_away(self, calendar: Setting):
        calendar.target.create(KEY, YEARLY)
        calendar.target.create(OTHER_KEY, replace(YEARLY, yearly=False))
        first = next(event for event in standing(calendar) if event.key == KEY)
        calendar.target.cancel(first)
        assert [event.key for event in standing(calendar)] == [OTHER_KEY]

    def test_nobody_is_ever_invited_to_it_under_another_key(self, calendar: Setting):
        calendar.target.create(KEY, YEARLY)
        with pytest.raises((NotOurs, Stale)):
            calendar.target.invite(standing(calendar)[0], an_approval(YEARLY, EVA, key=OTHER_KEY))

    def test_a_draft_that_is_not_yearly_is_a_single_event(self, calendar: Setting):
        calendar.target.create(KEY, replace(YEARLY, yearly=False))
        (event,) = standing(calendar)
        assert (event.occurrence, event.series) == (None, None)
