"""Bells of calendars at Google, from the config to the store: hung, heard, replaced; lost, they cost time."""

from datetime import timedelta

import pytest

from builders import OWNER, an_event
from providers.fakes.google import Fault
from providers.google_person import GooglePerson
from servers.google_place import OFFICE, OWN
from zaaikalender.core.records import Outcome, Run
from zaaikalender.servers.bells import LATER, PATH, Bells
from zaaikalender.servers.ringing import Request
from zaaikalender.vault import rotate

HERE = "https://zaai.bureau.example"
WAYS = pytest.mark.parametrize("way", [OWN, OFFICE], ids=["own login", "service account"])


class Scene:
    """A connected calendar that rings at the office's address."""

    def __init__(self, place):
        self.place, self.google = place, place.google
        self.calendar = place.app.config.calendar("marieke")
        self.hand = GooglePerson(self.google.world, OWNER)
        self.google.bells.reach = self.reach
        place.connect()
        self.restarted()
        self.rested()

    def restarted(self):
        self.bells = Bells(means=self.place.app.servers.means)

    def rested(self):
        """A pass that ended now; the next turn is in a quarter of an hour."""
        store, now = self.place.app.store, self.place.now[0]
        lease = store.acquire("marieke", f"pass {now}", now=now, seconds=60)
        run = Run(calendar="marieke", started=now, ended=now, outcome=Outcome.DONE)
        store.finish(lease, run, next_due=now + timedelta(minutes=15))

    def reach(self, headers, body):
        lower = {name.lower(): value for name, value in headers.items()}
        return self.bells.answer("google", Request(method="POST", headers=lower, body=body)).status

    def tend(self):
        self.bells.tend(self.calendar)
        return [each for each in self.google.bells.hung.values() if each.until > self.place.now[0]]

    def change(self):
        self.hand.put(an_event(f"Overleg {len(self.google.bells.sent)}"))
        self.google.bells.ring()

    def due_in(self):
        (state,) = self.place.app.store.calendars()
        return state.next_due - self.place.now[0]

    def later(self, **span):
        self.place.now[0] += timedelta(**span)


@pytest.fixture
def make(at_google):
    return lambda http=f'notify_at = "{HERE}"', way=OWN: Scene(at_google(way=way, http=http))


@WAYS
def test_a_change_at_google_makes_its_calendar_due_at_once(make, way):
    scene = make(way=way)
    (channel,) = scene.tend()
    assert channel.address == HERE + PATH.format(kind="google")
    assert scene.due_in() == timedelta(minutes=15)
    scene.change()
    assert scene.due_in() == LATER


def test_without_a_public_address_nothing_is_asked(make):
    assert make(http="").tend() == []


def test_a_bell_is_left_alone_until_half_of_its_life_and_then_another_takes_its_place(make):
    scene = make()
    (channel,) = scene.tend()
    scene.later(days=3)
    scene.restarted()
    assert scene.tend() == [channel]
    scene.later(days=1)
    (other,) = scene.tend()
    assert other.until > channel.until
    scene.rested()
    scene.change()
    assert scene.due_in() == LATER


def test_a_bell_that_is_over_rings_no_more_and_another_is_hung(make):
    scene = make()
    (channel,) = scene.tend()
    scene.later(days=8)
    scene.rested()
    assert channel not in scene.tend()
    scene.change()
    assert scene.due_in() == LATER


def test_what_a_bell_that_is_over_said_is_no_news(make):
    scene = make()
    scene.tend()
    scene.change()
    said = scene.google.bells.sent[-1]
    assert scene.due_in() == LATER
    scene.later(days=8)
    scene.rested()
    scene.restarted()
    assert scene.reach(said, b"") == 200
    assert scene.due_in() == timedelta(minutes=15)


def test_a_bell_that_rings_at_an_old_address_is_hung_anew(make):
    scene = make()
    scene.tend()
    file = scene.place.file
    file.write_text(file.read_text("utf-8").replace(HERE, "https://new.bureau.example"), encoding="utf-8")
    scene.place.reopened()
    scene.restarted()
    (channel,) = scene.tend()
    assert channel.address.startswith("https://new.")


def test_an_old_bell_that_does_not_go_rings_for_nobody(make):
    scene = make()
    (channel,) = scene.tend()
    scene.later(days=4)
    scene.rested()
    scene.google.faults.append(Fault("before", 500, skip=1))
    assert len(scene.tend()) == 2
    scene.google.bells.hung = {channel.id: channel}
    scene.change()
    assert scene.due_in() == timedelta(minutes=15)


@pytest.mark.parametrize("header", ["X-Goog-Channel-Token", "X-Goog-Channel-ID", "X-Goog-Resource-ID"])
def test_who_guesses_is_answered_like_who_knows(make, header):
    scene = make()
    scene.tend()
    reach = scene.reach
    scene.google.bells.reach = lambda headers, body: reach({**headers, header: "guessed"}, body)
    scene.change()
    assert scene.due_in() == timedelta(minutes=15)


def test_nothing_readable_of_a_bell_stands_in_the_database(make, tmp_path):
    scene = make()
    (channel,) = scene.tend()
    assert all(channel.token.encode() not in path.read_bytes() for path in tmp_path.glob("*.db*"))


def test_who_is_forgotten_is_rung_for_no_more(make):
    scene = make()
    scene.tend()
    scene.place.app.servers.revoke(scene.calendar, scene.place.browser)
    assert scene.google.bells.hung == {}
    assert scene.place.login.lasting == {}


def test_a_new_key_opens_a_bell_too(make):
    scene = make()
    scene.tend()
    rotate(scene.place.app.config.key_file, scene.place.app.store)
    scene.restarted()
    scene.change()
    assert scene.due_in() == LATER
