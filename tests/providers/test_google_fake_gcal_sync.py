"""gcal_sync, which knows nothing of us, reads from the fake Google what stands in it, and each change of it.

So the fake is not only our own idea of Google's API.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import aiohttp
import pytest
from gcal_sync.api import GoogleCalendarService, ListEventsRequest
from gcal_sync.auth import AbstractAuth
from gcal_sync.exceptions import ApiException, AuthException
from gcal_sync.sync import CalendarEventSyncManager

from builders import OWNER, a_draft, an_event, at, when
from providers.contract_setting import EVA, KEY, YEAR
from providers.fakes.google import TOKEN, Fault, Reply
from providers.fakes.google_agenda import Habits
from providers.fakes.google_server import google_server
from providers.google_asking import Clock, a_google
from providers.google_person import GooglePerson
from providers.google_setting import a_calendar
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import AllDay, Shown
from zaaikalender.core.people import Answer
from zaaikalender.providers.http import Door

READS = frozenset({"GET"})


class Token(AbstractAuth):
    """Somebody with a token of his own."""

    token = TOKEN

    async def async_get_access_token(self) -> str:
        return self.token


class House:
    """The fake, the person, and gcal_sync with a memory of its own."""

    def __init__(self):
        self.google, self.ask = a_google(clock=Clock())
        self.agenda = self.google.world.agendas[OWNER.address]
        self.hand = GooglePerson(self.google.world, OWNER)
        self.memory = {}

    def sync(self, token=TOKEN):
        """One run of gcal_sync; gives what it knows then, by id."""
        return asyncio.run(self._sync(token))

    async def _sync(self, token):
        async with aiohttp.ClientSession() as session:
            manager = CalendarEventSyncManager(self._service(session, token), OWNER.address)
            if self.memory:
                await manager._store.async_save(self.memory)  # noqa: SLF001 - what it would keep on disk
            await manager.run()
            self.memory = await manager._store.async_load()  # noqa: SLF001
        return {ref: one for ref, one in self.memory["items"].items() if one["status"] != "cancelled"}

    def _service(self, session, token=TOKEN):
        auth = Token(session, self.google.endpoint)
        auth.token = token
        return GoogleCalendarService(auth)

    async def listed(self, since, till):
        """The instances that gcal_sync lists in a window: title, start and end, in order."""
        async with aiohttp.ClientSession() as session:
            request = ListEventsRequest(calendar_id=OWNER.address, start_time=since, end_time=till)
            pages = await self._service(session).async_list_events(request)
            found = [one async for page in pages for one in page.items]
        return sorted((one.summary, (read_moment(one.start), read_moment(one.end))) for one in found)


@pytest.fixture
def house():
    house = House()
    with google_server(house.google):
        yield house


def read_moment(part):
    """A day, or an instant (UTC), as `moments` gives them."""
    return str(part.date) if part.date else part.date_time.astimezone(UTC)


def moment(part):
    return part["date"] or datetime.fromisoformat(part["date_time"])


def read(items):
    """What gcal_sync understood, as far as it reads events."""
    return {
        (one["summary"], moment(one["start"]), moment(one["end"]), one["status"], one["transparency"])
        for one in items.values()
    }


def held(agenda):
    """What the fake holds, put beside it."""
    return {
        (
            one["summary"],
            one["start"].get("date") or datetime.fromisoformat(one["start"]["dateTime"]),
            one["end"].get("date") or datetime.fromisoformat(one["end"]["dateTime"]),
            one["status"],
            one.get("transparency", "opaque"),
        )
        for one in agenda.entries.values()
        if one["status"] != "cancelled"
    }


def a_full_calendar(hand):
    hand.put(an_event("Borging Alfa", "2027-03-01 10:00", guests=()))
    hand.put(an_event("Vakantie", "2027-07-05", days=5, shown=Shown.FREE, guests=()))
    hand.put(an_event("Misschien", "2027-03-02 10:00", shown=Shown.TENTATIVE, guests=()))
    hand.put(replace(an_event("Lezing", "2027-03-04 10:00", guests=()), organizer=EVA))
    hand.put_weekly(an_event("Weekstart", "2027-03-01 09:00", guests=()), 4)
    hand.move_occurrence("weekstart@test", "2027-03-08", when("2027-03-09 09:00"))
    hand.add_guest("borging-alfa@test", EVA)
    hand.answer("borging-alfa@test", EVA, Answer.ACCEPTED)


def test_a_full_read_of_gcal_sync_is_what_the_fake_holds(house):
    a_full_calendar(house.hand)
    items = house.sync()
    assert read(items) == held(house.agenda)
    assert len(items) == 6
    alfa = items[house.hand.ref("borging-alfa@test")]
    assert [(one["email"], one["response_status"]) for one in alfa["attendees"]] == [
        (OWNER.address, "accepted"),
        (EVA.address, "accepted"),
    ]


@pytest.mark.parametrize("habits", [Habits(), Habits(empty_pages=True, short_pages=2, duplicates=True)])
def test_its_incremental_reads_keep_up_with_each_change(house, habits):
    house.agenda.habits = habits
    a_full_calendar(house.hand)
    house.sync()
    house.hand.move("borging-alfa@test", when("2027-03-03 10:00"))
    house.hand.delete("misschien@test")
    house.hand.delete_occurrence("weekstart@test", "2027-03-15")
    house.hand.put(an_event("Nieuw", "2027-04-01 10:00", guests=()))
    before = len(house.google.asked)
    assert read(house.sync()) == held(house.agenda)
    assert all("syncToken" in url for _, url in house.google.asked[before:])
    house.hand.undelete("misschien@test")
    assert read(house.sync()) == held(house.agenda)


def test_after_a_stale_token_it_reads_all_anew(house):
    a_full_calendar(house.hand)
    house.sync()
    house.agenda.forget_tokens()
    house.hand.delete("vakantie@test")
    assert read(house.sync()) == held(house.agenda)


def test_its_list_of_instances_is_the_fakes(house):
    a_full_calendar(house.hand)
    upcoming = asyncio.run(house.listed(at("2027-03-08 00:00"), at("2027-03-16 00:00")))
    starts = [(title, start) for title, (start, _) in upcoming]
    assert starts == [("Weekstart", at("2027-03-09 09:00")), ("Weekstart", at("2027-03-15 09:00"))]


def ours(house, window=YEAR):
    """What our own provider reads over the same socket: titles and when, instances of series included."""
    with Door(named=[house.google.root]) as door:
        changes = a_calendar(house.google, door).changes(window, None, {})
    assert not changes.unreadable
    return sorted((one.title, moments(one.when)) for item in changes.changed for one in item.events)


def moments(when):
    """A `When` in gcal_sync's words."""
    return (str(when.start), str(when.end)) if isinstance(when, AllDay) else (when.start, when.end)


