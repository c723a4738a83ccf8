"""From a person's change at Google to the written follow-up: the bell, the worker, the pass.

You need this when you change what a ring does, or how a worker sleeps. Google is the strict fake on a socket,
and each of its answers takes a tenth of a second. The moment of the ring is the person's own change.
"""

import tempfile
import threading
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from time import perf_counter, sleep

from builders import OWNER, an_event, at
from providers.google_person import GooglePerson
from servers.google_place import Place
from zaaikalender.core.records import Consent
from zaaikalender.servers.ringing import Request
from zaaikalender.worker import Call, Worker

CHANGES, LATENCY, LONGEST = 20, 0.1, 60.0
HERE = 'notify_at = "https://ring.bureau.example"\n[policy]\nmax_new = 1000'


class Ticking(list):
    """A clock that goes, where the tests have one that is set."""

    def __getitem__(self, _index):
        return at("2026-11-24 09:00") + timedelta(seconds=perf_counter())


def run() -> list[str]:
    """The rows: what, figure, aim."""
    with ExitStack() as stack:
        place = Place(stack, Path(stack.enter_context(tempfile.TemporaryDirectory())), http=HERE)
        place.now = Ticking()
        took = sorted(_changes(place))
    middle, worst = took[len(took) // 2], took[int(len(took) * 0.95) - 1]
    what = f"ring to written, Google at {LATENCY * 1000:.0f} ms"
    return [f"{what} | median {middle:.2f} s, p95 {worst:.2f} s | ≤ 2 s"]


def _changes(place: Place) -> list[float]:
    place.connect()
    app, calendar = place.app, place.app.config.calendar("marieke")
    app.store.consent(calendar.name, Consent(at=app.clock(), rules=app.post(calendar).fingerprint))
    hand, google = GooglePerson(place.google.world, OWNER), place.google
    bells, worker = app.servers.bells, Worker(app=app)
    bells.wake = lambda: worker.bell.put(Call.LOOK)
    google.delay = lambda: sleep(LATENCY)
    google.bells.reach = lambda headers, body: _heard(bells, headers, body)
    thread = threading.Thread(target=worker.work)
    thread.start()
    try:
        # Who rings in the instant in which the bell is put away may not be known yet.
        _until(lambda: app.store.credential("marieke", "", "google.bell") is not None)
        sleep(1)
        return [_change(hand, google, number) for number in range(CHANGES)]
    finally:
        worker.bell.put(Call.STOP)
        thread.join(LONGEST)


def _heard(bells, headers, body) -> int:
    lower = {name.lower(): value for name, value in headers.items()}
    return bells.answer("google", Request(method="POST", headers=lower, body=body)).status


def _change(hand: GooglePerson, google, number: int) -> float:
    """How long one project's end takes to have its follow-up, in seconds."""
    name = f"Werk {number}"
    day = (at("2027-01-04 00:00") + timedelta(days=3 * number)).date()
    hand.put(an_event(f"Einde opdracht: {name}", day.isoformat()))
    began = perf_counter()
    google.bells.ring()
    _until(lambda: any(name in each.title and "Voorstel" in each.title for each in hand.events()))
    took = perf_counter() - began
    # What we wrote rings too; who rings while a pass runs is heard by the next one at the latest.
    sleep(3)
    return took


def _until(is_so) -> None:
    since = perf_counter()
    while not is_so():
        if perf_counter() - since > LONGEST:
            raise TimeoutError("nothing came of it")
        sleep(0.02)
