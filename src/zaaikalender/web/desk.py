"""One's own proposals and questions: what waits for a word, what comes, and where each came from.

You need this for what a person can say here. All of it he can also say in his calendar; here a word is kept
at once and taken in by the next pass, as on the command line.
"""

from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from zaaikalender.config import FolderConfig
from zaaikalender.core.appointments import STANDING, Entry, Kind, State
from zaaikalender.core.events import midnight
from zaaikalender.core.questions import choice_of
from zaaikalender.core.records import Said, Word
from zaaikalender.core.series import each_once, only_in_calendar
from zaaikalender.handwork import askable, may_ask_others, may_move, may_withdraw, withdraw
from zaaikalender.report.origin import act_of, facts_of, origin_of
from zaaikalender.report.overview import Line
from zaaikalender.web import connecting, standing
from zaaikalender.web.member import NotThere
from zaaikalender.web.standing import Standing
from zaaikalender.web.visit import Visit

TOLD = frozenset(
    {
        "yes",
        "said",
        "answered",
        "resumed",
        "paused",
        "not_connected",
        "moved",
        "asked",
        "taken_back",
        "too_late",
        "busy",
    }
)
"""Codes of what a page may tell first; an address can ask for no other sentence."""


_BACK = "back"
"""The word that takes the last one back: a finger slips, and some words end in a mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An appointment, as a card; `agrees` says that approving mails nobody but agrees on the conversation.

    `back` says that what was said of it can be taken back.
    """

    line: Line
    agrees: bool
    picks: bool
    said: str
    back: bool


def desk(visit: Visit) -> Response:
    """What waits for a word, then what comes."""
    here = standing.of(visit)
    entries = tuple(each_once(here.known.entries))
    waiting = [each for each in entries if each.state in {State.PROPOSED, State.UNKNOWN}]
    coming = [each for each in entries if each.state in {State.APPROVED, State.INVITED}]
    questions = [each for each in here.known.questions if each.answer is None]
    failures = here.known.state.failure if here.known.state.failures else ""
    return visit.page(
        "desk.html",
        told=told_of(visit),
        calendar=visit.calendar,
        folder=isinstance(visit.calendar.provider, FolderConfig),
        standing=here,
        failure=visit.office.voice.stored_failure(failures) if failures else "",
        again=connecting.again(visit),
        by_password=connecting.by_password(visit),
        questions=[here.showing.asked(each) for each in questions],
        proposals=_in_order(here, waiting, visit.office.now()),
        coming=_in_order(here, coming, visit.office.now()),
    )


def why(visit: Visit, *, trouble: str = "", status: int = 200) -> Response:
    """Where an appointment comes from, and each decision since; `trouble` is why it could not be moved."""
    here = standing.of(visit)
    entry = here.entry(visit.sent.path["key"])
    language, zone = visit.office.language, visit.office.app.config.office.zone
    entry = here.as_seen(entry)
    line = here.showing.entry(entry)
    origin = origin_of(entry, line, here.known, zone)
    history, now = visit.office.app.store.history(entry.key), visit.office.now()
    return visit.page(
        "why.html",
        status=status,
        trouble=trouble,
        told=told_of(visit),
        moves=may_move(entry, now),
        day=visit.field("day") or (f"{line.start:%Y-%m-%d}" if line.start else ""),
        time=visit.field("time") or (f"{line.start:%H:%M}" if isinstance(line.start, datetime) else ""),
        people=askable(entry) if may_ask_others(entry, now) else (),
        asked=set(line.pending),
        line=line,
        said=here.said.get(entry.key, ""),
        back=entry.key in here.said or may_withdraw(entry, now),
        facts=facts_of(origin, language),
        history=[
            (each.at, act_of(each, language), visit.office.texts.reason(each.because)) for each in history
        ],
        words=[word.value for word in _possible(entry, now, visit)],
    )


def say(visit: Visit) -> Response:
    """A word on an appointment, kept for the next pass."""
    here, now = standing.of(visit), visit.office.now()
    entry = here.entry(visit.sent.path["key"])
    wanted = visit.field("word")
    if wanted == _BACK and entry.key in here.said:
        if visit.office.app.store.unsay(visit.calendar.name, entry.key, now=now):
            return visit.go(visit.to(), told="taken_back")
        # A pass is at it: once it is done, it can be taken back as it stands then.
        return visit.go(visit.to(f"appointments/{entry.key}"), told="busy")
    if wanted == _BACK and may_withdraw(entry, now):
        withdraw(visit.office.app, visit.calendar, entry, now)
        visit.office.wake()
        return visit.go(visit.to(), told="taken_back")
    for word in _possible(entry, now, visit):
        if word.value == wanted:
            _keep(visit, Word(key=entry.key, word=word, at=now))
            return visit.go(visit.to(), told="said")
    if wanted in {_BACK, *Said} - {Said.ANSWER}:
        # From another tab, or after a pass: how it stands now is what he wants to know.
        return visit.go(visit.to(f"appointments/{entry.key}"), told="too_late")
    raise NotThere("that cannot be said of this appointment.")


def answer(visit: Visit) -> Response:
    """The answer to a question, kept for the next pass."""
    here, now = standing.of(visit), visit.office.now()
    for question in here.known.questions:
        if str(question.number) == visit.sent.path["number"]:
            if question.answer is not None:
                return visit.go(visit.to(), told="too_late")
            choice = choice_of(question.ask, visit.field("choice"))
            if choice is not None:
                word = Word(key=str(question.number), word=Said.ANSWER, at=now, choice=choice)
                _keep(visit, word)
                return visit.go(visit.to(), told="answered")
    raise NotThere("no such question waits for an answer.")


def told_of(visit: Visit) -> str:
    """The code of what is told first, where it is one of ours."""
    wanted = visit.sent.query.get("told", "")
    return wanted if wanted in TOLD else ""


def _keep(visit: Visit, word: Word) -> None:
    store, name = visit.office.app.store, visit.calendar.name
    store.say(name, word)
    store.make_due(name)
    visit.office.wake()


def _possible(entry: Entry, now: datetime, visit: Visit) -> tuple[Said, ...]:
    """What can be said of an appointment as it is now."""
    ahead = _begins(entry, visit)
    is_past = ahead is not None and ahead <= now
    possible = {
        Said.APPROVE: entry.state is State.PROPOSED,
        Said.SKIP: entry.state in STANDING,
        Said.HELD: entry.state is not State.HELD and (is_past or entry.state not in STANDING),
        Said.AGAIN: entry.state not in STANDING,
    }
    return tuple(word for word, may in possible.items() if may and not only_in_calendar(entry, word))


def _begins(entry: Entry, visit: Visit) -> datetime | None:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    if when is None:
        return None
    start = when.start
    return start if isinstance(start, datetime) else midnight(start, visit.office.app.config.office.zone)


def _in_order(here: Standing, entries: list[Entry], now: datetime) -> list[Shown]:
    """The soonest first; questions' own entry is no appointment."""
    shown = [
        Shown(
            line=here.line(each),
            agrees=each.kind is Kind.CONTACT,
            picks=each.pick,
            said=here.said.get(each.key, ""),
            back=each.key in here.said or may_withdraw(each, now),
        )
        for each in entries
        if each.kind is not Kind.QUESTION
    ]
    today = now.astimezone(here.showing.texts.zone).date()
    shown = [each for each in shown if each.line.end is None or _day(each.line.end) >= today]
    return sorted(shown, key=lambda each: str(each.line.start or "9"))


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