def theirs(house):
    """What gcal_sync lists in the same year."""
    return asyncio.run(house.listed(YEAR.start, YEAR.end))


def test_it_reads_the_same_calendar_as_we_do(house):
    a_full_calendar(house.hand)
    assert ours(house) == theirs(house)
    assert len(ours(house)) == 8
    house.hand.move("borging-alfa@test", when("2027-03-03 10:00"))
    house.hand.delete("misschien@test")
    house.hand.delete_occurrence("weekstart@test", "2027-03-15")
    assert ours(house) == theirs(house)
    assert len(ours(house)) == 6


def test_what_we_write_it_reads_as_it_was_meant(house):
    with Door(named=[house.google.root]) as door:
        calendar = a_calendar(house.google, door)
        made = calendar.create(KEY, a_draft("Voorstel: Borging Alfa", "2027-04-30 10:00"))
        assert theirs(house) == ours(house) == [("Voorstel: Borging Alfa", moments(made.when))]
        other = a_draft("Bijpraten", "2027-05-03 11:00")
        calendar.update(made, other, frozenset(Field))
        assert theirs(house) == ours(house) == [("Bijpraten", moments(other.when))]
        (held,) = house.sync().values()
        assert held["ical_uuid"] == made.uid


def test_it_takes_the_fakes_refusals_for_googles(house):
    with pytest.raises(AuthException):
        house.sync(token="no-token")  # noqa: S106
    house.google.faults.append(Fault("before", 503, "backendError", methods=READS))
    with pytest.raises(ApiException, match="503"):
        house.sync()
    house.google.canned["/events"] = Reply(200, b"<html>Aanmelden</html>")
    with pytest.raises(ValueError, match="Expecting value"):
        house.sync()
