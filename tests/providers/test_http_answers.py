"""Half answers, slow servers and cut connections: a read fails plainly, a write is never guessed at."""

import gzip
import logging
import socket
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

from providers.scripted_server import Scripted, answer, close_after, scripted
from zaaikalender.errors import NotWritten, OutcomeUnknown, ReadFailed, Unreachable, ZaaiError
from zaaikalender.providers.http import Door
from zaaikalender.providers.http_failures import AskedToWait, TurnedAway

READS = ("GET", "PROPFIND", "REPORT", "OPTIONS", "HEAD")
WRITES = ("PUT", "DELETE", "POST", "MKCALENDAR")
LOGIN = ("marieke", "canary-password")


def door_to(server: Scripted, **options: object) -> Door:
    return Door(named=[server.url()], timeout=2, **options)  # type: ignore[arg-type]


def test_a_request_arrives_as_it_was_meant_and_its_answer_comes_back() -> None:
    with scripted(answer(b"hello", "207 Multi-Status", ETag='"1"')) as server, door_to(server) as door:
        told = door.request("PROPFIND", server.url() + "#x", headers={"Depth": "1"}, body=b"<a/>", user=LOGIN)
    (heard,) = server.heard
    assert heard.line == "PROPFIND /private/path?secret=1 HTTP/1.1"
    assert heard.head["depth"] == "1"
    assert heard.head["host"] == f"127.0.0.1:{server.port}"
    assert heard.head["authorization"].startswith("Basic ")
    assert heard.body == b"<a/>"
    assert (told.status, told.body, told.headers["etag"], told.url) == (207, b"hello", '"1"', server.url())


def test_connections_are_kept_and_shared_and_no_host_gets_more_than_two_at_once() -> None:
    now, most, lock = [0], [0], threading.Lock()

    def slowly(connection: socket.socket) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        connection.sendall(answer(b"x"))

    with scripted(slowly) as server, door_to(server) as door, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: door.request("GET", server.url()).body, range(20)))
    assert found == [b"x"] * 20
    assert most == [2]
    assert server.connections == 2


@pytest.mark.parametrize("method", READS)
def test_a_read_over_a_connection_that_died_meanwhile_is_repeated_once(method: str) -> None:
    with scripted(answer(), None, answer()) as server, door_to(server) as door:
        door.request("GET", server.url())
        assert door.request(method, server.url()).status == 200
    assert len(server.heard) == 3
    assert server.connections == 2


@pytest.mark.parametrize("method", READS)
def test_a_read_over_a_new_connection_that_breaks_is_not_repeated(method: str) -> None:
    with scripted(None) as server, door_to(server) as door:
        with pytest.raises(Unreachable, match="broke off"):
            door.request(method, server.url())
        assert len(server.heard) == 1


@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize("kept", [False, True])
def test_a_write_whose_answer_is_lost_is_unknown_and_never_repeated(method: str, *, kept: bool) -> None:
    says = (answer(), None) if kept else (None,)
    with scripted(*says, answer()) as server, door_to(server) as door:
        if kept:
            door.request("GET", server.url())
        with pytest.raises(OutcomeUnknown, match="the next pass looks"):
            door.request(method, server.url(), body=b"x")
        assert [each.line.split()[0] for each in server.heard].count(method) == 1


def test_a_write_that_its_caller_may_repeat_is_repeated_once() -> None:
    with (
        scripted(answer(), None, answer(status="412 Precondition Failed")) as server,
        door_to(server) as door,
    ):
        door.request("GET", server.url())
        assert door.request("PUT", server.url(), body=b"x", again=True).status == 412


def test_a_write_that_was_sent_once_stays_unknown_even_where_the_second_try_finds_nobody() -> None:
    with scripted(answer()) as server, door_to(server) as door:
        door.request("GET", server.url())
        server.says[:] = [server.leave]
        with pytest.raises(OutcomeUnknown):
            door.request("PUT", server.url(), body=b"x", again=True)
        with pytest.raises(NotWritten):
            door.request("PUT", server.url(), body=b"x", again=True)
        assert len(server.heard) == 2


def test_where_nobody_listens_a_read_is_unreachable_and_a_write_not_written() -> None:
    with scripted(answer()) as server:
        pass
    with door_to(server) as door:
        with pytest.raises(Unreachable, match="whether the server runs") as told:
            door.request("GET", server.url())
        assert not isinstance(told.value, ReadFailed)
        with pytest.raises(NotWritten, match="whether the server runs"):
            door.request("PUT", server.url(), body=b"x")


def test_a_server_that_never_answers_costs_the_time_out_and_no_more() -> None:
    def hang(_: socket.socket) -> None:
        time.sleep(2)

    with scripted(hang) as server, Door(named=[server.url()], timeout=0.3) as door:
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="takes too long"):
            door.request("GET", server.url())
        with pytest.raises(OutcomeUnknown):
            door.request("PUT", server.url(), body=b"x")
        assert time.monotonic() - begun < 1.5


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
def test_a_server_that_drips_is_cut_off_when_the_time_is_over(head: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(60):
            connection.sendall(b"x")
            time.sleep(0.05)

    with scripted(drip) as server, Door(named=[server.url()], timeout=0.4) as door:
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="takes too long"):
            door.request("GET", server.url())
        assert time.monotonic() - begun < 1.5


HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
CHUNKED = b"HTTP/1.1 207 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
ODD = b"HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n"
LONG = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nleft\r\n4\r\nover\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    "broken",
    [
        HALF,
        CHUNKED,
        CHUNKED + b"zz\r\n",
        answer(b"no gzip", Content_Encoding="gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"\x00\xff\r\n\r\n",
        b"HTTP/1.1 999999 X\r\n\r\n",
    ],
)
def test_half_an_answer_or_nonsense_is_no_answer(broken: bytes) -> None:
    with scripted(close_after(broken)) as server, door_to(server) as door:
        with pytest.raises(Unreachable):
            door.request("PROPFIND", server.url())
        with pytest.raises(ZaaiError) as told:
            door.request("GET", server.url())
    assert "\n" not in str(told.value)
    assert "private" not in str(told.value)


@pytest.mark.parametrize("broken", [HALF.replace(b"200 OK", b"201 Created"), CHUNKED.replace(b"207", b"201")])
def test_how_a_write_ended_stands_in_its_status_though_the_body_breaks_off(broken: bytes) -> None:
    with scripted(close_after(broken)) as server, door_to(server) as door:
        assert door.request("PUT", server.url(), body=b"x").status == 201


def test_a_body_is_unpacked_and_may_be_as_long_as_was_said_and_no_longer() -> None:
    packed = answer(gzip.compress(b"x" * 1000), Content_Encoding="gzip")
    with scripted(packed) as server, door_to(server) as door:
        assert door.request("GET", server.url(), most=1000).body == b"x" * 1000
        with pytest.raises(ReadFailed, match="more than fits"):
            door.request("GET", server.url(), most=999)
        assert door.request("GET", server.url()).body == b"x" * 1000


def test_a_bomb_of_gzip_is_not_unpacked_further_than_the_limit() -> None:
    bomb = answer(gzip.compress(gzip.compress(bytes(200_000_000))), Content_Encoding="gzip, gzip")
    with scripted(bomb) as server, Door(named=[server.url()]) as door:
        begun = time.process_time()
        with pytest.raises(ReadFailed, match="more than fits"):
            door.request("GET", server.url(), most=1_000_000)
        assert time.process_time() - begun < 1


def test_an_endless_body_is_ended() -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(bytes(100_000))

    with (
        scripted(endless) as server,
        door_to(server) as door,
        pytest.raises(ReadFailed, match="more than fits"),
    ):
        door.request("GET", server.url(), most=1_000_000)


@pytest.mark.parametrize(
    "head", [b"X: " + b"x" * 100_000, b"\r\n".join(b"X-%d: 1" % number for number in range(500))]
)
def test_huge_headers_are_refused(head: bytes) -> None:
    content = b"HTTP/1.1 200 OK\r\n" + head + b"\r\nContent-Length: 0\r\n\r\n"
    with scripted(content) as server, door_to(server) as door, pytest.raises(Unreachable):
        door.request("GET", server.url())


@pytest.mark.parametrize("long", [answer(b"x" * 100_000), LONG])
def test_what_is_left_of_a_broken_answer_is_never_taken_for_the_next_one(long: bytes) -> None:
    with scripted(long, answer(b"next")) as server, door_to(server) as door:
        with pytest.raises(ReadFailed):
            door.request("GET", server.url(), most=3)
        assert door.request("GET", server.url()).body == b"next"
    assert server.connections == 2


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_that_wants_quiet_gets_it(status: str) -> None:
    with scripted(answer(status=status, Retry_After="120"), answer()) as server:
        now = [1000.0]
        with door_to(server, clock=lambda: now[0]) as door:
            with pytest.raises(AskedToWait, match="wait for 120 seconds") as told:
                door.request("GET", server.url())
            assert told.value.seconds == 120
            with pytest.raises(AskedToWait):
                door.request("GET", server.url())
            with pytest.raises(TurnedAway):
                door.request("PUT", server.url(), body=b"x")
            assert len(server.heard) == 1
            now[0] += 121
            assert door.request("GET", server.url()).status == 200


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        ("Tue, 24 Nov 2026 12:02:00 GMT", 120),
        ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_how_long_to_wait_is_understood_in_each_form(asked: str, seconds: float | None) -> None:
    told = b"HTTP/1.1 503 X\r\nContent-Length: 0\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nRetry-After: "
    content = told + asked.encode() + b"\r\n\r\n"
    with scripted(content) as server, door_to(server) as door, pytest.raises(AskedToWait) as found:
        door.request("GET", server.url())
    assert found.value.seconds == seconds


def test_a_write_that_is_turned_away_was_not_written_and_a_server_in_trouble_is_for_its_caller() -> None:
    with scripted(answer(status="429 X"), answer(status="503 X")) as server, door_to(server) as door:
        with pytest.raises(TurnedAway):
            door.request("PUT", server.url(), body=b"x")
        assert door.request("PUT", server.url(), body=b"x").status == 503


def test_no_failure_shows_a_path_a_password_or_a_body(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for says in (None, HALF, answer(status="503 X"), answer(b"canary-body"), ODD):
        with scripted(close_after(says) if says else None) as server, door_to(server) as door:
            for method in ("GET", "PUT"):
                try:
                    told.append(repr(door.request(method, server.url(), body=b"canary-body", user=LOGIN)))
                except ZaaiError as error:
                    told += [str(error), traceback.format_exception_only(error)[0]]
    text = "\n".join(told) + caplog.text
    assert "canary" not in text
    assert "private" not in text
    assert "secret" not in text
