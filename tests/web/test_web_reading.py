"""Looking changes nothing: whatever address is opened, in whatever way, the store stays as it was."""

import sqlite3

import pytest

from web.house import a_house
from web.test_web_roles import MANAGER, OWNER, address
from zaaikalender.web.routes import ROUTES

LINES = {"/c/{calendar}/data", "/c/{calendar}/people/file/{format}"}
"""Taking one's data or one's list along is an export, and stands in the trail."""

LOOKING = [route for route in ROUTES if route.method == "GET"]


@pytest.fixture(scope="module")
def alive(tmp_path_factory):
    house = a_house(tmp_path_factory.mktemp("office"))
    house.yes(OWNER)
    house.put(OWNER, name="Eva Jansen", address="eva@client.example")
    yield house
    house.app.close()


def stored(house):
    """All rows of all tables."""
    with sqlite3.connect(house.folder / "zaaikalender.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608


@pytest.mark.parametrize("who", [OWNER, MANAGER])
@pytest.mark.parametrize("route", LOOKING, ids=lambda route: route.path)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing_that_is_stored(alive, route, who, method):
    browser = alive.signed_in(who)
    before = stored(alive)
    browser.request(method, address(alive, route))
    after = stored(alive)
    if route.path in LINES and who == OWNER:
        before["trail"] = after["trail"]
        before["trail_heads"] = after["trail_heads"]
    assert after == before


@pytest.mark.parametrize(
    "method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "post"]
)
def test_a_method_that_no_page_knows_does_nothing(alive, method):
    browser = alive.signed_in(OWNER)
    before = stored(alive)
    for route in ROUTES:
        answer = browser.request(method, address(alive, route))
        assert answer.status_code in {403, 404, 405}
        assert "access-control-allow-origin" not in answer.headers
    assert stored(alive) == before


@pytest.mark.parametrize(
    "path",
    [
        "/c/marieke/../piet/",
        "/c/MARIEKE/",
        "/c/marieke%2F/",
        "/c/marieke%00/",
        "/c/%2e%2e/",
        "//c/marieke/",
        "/c/marieke//plan",
        "/c/piet%2f..%2fmarieke/",
        "/c/marieke/people/file/../../../etc/passwd",
        "/c/marieke/people/file/..%2f..%2fetc%2fpasswd",
        "/style-..%2f.css",
        "/c/" + "x" * 9_000 + "/",
        "/c/marieke/appointments/" + "0" * 9_000,
        "/c/marieke/questions/99999999999999999999999",
        "/c/marieke/year?year=99999999999999999999",
        "/c/marieke/year?year=-1",
        "/c/marieke/plan?told=%00%0d%0aSet-Cookie:x",
    ],
)
def test_an_odd_address_reaches_nothing_of_anybody_else_and_breaks_nothing(alive, path):
    browser = alive.signed_in("piet")
    answer = browser.get(path)
    assert answer.status_code in {200, 303, 307, 404, 405}
    assert "marieke" not in answer.text.lower()
