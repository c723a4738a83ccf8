"""Watch channels of the fake Google: what rings, with which words, for how long, and what gets lost."""

from datetime import timedelta

import pytest

from providers.google_asking import Clock, a_google, reason

CHANNEL = {"id": "channel-1", "type": "web_hook", "address": "https://zaai.example/bell", "token": "a secret"}


class Doorstep:
    """The client's address; it answers with `statuses` in turn, then with 200."""

    def __init__(self, *statuses):
        self.statuses, self.heard = list(statuses), []

    def __call__(self, headers, body):
        assert body == b""
        self.heard.append(headers)
        return self.statuses.pop(0) if self.statuses else 200


def a_house(*statuses):
    clock = Clock()
    google, ask = a_google(clock=clock)
    google.bells.reach = step = Doorstep(*statuses)
    return google, ask, step, clock


def watch(ask, **more):
    return ask("POST", "events/watch", {**CHANNEL, **more})


def test_a_channel_says_sync_first_and_rings_when_the_calendar_changes():
    google, ask, step, _ = a_house()
    answer = watch(ask).body
    assert answer["expiration"] == str(int((google.clock() + timedelta(days=7)).timestamp() * 1000))
    assert [(one["X-Goog-Resource-State"], one["X-Goog-Message-Number"]) for one in step.heard] == [
        ("sync", "1")
    ]
    google.bells.ring()
    assert len(step.heard) == 1
    ask.insert()
    google.bells.ring()
    notice = step.heard[-1]
    assert notice["X-Goog-Resource-State"] == "exists"
    assert notice["X-Goog-Channel-Token"] == "a secret"
    assert (notice["X-Goog-Channel-ID"], notice["X-Goog-Resource-ID"]) == ("channel-1", answer["resourceId"])


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"address": "http://zaai.example/bell"}, "push.webhookUrlNotHttps"),
        ({"id": "c" * 65}, "channelIdInvalid"),
        ({"id": ""}, "required"),
        ({"type": "mail"}, "channelUnknown"),
        ({"token": "t" * 257}, "invalid"),
        ({"expiration": "1000"}, "invalid"),
        ({"ttl": "60"}, "badRequest"),
    ],
)
def test_a_channel_that_google_does_not_take_is_refused(wrong, word):
    google, ask, step, _ = a_house()
    assert reason(watch(ask, **wrong)) == (400, word)
    assert not google.bells.hung
    assert not step.heard


def test_an_id_of_a_channel_is_good_once():
    _, ask, _, _ = a_house()
    answer = watch(ask).body
    assert reason(watch(ask)) == (400, "channelIdNotUnique")
    assert ask("POST", "/channels/stop", {"id": "channel-1", "resourceId": "other"}).status == 404
    assert (
        ask("POST", "/channels/stop", {"id": "channel-1", "resourceId": answer["resourceId"]}).status == 204
    )
    assert (
        ask("POST", "/channels/stop", {"id": "channel-1", "resourceId": answer["resourceId"]}).status == 404
    )
    assert reason(watch(ask)) == (400, "channelIdNotUnique")


def test_a_channel_ends_by_itself_and_a_longer_life_than_a_month_is_cut():
    google, ask, step, clock = a_house()
    answer = watch(ask, params={"ttl": str(90 * 86400)}).body
    assert int(answer["expiration"]) == int((clock() + timedelta(days=30)).timestamp() * 1000)
    clock.turn(timedelta(days=30))
    ask.insert()
    assert google.bells.ring() == 0
    assert len(step.heard) == 1


def test_a_notice_is_tried_again_after_a_failure_and_lost_after_a_refusal():
    google, ask, step, _ = a_house(200, 503, 200, 404)
    watch(ask)
    ask.insert()
    assert google.bells.ring() == 1
    assert len(step.heard) == 3
    ask.insert()
    google.bells.ring()
    google.bells.ring()
    assert len(step.heard) == 4


def test_some_notices_never_arrive():
    google, ask, step, _ = a_house()
    watch(ask)
    google.bells.lost = 1
    ask.insert()
    assert google.bells.ring() == 0
    ask.insert()
    assert google.bells.ring() == 1
    assert int(step.heard[-1]["X-Goog-Message-Number"]) > 3
