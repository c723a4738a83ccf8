"""Every route, asked for by everybody: nobody, its owner, a colleague, a manager."""

import pytest

from web.house import a_house, token_in
from zaaikalender.web.routes import ROUTES, Who

IN, DOOR, NOT_THERE = "in", "door", "not there"
NOBODY, OWNER, OTHER, MANAGER = "nobody", "marieke", "piet", "directie@bureau.example"

ANYBODY = {NOBODY: IN, OWNER: IN, OTHER: IN, MANAGER: IN}
MEMBERS = {NOBODY: DOOR, OWNER: IN, OTHER: IN, MANAGER: IN}
OWNERS = {NOBODY: DOOR, OWNER: IN, OTHER: NOT_THERE, MANAGER: NOT_THERE}
MANAGERS = {NOBODY: DOOR, OWNER: NOT_THERE, OTHER: NOT_THERE, MANAGER: IN}

MACHINES = dict.fromkeys((NOBODY, OWNER, OTHER, MANAGER), NOT_THERE)
"""What rings proves itself; without its secret nobody learns whether a bell hangs there."""

FROM_AFAR = MACHINES
"""Figures are for monitoring on this machine; nobody of these asks from here."""

EXPECTED = {
    ("POST", "/notify/{kind}"): MACHINES,
    ("GET", "/healthz"): ANYBODY,
    ("GET", "/metrics"): FROM_AFAR,
    ("GET", "/sign-in"): ANYBODY,
    ("POST", "/sign-in/password"): ANYBODY,
    ("GET", "/sign-in/link/{id}"): ANYBODY,
    ("POST", "/sign-in/link/{id}"): ANYBODY,
    ("POST", "/sign-in/{way}"): ANYBODY,
    ("GET", "/sign-in/{way}/back"): ANYBODY,
    ("POST", "/sign-out"): MEMBERS,
    ("GET", "/"): MEMBERS,
    ("GET", "/c/{calendar}/"): OWNERS,
    ("GET", "/c/{calendar}/plan"): OWNERS,
    ("POST", "/c/{calendar}/plan"): OWNERS,
    ("GET", "/c/{calendar}/appointments/{key}"): OWNERS,
    ("POST", "/c/{calendar}/appointments/{key}"): OWNERS,
    ("POST", "/c/{calendar}/appointments/{key}/moment"): OWNERS,
    ("POST", "/c/{calendar}/appointments/{key}/guests"): OWNERS,
    ("POST", "/c/{calendar}/questions/{number}"): OWNERS,
    ("GET", "/c/{calendar}/people"): OWNERS,
    ("GET", "/c/{calendar}/people/new"): OWNERS,
    ("POST", "/c/{calendar}/people/new"): OWNERS,
    ("GET", "/c/{calendar}/people/suggestions"): OWNERS,
    ("POST", "/c/{calendar}/people/suggestions"): OWNERS,
    ("GET", "/c/{calendar}/people/file/{format}"): OWNERS,
    ("POST", "/c/{calendar}/people/file"): OWNERS,
    ("GET", "/c/{calendar}/people/{person}"): OWNERS,
    ("POST", "/c/{calendar}/people/{person}"): OWNERS,
    ("POST", "/c/{calendar}/people/{person}/remove"): OWNERS,
    ("GET", "/c/{calendar}/year"): OWNERS,
    ("GET", "/c/{calendar}/care"): OWNERS,
    ("GET", "/c/{calendar}/data"): OWNERS,
    ("GET", "/c/{calendar}/undo"): OWNERS,
    ("POST", "/c/{calendar}/undo"): OWNERS,
    ("POST", "/c/{calendar}/disconnect"): OWNERS,
    ("GET", "/c/{calendar}/forget"): OWNERS,
    ("POST", "/c/{calendar}/forget"): OWNERS,
    ("GET", "/office"): MANAGERS,
    ("GET", "/health"): MANAGERS,
    ("POST", "/c/{calendar}/pause"): OWNERS,
    ("POST", "/c/{calendar}/resume"): OWNERS,
}


