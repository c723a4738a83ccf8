"""A calendar at Google passes the contract: over sockets, and with each unpleasant habit of Google's."""

import pytest

from builders import a_draft, an_event
from providers.contract import CalendarContract, UnreadableContract
from providers.contract_setting import EVA, KEY, Setting
from providers.fakes.google_agenda import Habits
from providers.fakes.google_server import GoogleDoor, google_server
from providers.google_setting import a_google_of_ours, a_setting
from zaaikalender.core.appointments import Field
from zaaikalender.core.people import Answer
from zaaikalender.providers.http import Door


class GoogleContract(CalendarContract, UnreadableContract):
    """At Google an event's category is its colour."""

    def test_categories_are_given(self, calendar: Setting):
        calendar.person.put(an_event("Overleg"))
        calendar.person.categorise("overleg@test", "Flamingo")
        assert calendar.event("overleg@test").categories == {"Flamingo"}

    def test_an_update_keeps_what_the_person_added(self, calendar: Setting):
        created = calendar.target.create(KEY, a_draft("Voorstel"))
        calendar.person.add_guest(created.uid, EVA)
        calendar.person.answer(created.uid, EVA, Answer.ACCEPTED)
        calendar.person.categorise(created.uid, "Flamingo")
        calendar.target.update(calendar.event(created.uid), a_draft("Anders"), frozenset({Field.TITLE}))
        event = calendar.event(created.uid)
        assert event.title == "Anders"
        assert event.answer_of(EVA) is Answer.ACCEPTED
        assert event.categories == {"Flamingo"}


class TestGoogle(GoogleContract):
    @pytest.fixture
    def calendar(self):
        google = a_google_of_ours()
        with google_server(google) as root, Door(named=[root]) as door:
            yield a_setting(google, door)


class TestGoogleOnABadDay(GoogleContract):
    @pytest.fixture
    def calendar(self):
        google = a_google_of_ours(Habits(empty_pages=True, short_pages=2, duplicates=True, undelete=403))
        return a_setting(google, GoogleDoor(google))
