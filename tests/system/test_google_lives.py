"""Lives at random on a Google of bad weather: requests are cut, refused and half answered, tokens grow stale.

The same lives as in `test_simulation`, with the faults where they arise: in the server. More of them:

    ZAAI_SIMULATE=100 ZAAI_SEED=1000 pytest tests/system/test_google_lives.py -s
"""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from providers.fakes.google import Fault
from system.office import guests_of
from system.simulation import Story
from zaaikalender.core.events import Event, Timed

QUARTER, DAY = 91, timedelta(days=1)
SEEDS = int(os.environ.get("ZAAI_SIMULATE", "3"))
FIRST = int(os.environ.get("ZAAI_SEED", "0"))
READS = frozenset({"GET"})
STIRS = 0.3
"""How often versions move between a look and a write."""
LOGIN_PAGE = b"<html><title>Aanmelden</title></html>"


class Weather:
    """What goes wrong with requests, from a seed: with one in so many, as long as the story has faults."""

    def __init__(self, story: Story, seed: int, *, one_in: int) -> None:
        self.story, self.random, self.one_in = story, Random(seed), one_in
        self.happened: Counter[str] = Counter()
        for home in story.office.homes.values():
            home.calendar.google.weather = lambda method, home=home: self.now(home, method)

    def now(self, home, method: str) -> Fault | None:
        """The fault of one request; sync tokens and tombstones are forgotten besides."""
        if not self.story.faults:
            return None
        if method == "PATCH" and self.random.random() < 0.5:
            self._meanwhile(home)
        if method in {"PATCH", "DELETE"} and self.random.random() < STIRS:
            self._stir(home)
        if self.random.randrange(self.one_in):
            return None
        agenda = home.hand.agenda
        name, fault = self.random.choice([
            ("cut before", Fault("before")),
            ("cut after", Fault("after")),
            ("cut after", Fault("after")),
            ("503 before", Fault("before", 503, "backendError")),
            ("500 after", Fault("after", 500, "internalError")),
            ("429", Fault("before", 429, "rateLimitExceeded", {"Retry-After": "1"})),
            ("403 rate", Fault("before", 403, "userRateLimitExceeded")),
            ("401", Fault("before", 401, "authError")),
            ("html", Fault("before", octets=LOGIN_PAGE)),
            ("half", Fault("after", half=True)),
            ("tokens forgotten", agenda.forget_tokens),
            ("tombstones forgotten", agenda.forget_tombstones),
        ])  # fmt: skip
        self.happened[name] += 1
        if isinstance(fault, Fault):
            return fault
        fault()
        return None

    def _ours(self, home) -> list[Event]:
        """Our appointments that have not begun."""
        known, now = self.story.watch.entries(home), self.story.office.now
        ours = [one for one in home.hand.events() if one.uid in known and isinstance(one.when, Timed)]
        return sorted((one for one in ours if one.when.start > now), key=lambda one: one.uid)

    def _stir(self, home) -> None:
        """Google gives what we wrote another version, and says nothing of why."""
        for event in self._ours(home):
            home.hand.agenda.touch(home.hand.entry(event.uid))
        self.happened["stirred"] += 1

    def _meanwhile(self, home) -> None:
        """Its owner moves one of ours after we looked and before we write."""
        ours = [one for one in self._ours(home) if not guests_of(one)]
        if ours:
            event = self.random.choice(ours)
            later = Timed(start=event.when.start + DAY, end=event.when.end + DAY)
            self.story.acts._move(home, event, later)  # noqa: SLF001 - told to the watch as any move is
            self.happened["moved meanwhile"] += 1


def mails_of_ours(story: Story) -> Counter:
    """How often each event's guests were asked to come, by us."""
    mails = [mail for home in story.office.homes.values() for mail in home.calendar.mails]
    return Counter((mail.ref, mail.to) for mail in mails if mail.by == "us" and mail.what == "invitation")


@pytest.mark.parametrize("one_in", [100, 8])
def test_whatever_google_does_the_promises_hold_and_no_guest_is_asked_twice(tmp_path, one_in):
    happened: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + SEEDS):
        path = tmp_path / str(seed)
        path.mkdir()
        story = Story(path, "google", seed, faults=0.01)
        weather = Weather(story, seed, one_in=one_in)
        story.run(QUARTER)
        happened += weather.happened
        mailed = mails_of_ours(story)
        assert set(mailed.values()) <= {1}, mailed
        assert sum(mailed.values()) == len(set(story.watch.invited)), (mailed, story.watch.invited)
    assert happened
    print(f"google: {SEEDS} lives, {sum(happened.values())} faults: {dict(happened)}")  # noqa: T201 - the figure