@pytest.fixture(scope="module")
def alive(tmp_path_factory):
    """An office in which Marieke said yes, so that there is an appointment of hers to ask for.

    One for all: nothing here may change it.
    """
    house = a_house(tmp_path_factory.mktemp("office"))
    house.yes(OWNER)
    house.put(OWNER, name="Eva Jansen", address="eva@client.example")
    yield house
    house.app.close()


def address(house, route):
    """The route's address, about something of Marieke's that is there."""
    facts = {
        "calendar": OWNER,
        "key": house.app.store.entries(OWNER)[0].key,
        "number": "1",
        "way": "nobody",
        "id": "x",
        "person": house.listed(OWNER)[0].id,
        "format": "csv",
        "kind": "nobody",
    }
    return route.path.format_map(facts)


def test_each_route_has_a_line_here_and_each_line_a_route():
    assert {(route.method, route.path) for route in ROUTES} == set(EXPECTED)


@pytest.mark.parametrize("who", [NOBODY, OWNER, OTHER, MANAGER])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_who_may_come_gets_in_and_nobody_else(alive, route, who):
    browser = alive.visitor() if who == NOBODY else alive.signed_in(who)
    where = address(alive, route)
    form = {"data": {"token": "0" * 64}} if route.method == "POST" else {}
    answer = browser.request(route.method, where, **form)
    match EXPECTED[(route.method, route.path)][who]:
        case "door":
            assert answer.status_code == 303
            assert answer.headers["location"] == "/sign-in"
        case "not there":
            assert answer.status_code == 404
        case "in" if route.method == "POST":
            # He may come; his form is not ours.
            assert answer.status_code == 403
        case "in":
            assert answer.status_code < 500
            assert answer.headers.get("location") != "/sign-in"
            if route.who is not Who.ANYBODY:
                assert answer.status_code in {200, 303}


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.method == "POST" and route.who is not Who.MACHINE],
    ids=lambda route: route.path,
)
def test_a_form_changes_nothing_from_another_site_or_with_anothers_token(alive, route):
    browser = alive.signed_in(OWNER if route.who is not Who.MANAGER else MANAGER)
    other = token_in(alive.signed_in(OTHER).get("/c/piet/plan"))
    own = token_in(browser.get("/c/marieke/plan" if route.who is not Who.MANAGER else "/office"))
    where, before = address(alive, route), alive.app.store.load(OWNER, now=alive.moment[0])
    attempts = [
        browser.post(where, data={}),
        browser.post(where, data={"token": other}),
        browser.post(where, data={"token": own}, headers={"origin": "https://evil.example"}),
        browser.post(where, data={"token": own}, headers={"origin": "null"}),
        browser.post(where, data={"token": own}, headers={"sec-fetch-site": "cross-site"}),
    ]
    assert {answer.status_code for answer in attempts} == {403}
    assert alive.app.store.load(OWNER, now=alive.moment[0]) == before


def test_an_appointment_of_a_colleague_is_not_there_under_ones_own_calendar(alive):
    key = alive.app.store.entries(OWNER)[0].key
    browser = alive.signed_in(OTHER)
    assert browser.get(f"/c/piet/appointments/{key}").status_code == 404
    token = token_in(browser.get("/c/piet/plan"))
    answer = browser.post(f"/c/piet/appointments/{key}", data={"token": token, "word": "skip"})
    assert answer.status_code == 404
    assert not alive.app.store.load(OWNER, now=alive.moment[0]).words


def test_a_parameter_never_says_who_one_is(alive):
    browser = alive.signed_in(OTHER)
    for query in ({"calendar": OWNER}, {"address": "marieke@bureau.example"}):
        page = browser.get("/c/piet/", params=query)
        assert "Marieke" not in page.text
        assert "client-marieke" not in page.text


def test_who_leaves_the_config_is_out_at_once(alive):
    browser = alive.signed_in("somebody@bureau.example")
    assert browser.get("/").headers["location"] == "/sign-in"
