"""Bells of Outlook calendars, from the config to the store: hung, heard, renewed; lost, they cost time."""

import json
import threading
from contextlib import ExitStack
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.fakes.outlook_bells import FakeBells
from servers.outlook_place import Place
from worker.worker_setting import eventually
from zaaikalender.cli.phrases import phrase
from zaaikalender.core.records import Outcome, Run
from zaaikalender.servers.bells import LATER, MOST_BODY, PATH, Bells
from zaaikalender.servers.ringing import Request
from zaaikalender.vault import rotate
from zaaikalender.worker import Call, Worker

HERE = "https://zaai.bureau.example"


class Scene:
    """A connected calendar whose server rings at the office's address."""

    def __init__(self, place):
        self.place, self.woken = place, 0
        self.calendar = place.app.config.calendar("marieke")
        self.graph = FakeBells(lambda: place.now[0], self.reach)
        place.graph.bells = self.graph
        place.connect()
        self.restarted()
        self.rested()

    def restarted(self):
        self.bells = Bells(means=self.place.app.servers.means, wake=self.wake)

    def wake(self):
        self.woken += 1

    def rested(self):
        """A pass that ended now; the next turn is in a quarter of an hour."""
        store, now = self.place.app.store, self.place.now[0]
        lease = store.acquire("marieke", f"pass {now}", now=now, seconds=60)
        run = Run(calendar="marieke", started=now, ended=now, outcome=Outcome.DONE)
        store.finish(lease, run, next_due=now + timedelta(minutes=15))

    def reach(self, query, body):
        found = self.bells.answer("outlook", Request(method="POST", query=query, body=body))
        return found.status, found.text

    def tend(self):
        self.bells.tend(self.calendar)
        return list(self.graph.hung)

    def due_in(self):
        (state,) = self.place.app.store.calendars()
        return state.next_due - self.place.now[0]

    def later(self, **span):
        self.place.now[0] += timedelta(**span)


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        yield lambda http=f'notify_at = "{HERE}"': Scene(Place(stack, tmp_path, http=http))


def test_a_change_in_outlook_makes_its_calendar_due_at_once(make):
    scene = make()
    assert scene.tend() == ["bell-1"]
    assert scene.graph.hung["bell-1"]["notificationUrl"] == HERE + PATH.format(kind="outlook")
    assert scene.due_in() == timedelta(minutes=15)
    assert scene.graph.ring("bell-1", changeType="updated") == (202, "")
    assert (scene.due_in(), scene.woken) == (LATER, 1)


def test_one_change_that_rings_five_times_makes_one_turn(make):
    scene = make()
    scene.tend()
    for _ in range(5):
        scene.graph.ring("bell-1", changeType="updated")
        scene.later(seconds=LATER.total_seconds() / 5)
    assert scene.woken == 1
    scene.later(seconds=5)
    scene.rested()
    scene.graph.ring("bell-1", changeType="updated")
    assert (scene.due_in(), scene.woken) == (LATER, 2)


def test_without_a_public_address_nothing_is_asked_and_nothing_answered(make):
    scene = make(http="")
    assert scene.tend() == []
    assert scene.reach({"validationToken": "x"}, b"") == (404, "")


def test_a_bell_is_left_alone_until_half_of_its_life_and_then_renewed(make):
    scene = make()
    scene.tend()
    until = scene.graph.hung["bell-1"]["expirationDateTime"]
    scene.later(hours=30)
    scene.restarted()
    scene.tend()
    assert scene.graph.hung["bell-1"]["expirationDateTime"] == until
    scene.later(hours=6)
    assert scene.tend() == ["bell-1"]
    assert scene.graph.hung["bell-1"]["expirationDateTime"] > until


def test_nothing_readable_of_a_bell_stands_in_the_database(make, tmp_path):
    scene = make()
    scene.tend()
    secret = scene.graph.hung["bell-1"]["clientState"].encode()
    assert all(secret not in path.read_bytes() for path in tmp_path.glob("*.db*"))


@pytest.mark.parametrize(
    ("event", "then"),
    [
        ("reauthorizationRequired", ["bell-1"]),
        ("subscriptionRemoved", ["bell-1", "bell-2"]),
        ("missed", ["bell-1"]),
    ],
)
def test_what_becomes_of_a_bell_makes_its_calendar_due_and_is_mended_by_its_pass(make, event, then):
    scene = make()
    scene.tend()
    until = scene.graph.hung["bell-1"]["expirationDateTime"]
    scene.later(hours=1)
    scene.rested()
    scene.graph.ring("bell-1", lifecycleEvent=event)
    assert scene.due_in() == LATER
    assert scene.tend() == then
    renewed = scene.graph.hung["bell-1"]["expirationDateTime"] > until
    assert renewed == (event == "reauthorizationRequired")


