"""What planning a whole office's lists takes: 100 consultants, 7 contacts each, 2,000 busy stretches each.

You need this when you change anything between a list and its slots. Whole decisions are timed (due days,
wishes, placement, texts), from what the store gives back; the placement alone stands beside it.
"""

import gc
from dataclasses import replace
from statistics import median
from time import process_time

from bench_slots import FIRST, a_calendar

from core.networks import NAMES, a_contact, a_network
from core.situations import Agenda, a_policy
from zaaikalender.core.decide import decide
from zaaikalender.core.desk import Situation
from zaaikalender.core.plan import Create
from zaaikalender.core.records import Busy, Kept

PEOPLE, ROUNDS = 100, 5


def a_situation(person: int) -> Situation:
    """One consultant: his list, and a year that is rather full."""
    busy = a_calendar(person, 0.2)
    names = [f"{name} {person}" for name in NAMES]
    contacts = [a_contact(name, id=f"c-{person}-{number}") for number, name in enumerate(names)]
    agenda = Agenda(network=a_network(*contacts), policy=a_policy(max_new=10))
    kept = tuple(_kept(number, each) for number, each in enumerate(busy))
    return replace(agenda.situation(), kept=kept)


def _kept(number: int, busy: Busy) -> Kept:
    return Kept(ref=f"{number}.ics", version="1", uid=f"{number}@test", busy=(busy,))


def timed(situations: list[Situation]) -> float:
    """CPU seconds of one decision for each."""
    gc.collect()
    start = process_time()
    for situation in situations:
        decide(situation)
    return process_time() - start


def clashes(situation: Situation) -> int:
    """How many of the slots lie over something busy."""
    busy = [each for kept in situation.kept for each in kept.busy]
    plan = decide(situation).plan
    slots = [each.draft.when for each in plan.operations if isinstance(each, Create) and each.draft.private]
    return sum(
        when.start < each.end and each.start < when.end
        for when in slots
        if hasattr(when, "duration")
        for each in busy
    )


def run() -> list[str]:
    """The rows of this benchmark."""
    office = [a_situation(person) for person in range(PEOPLE)]
    figure = median(timed(office) for _ in range(ROUNDS))
    grown = [replace(each, kept=(*each.kept, each.kept[0])) for each in office[:1]]
    one, one_more = (median(timed(some) for _ in range(3 * ROUNDS)) for some in (office[:1], grown))
    created = sum(len(decide(each).plan.operations) for each in office)
    return [
        f"lists of {PEOPLE} people x 7 contacts, from {FIRST.year} | {1000 * figure:.0f} ms | aim 100",
        f"slots laid down | {created} | all that have room",
        f"slots over something busy | {sum(map(clashes, office[:20]))} | 0",
        f"one event more: one person | {1000 * one_more:.2f} ms | {one_more / one:.2f} x without it",
    ]
