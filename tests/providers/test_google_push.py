"""Notices only say "look now": who has not our secret says nothing, what is lost costs time alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import OWNER, an_event
from providers.contract_setting import versions
from providers.fakes.google import Reply
from providers.fakes.google_server import GoogleDoor
from providers.google_scene import Scene
from zaaikalender.errors import NotWritten, OutcomeUnknown
from zaaikalender.providers.google_place import Place
from zaaikalender.providers.google_push import Bells, Channel, heard, read
from zaaikalender.providers.google_wire import Wire

ADDRESS = "https://zaai.bureau.example/google"


class House:
    """One calendar's bell at the fake Google, and what was heard at our address."""

    def __init__(self, address=ADDRESS):
        self.scene = Scene()
        self.bells: dict[str, Channel] = {}
        self.heard = []
        self.google = self.scene.google
        self.google.bells.clock, self.google.bells.reach = self.google.clock, self.reach
        wire = Wire(
            door=GoogleDoor(self.google),
            token=lambda _: "a-token",
            base=self.google.endpoint,
            account=OWNER.address,
            limits=self.scene.patience.limits(),
        )
        self.ours = Bells(place=Place(wire=wire), address=address)

    def reach(self, headers, body):
        assert body == b""
        self.heard.append(heard(headers, self.bells))
        return self.heard[-1].status

    def hang(self):
        self.bells["marieke"] = self.ours.hung(self.scene.now)
        return self.bells["marieke"]

    def ring(self):
        self.scene.hand.put(an_event(f"Overleg {len(self.heard)}"))
        self.google.bells.ring()
        return self.heard[-1].look


def test_a_change_in_the_calendar_says_which_one_to_look_at():
    house = House()
    house.hang()
    assert [each.look for each in house.heard] == [frozenset()]
    assert house.ring() == {"marieke"}


def test_a_bell_is_due_at_half_of_the_life_that_google_answered():
    house = House()
    house.google.bells.longest = timedelta(days=2)
    bell = house.hang()
    assert bell.expires - bell.begun == timedelta(days=2)
    assert not bell.is_due(bell.begun + timedelta(hours=23))
    assert bell.is_due(bell.begun + timedelta(hours=25))
    assert (bell.is_over(bell.begun + timedelta(hours=47)), bell.is_over(bell.expires)) == (False, True)


def test_a_new_bell_hangs_before_the_old_one_is_taken_down():
    house = House()
    old = house.hang()
    house.bells["marieke"] = house.ours.renewed(old, house.scene.now)
    assert list(house.google.bells.hung) == [house.bells["marieke"].id]
    assert house.bells["marieke"].secret != old.secret
    assert house.ring() == {"marieke"}


def test_taking_down_what_is_gone_is_done():
    house = House()
    bell = house.hang()
    house.ours.taken_down(bell)
    house.ours.taken_down(bell)
    assert house.google.bells.hung == {}


def test_an_address_that_google_does_not_take_hangs_no_bell():
    with pytest.raises(NotWritten):
        House("http://zaai.bureau.example/google").hang()


@pytest.mark.parametrize("expiration", [None, "soon", "9" * 40, "", []])
def test_a_bell_whose_end_nobody_knows_is_hung_anew(expiration):
    house = House()
    house.google.canned["/watch"] = Reply(200, {"resourceId": "r", "expiration": expiration})
    with pytest.raises(OutcomeUnknown):
        house.hang()


NAMES = {"Channel-ID": "id", "Channel-Token": "secret", "Resource-ID": "resource"}


@pytest.mark.parametrize("spoiled", NAMES)
@pytest.mark.parametrize("value", ["guessed", "", "é" * 600, None])
def test_who_does_not_know_our_secret_is_heard_politely_and_not_obeyed(spoiled, value):
    house = House()
    bell = house.hang()
    headers = {f"X-Goog-{name}": getattr(bell, part) for name, part in NAMES.items()}
    headers |= {"X-Goog-Resource-State": "exists", f"X-Goog-{spoiled}": value}
    found = heard({name: value for name, value in headers.items() if value is not None}, house.bells)
    assert (found.status, found.look) == (200, frozenset())


def test_a_notice_that_is_lost_costs_time_alone():
    house = House()
    house.hang()
    first = house.scene.read()
    house.google.bells.lost = 1
    house.scene.hand.put(an_event("Overleg"))
    house.google.bells.ring()
    assert len(house.heard) == 1
    assert len(house.scene.read(first.cursor, versions(first)).changed) == 1


def test_a_bell_that_was_written_is_read_as_it_was():
    bell = House().hang()
    assert read(bell.written()) == bell
    assert bell.secret not in repr(bell)


@given(st.text(max_size=80) | st.sampled_from(["{}", "[]", "null", '{"id": 1}', '{"begun": "x"}']))
def test_what_is_no_bell_of_ours_is_none(text):
    assert read(text) is None


@given(
    st.dictionaries(st.sampled_from(["X-Goog-Channel-ID", "x-goog-channel-token", "x"]), st.text(max_size=9))
)
def test_whatever_comes_is_answered(headers):
    assert heard(headers, {}).status == 200
