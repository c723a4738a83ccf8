"""An office in Google, through the app and over sockets: from a project's end to the invitation.

Two colleagues share one Google: what one invites the other to stands in both calendars. The config names an
address and variables with tokens that somebody else keeps fresh; no login is needed.
"""

from contextlib import ExitStack
from datetime import timedelta

import pytest

from builders import OWNER, an_event, at, when
from providers.fakes.google import Google
from providers.fakes.google_server import google_server
from providers.google_person import GooglePerson
from zaaikalender import config
from zaaikalender.app import open_app
from zaaikalender.core.people import Answer, Person
from zaaikalender.errors import AccessRevoked, Unreachable

EVA = "eva@client.example"
JAN = Person(address="jan@bureau.example", name="Jan")
END = "einde-opdracht-alfa@test"
CONFIG = """
[office]
domains = ["bureau.example"]
[policy]
start = "write"
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "google"
endpoint = "{endpoint}"
bearer_env = "TOKEN"
[[calendar]]
name = "jan"
owner = "Jan <jan@bureau.example>"
provider = "google"
endpoint = "{endpoint}"
bearer_env = "JANS_TOKEN"
"""


class Story:
    """An office of two, with the clock and both hands."""

    def __init__(self, stack, path):
        self.now = at("2026-11-24 09:00")
        self.google = Google(lambda: self.now)
        for person, token in ((OWNER, "a-token"), (JAN, "jans-token")):
            self.google.account(person.address, token, scopes=("calendar.events.owned", "calendar.freebusy"))
        self.hand, self.jan = (GooglePerson(self.google.world, person) for person in (OWNER, JAN))
        stack.enter_context(google_server(self.google))
        file = path / "zaaikalender.toml"
        file.write_text(CONFIG.format(endpoint=self.google.endpoint), encoding="utf-8")
        self.app = open_app(config.load(file, {}, today=self.now.date()), lambda: self.now)
        self.app.servers.environ = {"TOKEN": "a-token", "JANS_TOKEN": "jans-token"}
        stack.callback(self.app.close)

    def a_pass(self, name="marieke", minutes=30):
        self.now += timedelta(minutes=minutes)
        calendar = next(each for each in self.app.calendars() if each.name == name)
        return self.app.run(calendar, now=self.now)

    def until_quiet(self, *names):
        quiet = 0
        while quiet < 3:  # a gesture waits out its delay
            done = [self.a_pass(name).done for name in names or ("marieke",)]
            quiet = 0 if any(done) else quiet + 1

    def ours(self):
        return [event for hand in (self.hand, self.jan) for event in hand.events() if event.key]

    def mails(self):
        return [(mail.to, mail.what) for mail in self.google.world.mails if mail.by == "us"]


@pytest.fixture
def story(tmp_path):
    with ExitStack() as stack:
        yield Story(stack, tmp_path)


def test_from_a_projects_end_to_the_invitation_and_after(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    story.until_quiet()
    (proposal,) = story.ours()
    assert (proposal.title[:10], proposal.attendees, story.mails()) == ("Voorstel: ", (), [])
    story.hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    story.until_quiet()
    assert story.mails() == [(EVA, "invitation")]
    invited = story.hand.event(proposal.uid)
    day = invited.when.start + timedelta(days=1)
    story.hand.move(
        invited.uid, type(invited.when)(start=day, end=day + invited.when.duration), updates="all"
    )
    story.until_quiet()
    assert story.hand.event(proposal.uid).when.start == day
    assert story.mails() == [(EVA, "invitation")]


def test_a_quiet_pass_is_one_request(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    story.until_quiet()
    before = len(story.google.asked)
    assert story.a_pass().done == ()
    assert [method for method, _ in story.google.asked[before:]] == ["GET"]


def test_a_meeting_of_two_colleagues_has_one_follow_up(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA, JAN.address]))
    assert [event.uid for event in story.jan.events()] == [END]
    story.until_quiet("marieke", "jan")
    assert len(story.ours()) == 1


def test_what_a_colleague_is_invited_to_keeps_his_time_free_of_us(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    story.until_quiet()
    (first,) = story.ours()
    story.hand.delete(END)
    story.until_quiet()
    assert story.ours() == []
    story.hand.put(an_event("Kwartaaloverleg", first.when, guests=[JAN.address]))
    story.jan.put(an_event("Einde opdracht: Beta", "2026-12-18", guests=[EVA]))
    story.until_quiet("marieke", "jan")
    (other,) = story.ours()
    assert other.when.end <= first.when.start or other.when.start >= first.when.end


def test_a_declined_invitation_takes_no_time(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18", guests=[EVA]))
    story.until_quiet()
    (first,) = story.ours()
    story.hand.put(an_event("Kwartaaloverleg", first.when, guests=[JAN.address]))
    story.jan.answer("kwartaaloverleg@test", JAN, Answer.DECLINED)
    copy = story.google.world.agendas[OWNER.address].entries[story.hand.ref("kwartaaloverleg@test")]
    assert [one["responseStatus"] for one in copy["attendees"]] == ["declined"]
    story.jan.put(an_event("Einde opdracht: Beta", "2026-12-18", guests=[EVA]))
    story.until_quiet("jan")
    assert [event.when for event in story.jan.events() if event.key] == [first.when]


def test_what_its_owner_deleted_stays_deleted_also_after_a_full_read(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    (proposal,) = story.ours()
    story.hand.delete(proposal.uid)
    story.until_quiet()
    agenda = story.google.world.agendas[OWNER.address]
    agenda.forget_tombstones()
    agenda.forget_tokens()
    story.hand.move(END, when("2026-12-17"))
    story.until_quiet()
    assert story.ours() == []


def test_a_consent_that_was_withdrawn_holds_up_no_colleague(story):
    del story.google.tokens["jans-token"]
    with pytest.raises(AccessRevoked):
        story.a_pass("jan")
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    assert len(story.ours()) == 1


def test_a_calendar_that_cannot_be_read_cancels_nothing_of_what_stands(story):
    story.hand.put(an_event("Einde opdracht: Alfa", "2026-12-18"))
    story.until_quiet()
    agenda = story.google.world.agendas.pop(OWNER.address)
    with pytest.raises(Unreachable):
        story.a_pass()
    story.google.world.agendas[OWNER.address] = agenda
    story.until_quiet()
    assert len(story.ours()) == 1
