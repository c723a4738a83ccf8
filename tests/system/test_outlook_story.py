"""An office in Outlook, through the app and over sockets: from a project's end to the invitation.

The config names an address and a variable with a token that somebody else keeps fresh; no login is needed.
"""

from contextlib import ExitStack
from datetime import timedelta

import pytest

from builders import OWNER, an_event, at
from providers.fakes.outlook import FakeGraph
from providers.fakes.outlook_server import outlook_server
from providers.outlook_person import OutlookPerson
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.core.people import Person
from zaaikalender.errors import AccessRevoked

EVA = "eva@client.example"
JAN = Person(address="jan@bureau.example", name="Jan")
CONFIG = """
[office]
domains = ["bureau.example"]
[policy]
start = "write"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "outlook"
endpoint = "{endpoint}"
bearer_env = "TOKEN"
[[calendar]]
name = "jan"
owner = "Jan <jan@bureau.example>"
provider = "outlook"
endpoint = "{endpoint}/v1.0"
bearer_env = "TOKEN"
"""


class Story:
    """An office of two, with the clock and the owner's hand."""

    def __init__(self, stack, path):
        self.now = at("2026-11-24 09:00")
        self.graph = FakeGraph(lambda: self.now)
        self.boxes = {person.address: self.graph.mailbox(person.address) for person in (OWNER, JAN)}
        self.hand = OutlookPerson(self.boxes[OWNER.address], OWNER)
        endpoint = stack.enter_context(outlook_server(self.graph))
        file = path / "zaaikalender.toml"
        file.write_text(CONFIG.format(endpoint=endpoint), encoding="utf-8")
        self.app = open_app(config.load(file, {}, today=self.now.date()), lambda: self.now)
        self.app.servers.environ = {"TOKEN": "a-token"}
        stack.callback(self.app.close)

    def a_pass(self, name="marieke", minutes=30):
        self.now += timedelta(minutes=minutes)
        calendar = next(each for each in self.app.calendars() if each.name == name)
        return self.app.run(calendar, now=self.now)

    def until_quiet(self):
        quiet = 0
        while quiet < 3:  # a gesture waits out its delay
            quiet = 0 if self.a_pass().done else quiet + 1

    def ours(self):
        return [event for event in self.hand.events() if event.key]


@pytest.fixture
def story(tmp_path):
    with ExitStack() as stack:
        yield Story(stack, tmp_path)


def test_from_a_projects_end_to_the_invitation_and_after(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA], organizer=OWNER))
    mails = story.boxes[OWNER.address].mails
    mails.clear()
    story.until_quiet()
    (proposal,) = story.ours()
    assert (proposal.title[:10], proposal.attendees, mails) == ("Voorstel: ", (), [])
    story.hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    story.until_quiet()
    assert [(mail.to, mail.what, mail.by) for mail in mails] == [(EVA, "invitation", "us")]
    invited = story.hand.event(proposal.uid)
    day = invited.when.start + timedelta(days=1)
    story.hand.move(invited.uid, type(invited.when)(start=day, end=day + invited.when.duration))
    story.until_quiet()
    assert story.hand.event(proposal.uid).when.start == day
    assert [mail.what for mail in mails if mail.by == "us"] == ["invitation"]


def test_a_quiet_pass_is_one_request(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    story.until_quiet()
    before = len(story.graph.asked)
    assert story.a_pass().done == ()
    assert [method for method, _ in story.graph.asked[before:]] == ["GET"]


def test_what_its_owner_deleted_stays_deleted(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    (proposal,) = story.ours()
    story.hand.delete(proposal.uid)
    story.until_quiet()
    assert story.ours() == []


def test_a_mailbox_that_lets_nobody_in_holds_up_no_colleague(story):
    story.boxes[JAN.address].forbidden = (403, "ErrorAccessDenied")
    with pytest.raises(AccessRevoked, match="scope"):
        story.a_pass("jan")
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    assert len(story.ours()) == 1


def test_an_unread_mailbox_cancels_nothing_of_what_stands(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    story.boxes[OWNER.address].forbidden = (404, "MailboxNotEnabledForRESTAPI")
    with pytest.raises(AccessRevoked, match="on leave"):
        story.a_pass()
    story.boxes[OWNER.address].forbidden = None
    story.until_quiet()
    assert len(story.ours()) == 1
