"""The office's counts as a manager finds them: at once, with their age, whatever happens to a calendar."""

import logging
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from sqlite3 import connect
from time import monotonic, sleep

import pytest

from providers.caldav_servers import a_free_port
from zaaikalender.web.counter import Counter
from zaaikalender.web.serving import Serving

PATIENCE = 30
CONTACTS = ("Eva Jansen", "eva@client-marieke.example", "client-marieke", "Alfa van marieke")


@pytest.fixture
def office(build):
    """Three colleagues who said yes; Marieke has somebody on her list."""

    def make(**more):
        house = build(more="[report]\nper_person = true\n", **more)
        house.put("marieke", name="Eva Jansen", address="eva@client-marieke.example", last="2026-03-11")
        for name in ("marieke", "jan", "piet"):
            house.yes(name)
        return house

    return make


@contextmanager
def unreadable(house, name):
    """What is kept of one calendar's events is nothing that can be read, within this block."""
    with closing(connect(house.folder / "zaaikalender.db", isolation_level=None)) as store:
        mine = "SELECT events, ref FROM items WHERE events IS NOT NULL AND calendar = ?"
        before = store.execute(mine, (name,)).fetchall()
        assert before
        put = "UPDATE items SET events = ? WHERE ref = ? AND calendar = ?"
        store.executemany(put, [("[7]", ref, name) for _, ref in before])
        yield
        store.executemany(put, [(*row, name) for row in before])


def counters():
    """The threads that count."""
    return [each for each in threading.enumerate() if each.name == "counter"]


def test_before_everybody_was_counted_a_manager_reads_how_far_it_is_and_no_figure(office):
    house = office()
    page = house.signed_in("jan").get("/office").text
    assert "0 van de 3 zijn klaar" in page
    assert "<svg class=year" not in page
    assert "<td>" not in page


def test_a_manager_sees_the_counts_soon_after_a_start_and_nobody_asked_for_them(office):
    house = office()
    browser = house.signed_in("jan")
    with house.counter.going_round():
        until = monotonic() + PATIENCE
        while house.counter.tally(2026).waiting and monotonic() < until:
            sleep(0.01)
        page = browser.get("/office").text
    assert "Gesprekken in 2026" in page
    assert "1/21" in page


def test_the_counter_goes_round_as_long_as_pages_are_served_and_ends_with_them(office):
    house = office(web=f"port = {a_free_port()}")
    seen = []
    serving = Serving(house.office, ready=lambda: (seen.extend(counters()), serving.stop()))
    serving.run()
    assert len(seen) == 1
    assert not counters()


def test_every_year_is_counted_in_one_round(office):
    house = office()
    house.counter.count()
    browser = house.signed_in("jan")
    for year in (2025, 2026, 2027):
        assert f"Gesprekken in {year}" in browser.get("/office", params={"year": str(year)}).text
    # Follow-ups stand in January and later, nothing stands before.
    asked = [house.counter.tally(year).figures["marieke"].asked for year in (2025, 2027)]
    assert asked[0] == 0 < asked[1]


def test_what_changed_shows_after_the_next_round_and_until_then_the_page_says_how_old_it_is(office):
    house = office()
    house.counter.count()
    browser = house.signed_in("jan")
    for number in range(4):
        house.put("jan", name=f"Contact {number}", address=f"c{number}@client.example")
    house.moment[0] += timedelta(minutes=4)
    page = browser.get("/office").text
    assert "5/21" not in page
    assert "Stand van di 24 nov 2026 09:00" in page
    house.counter.count()
    page = browser.get("/office").text
    assert "5/21" in page
    assert "Stand van di 24 nov 2026 09:04" in page


def test_counts_are_as_old_as_the_oldest_among_them(office):
    house = office()
    begun = house.moment[0]
    passing = (begun + timedelta(minutes=minute) for minute in count())
    slow = Counter(replace(house.app, clock=lambda: next(passing)))
    slow.count()
    assert slow.tally(2026).at == begun
    slow.count()
    assert slow.tally(2026).at == begun + timedelta(minutes=3)


def test_a_calendar_that_cannot_be_counted_is_missing_from_the_counts_and_holds_up_no_other(office, caplog):
    house = office()
    with caplog.at_level(logging.WARNING), unreadable(house, "marieke"):
        house.counter.count()
        house.counter.count()
    page = house.signed_in("directie@bureau.example").get("/office").text
    assert "1 agenda kon niet worden geteld" in page
    assert "Gesprekken in 2026" in page
    said = [record for record in caplog.records if record.message == "not counted"]
    assert [record.calendar for record in said] == ["marieke"]
    assert not any(word in str(vars(record)) for record in said for word in CONTACTS)


def test_a_calendar_that_can_be_counted_again_is_back_in_the_counts(office):
    house = office()
    with unreadable(house, "marieke"):
        house.counter.count()
    house.counter.count()
    page = house.signed_in("jan").get("/office").text
    assert "niet worden geteld" not in page
    assert 'scope="row">marieke' in page


def test_what_is_kept_of_the_counts_names_nobody(office):
    house = office()
    house.counter.count()
    kept = repr(house.counter.tally(2026))
    assert "marieke" in kept
    assert not any(word in kept for word in CONTACTS)