@pytest.mark.parametrize(
    ("kind", "request_", "status"),
    [
        ("outlook", Request(method="GET", query={"validationToken": "x"}), 405),
        ("outlook", Request(method="POST", body=b"[" * (MOST_BODY + 1)), 413),
        ("outlook", Request(method="POST", body=b"["), 202),
        ("folder", Request(method="POST"), 404),
    ],
)
def test_whatever_else_comes_makes_nothing_due(make, kind, request_, status):
    scene = make()
    scene.tend()
    assert scene.bells.answer(kind, request_).status == status
    assert scene.due_in() == timedelta(minutes=15)


def test_who_guesses_is_answered_like_who_knows(make):
    scene = make()
    scene.tend()
    assert scene.graph.ring("bell-1", clientState="guessed") == (202, "")
    assert (scene.due_in(), scene.woken) == (timedelta(minutes=15), 0)


def test_a_server_that_hangs_no_bells_is_asked_again_in_an_hour(make):
    scene = make()
    scene.graph.longest = timedelta(minutes=1)
    assert scene.tend() == []
    scene.graph.longest = timedelta(days=1)
    scene.later(minutes=59)
    assert scene.tend() == []
    scene.later(minutes=1)
    assert scene.tend() == ["bell-1"]


def test_a_bell_that_rings_at_an_old_address_is_hung_anew(make):
    scene = make()
    scene.tend()
    file = scene.place.app.config.file
    file.write_text(file.read_text("utf-8").replace(HERE, "https://new.bureau.example"), encoding="utf-8")
    scene.place.reopened()
    scene.restarted()
    assert scene.tend() == ["bell-2"]
    assert scene.graph.hung["bell-2"]["notificationUrl"].startswith("https://new.")


def test_who_is_forgotten_is_rung_for_no_more(make):
    scene = make()
    scene.tend()
    scene.place.app.servers.revoke(scene.calendar, scene.place.browser)
    assert scene.graph.hung == {}
    assert phrase("nl", scene.place.browser.heard[-1], calendar="marieke")


def test_a_new_key_opens_a_bell_too(make):
    scene = make()
    scene.tend()
    rotate(scene.place.app.config.key_file, scene.place.app.store)
    scene.restarted()
    scene.graph.ring("bell-1", changeType="created")
    assert scene.due_in() == LATER


def test_doctor_says_whether_the_server_tells_of_changes(make):
    scene = make()
    servers = scene.place.app.servers
    for code in ("doctor.bell_missing", "doctor.bell_hung"):
        *_, last = servers.findings(scene.calendar)
        assert last.code == code
        assert phrase("nl", code, **last.facts) != phrase("en", code, **last.facts)
        scene.tend()


def test_without_a_public_address_doctor_speaks_of_no_bell(make):
    scene = make(http="")
    codes = [each.code for each in scene.place.app.servers.findings(scene.calendar)]
    assert codes[-1] == "doctor.outlook_login"


@pytest.fixture(scope="module")
def hung(tmp_path_factory):
    path = tmp_path_factory.mktemp("hung")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path / "ca.pem"))
        scene = Scene(Place(stack, path, http=f'notify_at = "{HERE}"'))
        scene.tend()
        yield scene


words = st.sampled_from(["value", "subscriptionId", "bell-1", "clientState", "lifecycleEvent"]) | st.text()
shapes = st.recursive(
    st.none() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=9,
)


@settings(max_examples=60)
@given(
    st.sampled_from(["POST", "GET", "PUT", ""]),
    st.dictionaries(st.sampled_from(["validationToken", "x"]), st.text(), max_size=2),
    st.binary(max_size=80) | shapes.map(lambda shape: json.dumps(shape).encode()),
)
def test_whatever_strangers_send_is_answered_and_makes_nothing_due(hung, method, query, body):
    answer = hung.bells.answer("outlook", Request(method=method, query=query, body=body))
    assert answer.status in {200, 202, 400, 405}
    assert answer.due == frozenset()
    assert answer.text in {"", query.get("validationToken")}
    assert hung.due_in() == timedelta(minutes=15)


def test_a_worker_hangs_the_bell_and_looks_when_it_rings(make):
    scene = make()
    app = scene.place.app
    scene.bells = app.servers.bells
    worker = Worker(app=app, nap=0.05)
    scene.bells.wake = lambda: worker.bell.put(Call.LOOK)
    thread = threading.Thread(target=worker.work)
    thread.start()
    try:
        scene.later(minutes=16)
        eventually(lambda: app.store.credential("marieke", "", "outlook.bell") is not None)
        passes, began = len(app.store.runs("marieke")), scene.place.now[0]

        def looked():
            scene.graph.ring("bell-1", changeType="created")
            scene.later(seconds=0.5)
            return len(app.store.runs("marieke")) > passes

        # Who rings in the instant in which the bell is put away may not be known yet.
        eventually(looked)
        assert scene.place.now[0] < began + timedelta(minutes=15)
    finally:
        worker.bell.put(Call.STOP)
        thread.join(30)
