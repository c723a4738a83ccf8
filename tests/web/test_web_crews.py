"""Who floods the door holds up nobody: neither those inside, nor monitoring, nor the rings of servers."""

import asyncio
import socket
from contextlib import contextmanager

import pytest

from web.house import a_house, token_in

SLOW = """
[[calendar]]
name = "{name}"
owner = "{name}@bureau.example"
provider = "caldav"
url = "http://127.0.0.1:{port}/"
username = "{name}"
"""
OWNERS = ("anna", "bram", "cees")


@contextmanager
def silent():
    """A server that takes connections and never says a word; its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=200) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def flooded(tmp_path):
    """An office of which three calendars stand on a server that never answers."""
    with silent() as port:
        more = "".join(SLOW.format(name=name, port=port) for name in OWNERS)
        house = a_house(tmp_path, names=("piet",), more=more)
        yield house
        house.app.close()


async def asked(house, path, *, body=None, cookie="", peer="10.0.0.1"):
    """One request, a POST where it has a body, beside others in the same loop; gives its status."""
    parts = [{"type": "http.request", "body": body or b"", "more_body": False}]
    told = []

    async def receive():
        return parts.pop() if parts else await asyncio.Future()

    async def send(message):
        told.append(message)

    headers = [
        (b"host", b"localhost:8437"),
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"cookie", f"{house.office.site.cookie}={cookie}".encode()),
    ]
    scope = {
        "type": "http",
        "method": "GET" if body is None else "POST",
        "path": path,
        "query_string": b"",
        "headers": headers,
        "client": (peer, 1),
    }
    await house.pages(scope, receive, send)
    return told[0]["status"]


def test_while_strangers_wait_for_a_silent_server_all_others_are_answered(flooded):
    stranger = flooded.visitor()
    token = token_in(stranger.get("/sign-in"))
    cookie = stranger.cookies[flooded.office.site.cookie]
    inside = flooded.ticket("piet")

    async def at_the_door(name, number):
        body = f"token={token}&address={name}@bureau.example&password=x".encode()
        return await asked(flooded, "/sign-in/password", body=body, cookie=cookie, peer=f"10.0.{number}.1")

    async def story():
        flood = [asyncio.create_task(at_the_door(name, number)) for name in OWNERS for number in range(20)]
        # All of them are on their way before anybody else comes.
        for _ in range(200):
            await asyncio.sleep(0)
        others = [
            await asked(flooded, "/healthz"),
            await asked(flooded, "/notify/nobody", body=b""),
            await asked(flooded, "/c/piet/", cookie=inside),
            await asked(flooded, "/sign-in"),
        ]
        done = [task.done() for task in flood]
        for task in flood:
            task.cancel()
        return others, done

    others, done = asyncio.run(story())
    assert others == [200, 404, 200, 200]
    assert not any(done)


def test_a_refusal_tells_by_its_time_nothing_of_whether_a_server_was_asked(tmp_path):
    house = a_house(tmp_path, names=("piet",), even=0.4)
    browser = house.visitor(client=("10.0.0.1", 1))
    token = token_in(browser.get(house.link_for("piet")))
    cookie = browser.cookies[house.office.site.cookie]
    order = []

    async def refused():
        body = f"token={token}&address=nobody@bureau.example&password=x".encode()
        order.append(await asked(house, "/sign-in/password", body=body, cookie=cookie))

    async def later():
        await asyncio.sleep(0.2)
        order.append("a server's time")

    async def story():
        await asyncio.gather(refused(), later())

    asyncio.run(story())
    assert order == ["a server's time", 403]
    house.app.close()
