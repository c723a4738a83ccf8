"""Notifications only say "look now": who has not our secret says nothing, what is lost costs time alone."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.contract_setting import KEY
from providers.fakes.outlook_bells import FakeBells
from providers.outlook_setting import NOW
from zaaikalender.errors import NotWritten
from zaaikalender.providers.outlook_push import Bells, Subscription, heard, read
from zaaikalender.providers.outlook_wire import Wire

ADDRESS = "https://zaai.bureau.example/graph"


class Scene:
    """One calendar's bell at a fake Graph, and what was heard at our address."""

    def __init__(self, **options):
        self.now = NOW
        self.bells: dict[str, Subscription] = {}
        self.heard = []
        self.graph = FakeBells(lambda: self.now, self.reach, **options)
        wire = Wire(
            door=self.graph, token=lambda _: "a-token", base="https://graph.test/v1.0/users/m@b.example"
        )
        self.ours = Bells(wire=wire, address=ADDRESS)

    def reach(self, query, body):
        found = heard(query, body, self.bells)
        self.heard.append(found)
        return found.status, found.text

    def hang(self):
        self.bells["marieke"] = self.ours.hung(self.now)
        return self.bells["marieke"]


def test_a_change_in_the_calendar_says_which_one_to_look_at_and_nothing_else():
    scene = Scene()
    bell = scene.hang()
    assert scene.graph.hung[bell.id]["resource"] == "/users/m@b.example/events"
    assert scene.graph.ring(bell.id, changeType="updated") == (202, "")
    assert (scene.heard[-1].look, scene.heard[-1].renew) == ({"marieke"}, frozenset())


@pytest.mark.parametrize("spoil", [{"clientState": "guessed"}, {"subscriptionId": "bell-9"}])
def test_who_does_not_know_our_secret_is_heard_politely_and_not_obeyed(spoil):
    scene = Scene()
    bell = scene.hang()
    assert scene.graph.ring(bell.id, **spoil) == (202, "")
    assert scene.heard[-1].look == frozenset()


def test_a_bell_is_renewed_at_half_of_the_life_that_the_server_answered():
    scene = Scene()
    bell = scene.hang()
    half = (bell.expires - bell.begun) / 2
    assert not bell.is_due(scene.now + half - timedelta(minutes=1))
    scene.now += half
    assert bell.is_due(scene.now)
    later = scene.ours.renewed(bell, scene.now)
    assert (later.id, later.secret) == (bell.id, bell.secret)
    assert later.expires > bell.expires


def test_where_the_server_takes_no_long_life_a_shorter_one_is_asked_for():
    scene = Scene(longest=timedelta(days=1))
    bell = scene.hang()
    assert timedelta(hours=12) < bell.expires - scene.now <= timedelta(days=1)


def test_where_the_server_takes_none_at_all_it_says_so():
    scene = Scene(longest=timedelta(minutes=1))
    with pytest.raises(NotWritten):
        scene.hang()


def test_a_bell_that_the_server_lost_is_hung_anew_when_it_is_renewed():
    scene = Scene()
    bell = scene.hang()
    scene.graph.hung.clear()
    again = scene.ours.renewed(bell, scene.now)
    assert again.id != bell.id
    scene.ours.taken_down(bell)


@pytest.mark.parametrize(
    ("event", "renews", "hangs"),
    [
        ("reauthorizationRequired", True, False),
        ("subscriptionRemoved", False, True),
        ("missed", False, False),
    ],
)
def test_what_becomes_of_the_bell_itself_is_told_too(event, renews, hangs):
    scene = Scene()
    bell = scene.hang()
    scene.graph.ring(bell.id, lifecycleEvent=event)
    told = scene.heard[-1]
    assert told.look == {"marieke"}
    assert (bool(told.renew), bool(told.hang)) == (renews, hangs)


def test_a_bell_is_kept_as_text_and_its_secret_shows_nowhere_else():
    bell = Scene().hang()
    assert read(bell.written()) == bell
    assert bell.secret not in repr(bell)
    assert len(bell.secret) >= 43
    assert read("{}") is None


def test_a_handshake_that_is_too_long_or_holds_control_characters_is_refused():
    assert heard({"validationToken": "x" * 3000}, b"", {}).status == 400
    assert heard({"validationToken": "a\r\nSet-Cookie: x"}, b"", {}).status == 400


shapes = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "subscriptionId", "clientState"]), inner, max_size=3)
    ),
)


@given(st.binary(max_size=60) | shapes.map(lambda shape: json.dumps(shape).encode()))
def test_whatever_is_sent_to_our_address_is_heard_without_a_failure(body):
    bell = Subscription(id="b", secret=KEY, begun=NOW, expires=NOW)
    assert heard({}, body, {"marieke": bell}).status == 202
