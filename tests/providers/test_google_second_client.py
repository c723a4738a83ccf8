"""gcal_sync, another program for Google's calendars, reads the same from the fake as we do."""

import asyncio
from contextlib import suppress
from datetime import datetime

import aiohttp
from gcal_sync.api import GoogleCalendarService, ListEventsRequest
from gcal_sync.auth import AbstractAuth
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import AMSTERDAM, OWNER, a_draft, an_event, at, when
from providers.contract_setting import EVA, KEY, OTHER_KEY, an_approval, versions
from providers.fakes.google import TOKEN
from providers.fakes.google_schema import Refused
from providers.fakes.google_server import google_server
from providers.google_scene import Scene
from zaaikalender.core.events import AllDay, Window

SUMMER = Window(start=at("2027-03-01 00:00"), end=at("2027-11-15 00:00"))
DAYS = ("2027-03-22", "2027-03-29", "2027-04-05", "2027-10-25", "2027-11-01")


class Token(AbstractAuth):
    """The owner's."""

    async def async_get_access_token(self):
        return TOKEN


async def _listed(endpoint):
    async with aiohttp.ClientSession() as session:
        service = GoogleCalendarService(Token(session, endpoint))
        asked = ListEventsRequest(calendar_id=OWNER.address, start_time=SUMMER.start, end_time=SUMMER.end)
        pages = await service.async_list_events(asked)
        return [one async for page in pages for one in page.items]


def by_gcal_sync(scene):
    """What it lists in the window, which Google itself expanded: title, start and end of each."""
    with google_server(scene.google):
        events = asyncio.run(_listed(scene.google.endpoint))
    return sorted((one.summary, _at(one.start), _at(one.end)) for one in events)


def _at(moment):
    return str(moment.date or moment.date_time.astimezone(AMSTERDAM))


def by_us(changes):
    """The same of what we read, and expanded ourselves."""
    return sorted(
        (event.title, _ours(event.when.start), _ours(event.when.end))
        for item in changes.changed
        for event in item.events
        if isinstance(event.when, AllDay) or event.when.end > SUMMER.start
    )


def _ours(moment):
    return str(moment.astimezone(AMSTERDAM) if isinstance(moment, datetime) else moment)


ACTS = {
    "enter": lambda hand, day: hand.put(an_event("Overleg", f"{day} 09:00")),
    "days": lambda hand, day: hand.put(an_event("Vakantie", day, days=3)),
    "delete": lambda hand, _: hand.delete("overleg@test"),
    "weekly": lambda hand, day: hand.put_weekly(an_event("Weekstart", f"{day} 09:00"), 6),
    "endless": lambda hand, day: hand.change(
        "weekstart@test",
        recurrence=[
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE",
            f"EXDATE;VALUE=DATE-TIME:{day.replace('-', '')}T070000Z",
        ],
    ),
    "part moves": lambda hand, day: hand.move_occurrence("weekstart@test", day, when(f"{day} 16:00")),
    "part goes": lambda hand, day: hand.delete_occurrence("weekstart@test", day),
    "rename": lambda hand, day: hand.retitle("weekstart@test", f"Weekstart {day}"),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(DAYS)), max_size=8))
def test_it_sees_what_we_see_in_the_window(acts):
    scene = Scene()
    first = scene.read(window=SUMMER)
    for act, day in acts:
        with suppress(StopIteration, KeyError, Refused):
            ACTS[act](scene.hand, day)
    assert by_us(scene.read(window=SUMMER)) == by_gcal_sync(scene)
    later = scene.read(first.cursor, versions(first), window=SUMMER)
    assert by_us(later) == by_gcal_sync(scene)


def test_it_sees_what_we_wrote():
    scene, draft = Scene(), a_draft("Borging Alfa", "2027-04-30 10:00")
    scene.calendar.invite(scene.calendar.create(KEY, draft), an_approval(draft, EVA))
    scene.calendar.cancel(scene.calendar.create(OTHER_KEY, draft))
    assert by_us(scene.read(window=SUMMER)) == by_gcal_sync(scene)
    assert len(by_gcal_sync(scene)) == 1
