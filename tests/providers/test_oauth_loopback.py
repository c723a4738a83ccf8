"""The address on which a login in the browser ends: it takes one callback, and only ours."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaaikalender.providers.oauth_callback import Refusal, query_of
from zaaikalender.providers.oauth_loopback import Loopback, NotConsented

STATE = "s" * 43
CODE = "4/0canary-code"


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with Loopback(language="nl") as found:
        found.expect(STATE)
        yield found


def sent(loopback: Loopback, request: bytes) -> bytes:
    """What comes back over one connection."""
    place = urlsplit(loopback.redirect_uri)
    with socket.create_connection(("127.0.0.1", place.port or 0), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def asked(loopback: Loopback, target: str, *, method: str = "GET", host: str = "", more: str = "") -> bytes:
    host = host or urlsplit(loopback.redirect_uri).netloc
    return sent(loopback, f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode())


def callback(state: str = STATE, **more: str) -> str:
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/?state={state}&code={CODE}{extra}"


def status(answer: bytes) -> int:
    return int(answer.split()[1])


def test_a_callback_with_the_state_that_was_sent_along_is_taken(loopback: Loopback) -> None:
    answer = asked(loopback, callback(scope="a%20b"))
    assert status(answer) == 200
    assert loopback.wait(0) == {"state": STATE, "code": CODE, "scope": "a b"}


def test_the_page_runs_no_script_and_tells_nothing_of_the_callback(loopback: Loopback) -> None:
    answer = asked(loopback, callback(scope="%3Cscript%3E"))
    assert b"Content-Security-Policy: default-src 'none'" in answer
    assert b"X-Content-Type-Options: nosniff" in answer
    assert b"Cache-Control: no-store" in answer
    assert b"Referrer-Policy: no-referrer" in answer
    assert b"script" not in answer
    assert CODE.encode() not in answer
    assert STATE.encode() not in answer


@pytest.mark.parametrize(("language", "word"), [("nl", "Dank je"), ("en", "Thank you")])
def test_the_page_speaks_the_language_of_the_office(language: str, word: str) -> None:
    with Loopback(language=language) as loopback:
        assert word.encode() in asked(loopback, callback(loopback.new_state()))


@pytest.mark.parametrize(
    "forged",
    [
        callback("t" * 43),
        callback(""),
        callback(STATE[:-1]),
        callback(STATE + "s"),
        callback("%E9"),
        f"/?code={CODE}",
        f"/?state={STATE}",
        f"/?state={STATE}&state={'t' * 43}&code={CODE}",
        f"/?state={STATE}&code={CODE}&code=another",
        "/?" + "&".join(f"a{n}=1" for n in range(60)) + f"&state={STATE}&code={CODE}",
        "/",
    ],
)
def test_a_callback_that_is_not_ours_is_refused_and_ours_still_comes_in(
    loopback: Loopback, forged: str
) -> None:
    assert status(asked(loopback, forged)) == 400
    assert loopback.arrived(0) is None
    assert status(asked(loopback, callback())) == 200
    assert loopback.wait(0)["code"] == CODE


def test_a_callback_is_taken_once_and_a_replay_changes_nothing(loopback: Loopback) -> None:
    asked(loopback, callback())
    assert status(asked(loopback, f"/?state={STATE}&code=another")) == 410
    assert loopback.wait(0)["code"] == CODE
    with pytest.raises(NotConsented):
        loopback.pasted(loopback.redirect_uri + f"?state={STATE}&code=another")


def test_after_ten_minutes_a_state_is_worth_nothing() -> None:
    now = [0.0]
    with Loopback(language="nl", clock=lambda: now[0]) as loopback:
        state = loopback.new_state()
        now[0] = 601.0
        loopback.expect(state)
        assert status(asked(loopback, callback(state))) == 410
        with pytest.raises(NotConsented):
            loopback.pasted(f"{loopback.redirect_uri}?state={state}&code={CODE}")
        assert loopback.arrived(0) is None


def test_before_a_state_is_expected_no_callback_is_taken() -> None:
    with Loopback(language="nl") as loopback:
        assert status(asked(loopback, callback(""))) == 400
        assert loopback.arrived(0) is None


def test_a_loopback_serves_one_login_only(loopback: Loopback) -> None:
    loopback.expect(STATE)
    with pytest.raises(ValueError, match="one login"):
        loopback.expect("t" * 43)


def test_a_state_of_its_own_is_never_the_same() -> None:
    states = {Loopback(language="nl").new_state() for _ in range(50)}
    assert len(states) == 50
    assert min(map(len, states)) >= 43


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "DELETE", "get"])
def test_other_methods_are_refused(loopback: Loopback, method: str) -> None:
    answer = asked(loopback, callback(), method=method)
    assert status(answer) == 405
    assert b"Allow: GET" in answer
    assert loopback.arrived(0) is None


@pytest.mark.parametrize(
    "path", ["/favicon.ico", "/login", "//evil.example/", "*", "http://evil.example/", "/./"]
)
def test_other_paths_are_refused(loopback: Loopback, path: str) -> None:
    assert status(asked(loopback, f"{path}?state={STATE}&code={CODE}")) == 404
    assert loopback.arrived(0) is None


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "[::1]:80", "127.0.0.1:80@evil"]
)
def test_a_page_of_another_host_cannot_reach_it(loopback: Loopback, host: str) -> None:
    assert status(asked(loopback, callback(), host=host)) == 421
    assert loopback.arrived(0) is None


def test_two_hosts_in_one_request_are_none(loopback: Loopback) -> None:
    assert status(asked(loopback, callback(), more="Host: evil.example\r\n")) == 421


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n", 400),
        (b"\x16\x03\x01\x02\x00\r\n\r\n", 400),
        (b"GET /\r\n\r\n", 400),
        (b"GET / SPDY\r\n\r\n", 400),
        ("GET /?café HTTP/1.1\r\n\r\n".encode(), 400),
        (b"", 400),
        (b"GET /?" + b"a" * 20_000, 431),
    ],
)
def test_what_is_no_request_or_too_big_costs_an_answer_and_no_more(
    loopback: Loopback, request_: bytes, expected: int
) -> None:
    assert status(sent(loopback, request_)) == expected
    assert status(asked(loopback, callback())) == 200


def test_a_browser_that_opens_connections_ahead_of_need_does_not_stand_in_the_way(loopback: Loopback) -> None:
    port = urlsplit(loopback.redirect_uri).port or 0
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
    assert status(asked(loopback, callback())) == 200
    for each in idle:
        each.close()


def test_microsoft_gets_the_address_that_it_knows() -> None:
    with Loopback(language="nl", host="localhost") as loopback:
        state = loopback.new_state()
        assert loopback.redirect_uri.startswith("http://localhost:")
        assert urlsplit(loopback.redirect_uri).path == ""
        assert status(asked(loopback, callback(state))) == 200


def test_it_listens_on_this_machine_alone_and_stops_when_it_is_left() -> None:
    with Loopback(language="nl") as loopback:
        port = urlsplit(loopback.redirect_uri).port or 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_consent_that_was_refused_comes_in_as_it_is(loopback: Loopback) -> None:
    answer = asked(loopback, f"/?error=access_denied&state={STATE}")
    assert "geen toestemming" in answer.decode()
    assert loopback.wait(0)["error"] == "access_denied"


def test_nobody_who_logs_in_is_a_sentence(loopback: Loopback) -> None:
    with pytest.raises(NotConsented, match="Nobody logged in"):
        loopback.wait(0)


@pytest.mark.parametrize("wrap", ["{}", "  {}\n", "{}#_=_"])
def test_the_pasted_address_gives_what_the_browser_would_have_brought(loopback: Loopback, wrap: str) -> None:
    address = loopback.redirect_uri.rstrip("/") + callback(scope="a+b")
    assert loopback.pasted(wrap.format(address)) == {"state": STATE, "code": CODE, "scope": "a b"}


def test_an_address_that_a_terminal_broke_over_lines_is_whole_again(loopback: Loopback) -> None:
    address = loopback.redirect_uri.rstrip("/") + callback()
    assert loopback.pasted(address[:30] + "\r\n  " + address[30:])["code"] == CODE


@pytest.mark.parametrize(
    "text", ["", "code", "http://[/", "http://127.0.0.1/?code=x", "http://x/" + callback("t")]
)
def test_another_pasted_address_is_a_sentence_without_what_was_pasted(loopback: Loopback, text: str) -> None:
    with pytest.raises(NotConsented, match="not the address") as failure:
        loopback.pasted(text)
    assert CODE not in str(failure.value)
    assert loopback.arrived(0) is None


def test_neither_state_nor_code_shows_in_a_repr(loopback: Loopback) -> None:
    asked(loopback, callback())
    assert STATE not in repr(loopback)
    assert CODE not in repr(loopback)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_query_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert isinstance(query_of(text), dict)
