"""Where a host counts each account by itself, one that must wait holds up no other."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from providers.scripted_server import answer, scripted
from zaaikalender.providers.http import Door
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway


def test_one_account_that_must_wait_holds_up_no_other():
    wait = answer(status="429 Too Many", Retry_After="30")
    with scripted(wait, answer(b"x")) as server, Door(named=[server.url()]) as door:
        with pytest.raises(AskedToWait) as told:
            door.request("GET", server.url(), lane="anna")
        assert (told.value.status, told.value.seconds) == (429, 30)
        with pytest.raises(AskedToWait) as again:
            door.request("GET", server.url(), lane="anna")
        assert again.value.status is None
        with pytest.raises(TurnedAway):
            door.request("POST", server.url(), lane="anna")
        assert door.request("GET", server.url(), lane="jan").body == b"x"
    assert len(server.heard) == 2


def test_each_account_gets_its_own_two_places():
    now, most, lock = [0], [0], threading.Lock()

    def slowly(connection: socket.socket) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        connection.sendall(answer(b"x"))

    with (
        scripted(slowly) as server,
        Door(named=[server.url()]) as door,
        ThreadPoolExecutor(12) as threads,
    ):
        lanes = ["anna", "jan", "eva"] * 8
        list(threads.map(lambda lane: door.request("GET", server.url(), lane=lane), lanes))
    assert 2 < most[0] <= 6
