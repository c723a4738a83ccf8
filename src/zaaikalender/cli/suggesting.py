"""`contacts suggest`: the people from outside whom somebody met, one by one, yes or no.

You need this on the first day, and whenever a list is short. The calendar is read once; what is kept is each
answer, the moment it is given, and nothing of the meetings.
"""

from dataclasses import dataclass

import typer

from zaaikalender.cli.contacts import Owner, contacts, means, whose
from zaaikalender.cli.session import Session, session
from zaaikalender.config import CalendarConfig
from zaaikalender.core.suggestions import Suggestion
from zaaikalender.lists import join, list_of, name_of, refuse
from zaaikalender.proposing import proposals
from zaaikalender.report.words import short
from zaaikalender.texts import clean

_YES = frozenset({"j", "ja", "y", "yes"})
_NO = frozenset({"n", "nee", "no"})
_STOP = frozenset({"s", "stop", "q", "quit"})


@contacts.command()
def suggest(context: typer.Context, calendar: Owner = None) -> None:
    """Propose people met in the last three years. One by one: yes, no, or stop."""
    with session(context) as at:
        propose(at, whose(at, calendar))


def propose(at: Session, calendar: CalendarConfig) -> int:
    """Asks of each person who may belong on a list; gives how many joined. Raises as reading does."""
    with at.screen.busy(at.say("busy_reading")):
        found = proposals(at.app, calendar, at.now)
    before = list_of(calendar, means(at), now=at.now)
    if not found:
        at.screen.say(at.say("nobody_to_propose"))
        return 0
    at.screen.say(at.say("proposing", count=len(found), on=len(before.contacts), goal=calendar.goal))
    joined = _asked(at, calendar, found, on=len(before.contacts))
    at.screen.say(at.say("proposed", count=joined, on=len(before.contacts) + joined, goal=calendar.goal))
    file = means(at).file_of(calendar.name)
    if joined and file is not None:
        at.screen.say(at.say("not_in_the_file", file=file.name, calendar=calendar.name))
    return joined


@dataclass(frozen=True, slots=True)
class _Asking:
    """One question among several."""

    number: int
    of: int
    person: Suggestion


def _asked(at: Session, calendar: CalendarConfig, found: tuple[Suggestion, ...], *, on: int) -> int:
    joined = 0
    for number, each in enumerate(found, 1):
        match _answer(at, _Asking(number, len(found), each)):
            case True:
                join(calendar, each.person, means(at), now=at.now)
                joined += 1
                if on < calendar.goal <= on + joined:
                    at.screen.say(at.say("goal_reached", goal=calendar.goal))
                    break
            case False:
                refuse(calendar, each.person, means(at), now=at.now)
            case "stop":
                break
    return joined


def _answer(at: Session, asking: _Asking) -> bool | str:
    """True, False, "stop", or nothing at all: who is neither taken nor refused comes back another time."""
    each = asking.person
    facts = {
        "number": asking.number,
        "of": asking.of,
        "name": clean(name_of(each.person)),
        "address": each.person.address,
        "meetings": each.meetings,
        "alone": each.alone,
        "last": short(each.last, at.language),
    }
    code = "propose_one" if each.meetings == 1 else "propose_many"
    at.screen.say(at.say(code, **facts))
    while True:
        try:
            said = typer.prompt(at.say("yes_no_stop"), default="", show_default=False)
        except typer.Abort:
            at.screen.say("")
            return "stop"
        word = said.strip().casefold()
        if word in _YES | _NO:
            return word in _YES
        if word in _STOP or not word:
            return "stop" if word else ""
