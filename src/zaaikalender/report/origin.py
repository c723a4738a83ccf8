"""Where an appointment comes from, for `why`: its rule, project and dates, and each decision since.

You need this when somebody asks why something stands in his calendar, or no longer does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from rich.console import Console
from rich.text import Text

from zaaikalender.core.appointments import Entry, State
from zaaikalender.core.records import Decision, Known
from zaaikalender.report.overview import Line
from zaaikalender.report.words import WORDS, say, short, stretch
from zaaikalender.texts import Texts, clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An appointment and what it came from. `sources` are the files (or objects) of the project's end."""

    line: Line
    project: str
    ended: date | None
    due: date | None
    first: date | None
    last: date | None
    sources: tuple[str, ...]
    zone: tzinfo


def origin_of(entry: Entry, line: Line, known: Known, zone: tzinfo) -> Origin:
    """What the ledger, and what was last read, say of an appointment."""
    mine = (
        known_as.uids
        for known_as in known.subjects
        if entry.identity.subject in {known_as.id, *known_as.uids}
    )
    uids = frozenset().union(*mine) | {entry.identity.subject}
    sources = (kept.ref for kept in known.kept if any(event.uid in uids for event in kept.events))
    return Origin(
        line=line,
        project=entry.project,
        ended=entry.ended,
        due=entry.due,
        first=entry.first,
        last=entry.last,
        sources=tuple(sorted(sources)),
        zone=zone,
    )


def print_origin(console: Console, origin: Origin, history: Iterable[Decision], texts: Texts) -> None:
    """What it is and where it comes from, then a line for each decision, the oldest first."""
    language = texts.language
    facts = [(say(language, f"why.{code}"), value) for code, value in facts_of(origin, language)]
    width = max(len(name) for name, _value in facts)
    for name, value in facts:
        _print(console, f"{name:<{width}}  {value}")
    console.print()
    decisions = list(history)
    _print(console, say(language, "why.history" if decisions else "why.no_history"), "bold")
    for decision in decisions:
        moment = short(decision.at.astimezone(origin.zone), language)
        _print(console, f"  {moment}  [{act_of(decision, language)}]  {texts.reason(decision.because)}")


def facts_of(origin: Origin, language: str) -> list[tuple[str, str]]:
    """What there is to say of it, each under a code of `words` (`why.*`)."""
    line = origin.line
    facts = [
        ("what", clean(line.title)),
        ("when", stretch(line.start, line.end, language)),
        ("calendar", line.calendar),
        ("state", say(language, f"state.{line.state.value}")),
        ("rule", line.rule),
        ("project", clean(origin.project)),
        ("ended", _day(origin.ended, language)),
        ("due", _day(origin.due, language)),
        ("window", " - ".join(filter(None, (_day(origin.first, language), _day(origin.last, language))))),
        ("guests", ", ".join(map(clean, line.guests))),
        ("pending", ", ".join(map(clean, line.pending))),
        ("source", ", ".join(map(clean, origin.sources))),
        ("because", line.because),
        ("key", line.key),
    ]
    return [(code, value) for code, value in facts if value]


def _day(day: date | datetime | None, language: str) -> str:
    return short(day, language) if day else ""


def act_of(decision: Decision, language: str) -> str:
    """A state that it came into, or a write that was carried out."""
    if decision.what in {state.value for state in State}:
        return say(language, f"state.{decision.what}")
    code = f"act.{decision.what}"
    return say(language, code) if code in WORDS[language] else decision.what


def _print(console: Console, sentence: str, style: str = "") -> None:
    console.print(Text(sentence, style=style), soft_wrap=True)
