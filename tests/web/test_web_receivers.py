"""Where servers ring: with its secret a ring makes a calendar due; all else does and learns nothing."""

import json
from datetime import timedelta

import pytest

from providers.fakes.outlook_bells import FakeBells

NOTIFY = '[http]\nnotify_at = "https://ring.bureau.example"\n'
HOST = {"host": "ring.bureau.example"}


@pytest.fixture
def tenant(make):
    """A calendar that its owner connected on the page, and whose server rings there."""
    tenant = make(more=NOTIFY)
    tenant.back()
    tenant.answers = []

    def reach(query, body):
        answer = tenant.house.visitor().post("/notify/outlook", params=query, content=body, headers=HOST)
        tenant.answers.append(answer)
        return answer.status_code, answer.text

    tenant.graph.bells = FakeBells(lambda: tenant.house.moment[0], reach)
    tenant.house.run("marieke")
    tenant.house.app.servers.bells.tend(tenant.house.app.config.calendar("marieke"))
    tenant.house.woken.clear()
    return tenant


def due(tenant):
    """How long the next pass is away."""
    states = {state.name: state for state in tenant.house.app.store.calendars()}
    return states["marieke"].next_due - tenant.house.moment[0]


def test_a_subscription_is_validated_as_plain_text_that_no_browser_takes_for_a_page(tenant):
    (answer, *_) = tenant.answers
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_ring_makes_the_calendar_due_and_wakes_the_worker(tenant):
    assert due(tenant) > timedelta(minutes=10)
    (hung,) = tenant.graph.bells.hung
    tenant.graph.bells.ring(hung)
    assert due(tenant) < timedelta(minutes=1)
    assert tenant.house.woken


def test_a_forged_ring_is_answered_alike_and_does_nothing(tenant):
    before = due(tenant)
    (hung,) = tenant.graph.bells.hung
    forged = {"value": [{"subscriptionId": hung, "clientState": "guess", "resource": "x"}]}
    for body in (json.dumps(forged).encode(), b"", b"[]", b"\xff", b"{" * 9_000):
        tenant.house.visitor().post("/notify/outlook", content=body, headers=HOST)
    assert due(tenant) == before
    assert not tenant.house.woken


def test_a_flood_is_not_read(tenant):
    answer = tenant.house.visitor().post("/notify/outlook", content=b"x" * 1_000_001, headers=HOST)
    assert answer.status_code == 413


def test_a_bell_that_nobody_hung_is_not_there(tenant):
    assert tenant.house.visitor().post("/notify/nobody", headers=HOST).status_code == 404


def test_the_public_address_of_bells_opens_no_page(tenant):
    assert tenant.house.visitor().get("/sign-in", headers=HOST).status_code == 421
