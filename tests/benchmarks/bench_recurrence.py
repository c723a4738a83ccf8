"""How long reading takes: series over a year, single files, and what bad input may cost at most.

You need this when you change how iCalendar is read or a rule is walked. The comparison of 10,000 random rules
with dateutil is here too; a test does the same with 300.
"""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import icalendar
from dateutil.rrule import rrule, rrulestr

from builders import AMSTERDAM
from providers.recurrence_rules import a_rule, a_start, ours, theirs
from zaaikalender.core.events import Event, Timed, Window
from zaaikalender.providers.ics import Parsed, parse
from zaaikalender.providers.ics_lines import NotReadable

SERIES, FILES, RULES, ROUNDS = 100, 1_000, 10_000, 5
WINDOW = Window(start=datetime(2026, 11, 24, tzinfo=UTC), end=datetime(2027, 11, 24, tzinfo=UTC))
MONDAY = datetime(2023, 11, 20, 9)  # noqa: DTZ001 - on the wall in Amsterdam
CORPUS = Path(__file__).parents[1] / "corpus"

# An office's mix: mostly weekly, a daily stand-up here and there, some by the month; two in five never end.
_RULES = (
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU,TH",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20280101T000000Z",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=WEEKLY;COUNT=80",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=40",
    "FREQ=DAILY;UNTIL=20271001T000000Z",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20280601T000000Z",
    "FREQ=YEARLY",
)

_EVENT = """BEGIN:VEVENT\r
UID:{uid}@bench\r
DTSTAMP:20261101T000000Z\r
DTSTART;TZID=Europe/Amsterdam:{start:%Y%m%dT%H%M%S}\r
DTEND;TZID=Europe/Amsterdam:{end:%Y%m%dT%H%M%S}\r
SUMMARY:Overleg over de voortgang en de planning {uid}\r
DESCRIPTION:Over de planning en wat er nog open staat.\\nWie niet kan\\, zegt\r
  het even.\r
ORGANIZER;CN="Wit, Marieke de":mailto:marieke@bureau.example\r
ATTENDEE;CN=Eva;PARTSTAT=ACCEPTED:mailto:eva@client.example\r
ATTENDEE;CN=Jan;PARTSTAT=NEEDS-ACTION:mailto:jan@client.example\r
LOCATION:Utrecht\r
STATUS:CONFIRMED\r
{more}END:VEVENT\r
"""


def a_file(number: int, more: str = "") -> bytes:
    """A calendar with one event, as sync programs keep them; its start lies up to three years back."""
    chance = Random(number)
    start = MONDAY + timedelta(days=chance.randrange(1_000), minutes=15 * chance.randrange(30))
    event = _EVENT.format(uid=number, start=start, end=start + timedelta(hours=1), more=more)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n".encode()


def read(data: bytes) -> Parsed:
    """What a file gives in a year."""
    return parse(data, ref="a", version="1", window=WINDOW, zone=AMSTERDAM, where="a")


def dateutils_rule(data: bytes) -> rrule:
    """The series of a file for dateutil: start and rule alone."""
    (event,) = icalendar.Calendar.from_ical(data).events
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.start)
    assert isinstance(rule, rrule)
    return rule


def bare_events(events: list[Event]) -> list[Event]:
    """The same events, made of moments that are known already: no reader can be faster than this."""
    return [
        replace(event, when=Timed(start=event.when.start, end=event.when.end))
        for event in events
        if isinstance(event.when, Timed)
    ]


def best_of(work: Callable[[], Any]) -> float:
    """The least milliseconds that the work takes."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        begin = perf_counter()
        work()
        taken.append((perf_counter() - begin) * 1000)
    return min(taken)


def run() -> list[str]:
    """All figures of reading."""
    return [*_series(), *_files(), *_bad_input(), _rules()]


def _series() -> list[str]:
    files = [a_file(number, f"RRULE:{_RULES[number % len(_RULES)]}\r\n") for number in range(SERIES)]
    events = [event for data in files for item in read(data).items for event in item.events]
    rules = [dateutils_rule(data) for data in files]
    own = best_of(lambda: [*map(read, files)])
    bare = best_of(lambda: bare_events(events))
    other = best_of(lambda: [rule.between(WINDOW.start, WINDOW.end, inc=True) for rule in rules])
    return [
        f"{SERIES} series over a year, from octets to {len(events)} events | {own:.0f} ms | aim <= 60 ms",
        f"the moments alone, by dateutil | {other:.0f} ms | {other / own:.1f} x ours",
        f"making such events of known moments | {bare:.0f} ms | {bare / own:.1f} x ours",
    ]


def _files() -> list[str]:
    files = [a_file(number) for number in range(FILES)]
    own = best_of(lambda: [*map(read, files)]) / FILES
    other = best_of(lambda: [*map(icalendar.Calendar.from_ical, files)]) / FILES
    return [
        f"a file with one event | {own * 1000:.0f} µs | 10,000 files: {own * 10:.2f} s",
        f"the same, parsed alone, by icalendar | {other * 1000:.0f} µs | {other / own:.1f} x ours",
    ]


def _bad_input() -> list[str]:
    files = {path.stem: path.read_bytes() for path in CORPUS.glob("*.ics")}
    costs = {name: best_of(partial(read, data)) for name, data in files.items()}
    worst = max(costs, key=lambda name: costs[name])
    return [
        f"the {len(costs)} odd files of the corpus | {sum(costs.values()):.0f} ms |",
        f"the costliest of them, {worst} | {costs[worst]:.0f} ms | aim <= 200 ms per KiB",
    ]


def _rules() -> str:
    """Random rules, each from a start that fits it: how many give what dateutil gives, and in what time."""
    chance, equal, compared, own, other = Random(5545), 0, 0, 0.0, 0.0
    while compared < RULES:
        text = a_rule(chance)
        try:
            start = ours(text, a_start(chance))[1]
        except (NotReadable, IndexError):
            continue
        begin = perf_counter()
        found = ours(text, start)
        middle = perf_counter()
        expected = theirs(text, start)
        own, other = own + middle - begin, other + perf_counter() - middle
        equal, compared = equal + (found == expected), compared + 1
    return (
        f"random rules as dateutil walks them | {equal} of {compared} | {own:.1f} s, dateutil {other:.1f} s"
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(run()) + "\n")
