"""A project's end on a real server, from the proposal to the invitation, and what its owner does meanwhile.

Everything goes through the app and over sockets: the config names an address, a login and a variable.
"""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from builders import OWNER, an_event, at
from providers.caldav_person import DavHand
from providers.caldav_proxy import Proxy
from providers.caldav_servers import PASSWORD
from system.dav_town import SERVERS, Town
from zaaikalender import config
from zaaikalender.app import App, open_app
from zaaikalender.core.events import Window
from zaaikalender.core.ports import Mails

EVER = Window(start=at("2026-01-01 00:00"), end=at("2029-01-01 00:00"))
EVA = "eva@client.example"
CONFIG = """
[office]
domains = ["bureau.example"]
[policy]
start = "write"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "caldav"
url = "{url}"
username = "alice"
password_env = "MARIEKE_PASSWORD"
"""


@dataclass
class Story:
    """An office of one, with the clock and the owner's hand."""

    app: App
    hand: Any
    town: Town
    now: list[datetime]
    his_own: int = 0

    @property
    def proxy(self) -> Proxy:
        return self.town.proxy

    def a_pass(self, minutes: int = 30):
        self.now[0] += timedelta(minutes=minutes)
        (calendar,) = self.app.calendars()
        return self.app.run(calendar, now=self.now[0])

    def until_quiet(self) -> None:
        quiet = 0
        while quiet < 3:  # a gesture waits out its delay
            quiet = 0 if self.a_pass().done else quiet + 1
        before = len(self.proxy.sent)
        with commits(self.app) as made:
            assert self.a_pass().done == ()
        assert len(self.proxy.sent) == before + 1, "a quiet pass is one request"
        assert len(made) == 1, "a quiet pass is one commit"

    def events(self) -> dict[str, Any]:
        (calendar,) = self.app.calendars()
        source = self.app.post(calendar).source
        return {
            event.title: event for item in source.changes(EVER, None, {}).changed for event in item.events
        }

    def ours(self) -> list[Any]:
        return [event for event in self.events().values() if event.key]

    def mailed(self) -> list[str]:
        """To whom mails went since the owner's own."""
        return [mail.to for mail in self.town.mails[self.his_own :]]


@contextmanager
def commits(app: App):
    """The transactions in which the store is written, while this lasts."""
    engine, made = app.store._database._engine, []  # noqa: SLF001 - nobody else counts them

    def hear(_connection, _cursor, statement, *_):
        if statement == "BEGIN IMMEDIATE":
            made.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield made
    event.remove(engine, "before_cursor_execute", hear)


@contextmanager
def a_story(town: Town, place: Path):
    with ExitStack() as stack:
        path = town.calendar("alice", OWNER.address)
        now = [at("2026-11-24 09:00")]
        file = place / "zaaikalender.toml"
        file.write_text(CONFIG.format(url=town.proxy.url + path), encoding="utf-8")
        app = open_app(config.load(file, {}, today=now[0].date()), lambda: now[0])
        app.servers.environ = {"MARIEKE_PASSWORD": PASSWORD}
        stack.callback(app.close)
        hand = DavHand(town.door, town.server.url + path, OWNER, **town.login("alice"))
        yield Story(app, hand, town, now, his_own=len(town.mails))


@pytest.fixture(params=SERVERS)
def story(request, tmp_path, town_of):
    with a_story(town_of(request.param), tmp_path) as told:
        yield told


def the_end(story: Story, title: str = "Einde opdracht: Alfa", on: str = "2026-12-18"):
    story.hand.put(an_event(title, on, guests=[EVA], organizer=OWNER))
    story.his_own = len(story.town.mails)
    story.until_quiet()


def test_from_a_projects_end_to_the_invitation_and_after(story: Story):
    the_end(story)
    (proposal,) = story.ours()
    assert proposal.title.startswith("Voorstel: ")
    assert proposal.attendees == ()
    assert story.mailed() == []
    story.hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    story.until_quiet()
    (invited,) = [event for event in story.ours() if event.uid == proposal.uid]
    assert [guest.person.address for guest in invited.attendees if guest.person != OWNER] == [EVA]
    assert story.mailed() == ([EVA] if story.town.kind == "xandikos" else [])
    day = invited.when.start + timedelta(days=1)
    story.hand.move(invited.uid, type(invited.when)(start=day, end=day + invited.when.duration))
    mails = story.mailed()
    story.until_quiet()
    assert story.mailed() == mails, "the move is the owner's, and the server tells of it"
    (moved,) = [event for event in story.ours() if event.uid == proposal.uid]
    assert moved.when.start == day


def test_what_its_owner_deleted_stays_deleted(story: Story):
    the_end(story)
    (proposal,) = story.ours()
    story.hand.delete(proposal.uid)
    story.until_quiet()
    assert story.ours() == []
    assert story.mailed() == []


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_connection_that_is_cut_doubles_nothing_and_loses_nothing(story: Story, moment: str):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.proxy.cut = moment
    with pytest.raises(Exception, match="did not say whether"):
        story.a_pass()
    story.until_quiet()
    found = story.ours()
    assert len(found) <= 1
    if moment == "after":
        assert len(found) == 1
    assert story.mailed() == []


def test_who_mails_is_known_from_the_server(story: Story):
    (calendar,) = story.app.calendars()
    mails = story.app.post(calendar).target.traits.mails
    assert mails is (Mails.SERVER if story.town.kind == "xandikos" else Mails.NOBODY)
