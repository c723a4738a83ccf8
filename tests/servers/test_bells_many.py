"""Many rings in one letter, most of them forged: the one that knows the secret counts, and nothing else."""

import json
from contextlib import ExitStack
from datetime import timedelta

import pytest

from servers.outlook_place import Place
from servers.test_bells import HERE, Scene
from zaaikalender.servers.bells import LATER
from zaaikalender.servers.ringing import Request

THOUSAND = 1_000


@pytest.fixture
def scene(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        found = Scene(Place(stack, tmp_path, http=f'notify_at = "{HERE}"'))
        found.tend()
        yield found


def ring(scene, secrets):
    """One letter with a ring for each of these secrets."""
    rings = [
        {"subscriptionId": "bell-1", "clientState": secret, "changeType": "updated"} for secret in secrets
    ]
    body = json.dumps({"value": rings}).encode()
    return scene.bells.answer("outlook", Request(method="POST", query={}, body=body))


def test_of_a_thousand_rings_of_which_one_is_right_one_turn_comes(scene):
    right = scene.graph.hung["bell-1"]["clientState"]
    secrets = [f"guess {number}" for number in range(THOUSAND)]
    secrets[-1] = right
    assert ring(scene, secrets).status == 202
    assert (scene.due_in(), scene.woken) == (LATER, 1)


def test_a_thousand_guesses_make_nothing_due(scene):
    assert ring(scene, [f"guess {number}" for number in range(THOUSAND)]).due == frozenset()
    assert scene.due_in() == timedelta(minutes=15)


def test_a_ring_that_is_replayed_looks_once_and_tells_nothing(scene):
    right = scene.graph.hung["bell-1"]["clientState"]
    answers = {(answer.status, answer.text) for answer in (ring(scene, [right]) for _ in range(20))}
    assert answers == {(202, "")}
    assert scene.woken == 1
