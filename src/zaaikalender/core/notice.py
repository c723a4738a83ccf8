"""The one entry in a calendar that asks and tells: "Zaaikalender: 2 vragen".

You need this to see when it appears. All that waits for its owner stands in one private, free, all-day entry
on the next working day; what he types behind `antwoord 1:` answers. At most one such entry a day is made, and
one that he removed comes back only when something new is asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from zaaikalender.core.appointments import STANDING, Draft, Entry, Field, Kind, State
from zaaikalender.core.dates import next_working_day
from zaaikalender.core.desk import Desk
from zaaikalender.core.events import AllDay, Event, Shown
from zaaikalender.core.identity import Identity
from zaaikalender.core.life import same_text
from zaaikalender.core.plan import Cancel, Create, Update
from zaaikalender.core.questions import Question, choice_of
from zaaikalender.core.reasons import Reason

_ANSWER = re.compile(
    r"^[ \t>*-]*(?:antwoord|answer)[ \t]+(?P<number>\d{1,6})[ \t]*:[ \t]*(?P<letter>[a-z])?[ \t\r.)]*$",
    re.IGNORECASE | re.MULTILINE,
)
_REPEAT = timedelta(days=7)
"""Questions that nobody answered are shown again after so long."""


def answers_in(events: Iterable[Event], entries: Iterable[Entry]) -> dict[int, str]:
    """What was typed behind `antwoord N:` in our own entries, as number and letter.

    Anybody can type there who can write in the calendar; the entry itself is ours, and its owner's.
    """
    keys = {entry.key for entry in entries if entry.kind is Kind.QUESTION}
    found: dict[int, str] = {}
    for event in events:
        if event.key in keys:
            for line in _ANSWER.finditer(event.text):
                if line["letter"]:
                    found[int(line["number"])] = line["letter"]
    return found


def chosen(questions: Iterable[Question], letters: dict[int, str]) -> dict[int, str]:
    """The choices behind those letters, by number; a letter that stands for nothing is no answer."""
    choices = {
        question.number: choice_of(question.ask, letters[question.number])
        for question in questions
        if question.answer is None and question.number in letters
    }
    return {number: choice for number, choice in choices.items() if choice is not None}


def plan_notice(desk: Desk, questions: Sequence[Question], notices: Sequence[Reason]) -> None:
    """Lays down the entry that asks these questions and tells these notices, or takes it away."""
    standing = _standing(desk)
    for entry, event in standing[1:] if questions or notices else standing:
        _remove(desk, entry, event)
    if not questions and not notices:
        return
    if standing:
        _refresh(desk, *standing[0], questions, notices)
    elif _is_due(desk, questions):
        _create(desk, questions, notices)


def _standing(desk: Desk) -> list[tuple[Entry, Event]]:
    """Our entries of today and later that stand, the latest first."""
    found = [
        (entry, desk.events[entry.key])
        for entry in desk.entries.values()
        if entry.kind is Kind.QUESTION and entry.state in STANDING and entry.key in desk.events
    ]
    found = [pair for pair in found if not desk.eyes.is_over(pair[1].when)]
    return sorted(found, key=lambda pair: str(pair[1].when.start), reverse=True)


def _is_due(desk: Desk, questions: Sequence[Question]) -> bool:
    """Whether it may appear (again): something is new, or the last one lies a week back."""
    days = [day for entry in desk.entries.values() if (day := _day(entry))]
    if not days:
        return True
    since = max(entry.since for entry in desk.entries.values() if _day(entry) == max(days))
    if any(question.asked_at > since for question in questions):
        return max(days) != _next(desk)
    return _next(desk) >= max(days) + _REPEAT


def _day(entry: Entry) -> date | None:
    """For which day an entry of questions was made."""
    if entry.kind is not Kind.QUESTION or _was_never_seen(entry):
        return None
    return date.fromisoformat(entry.identity.cycle)


def _was_never_seen(entry: Entry) -> bool:
    """Whether nobody knows if it was ever written: its owner cannot be asked about what asks him."""
    return entry.state is State.SKIPPED and entry.because.code == "unknown_outcome"


def _next(desk: Desk) -> date:
    situation = desk.situation
    return next_working_day(situation.today, situation.office, situation.hours)


def _create(desk: Desk, questions: Sequence[Question], notices: Sequence[Reason]) -> None:
    situation, day = desk.situation, _next(desk)
    identity = Identity(kind=Kind.QUESTION, rule="", subject=situation.calendar, cycle=day.isoformat())
    while (known := desk.entries.get(desk.key(identity))) and _was_never_seen(known):
        identity = identity.next()
    if known:
        return
    because = _because(questions)
    draft = situation.dialect(
        _draft(desk, questions, notices, AllDay(start=day, end=day + timedelta(days=1)))
    )
    entry = Entry(
        key=desk.key(identity),
        calendar=situation.calendar,
        kind=Kind.QUESTION,
        identity=identity,
        state=State.APPROVED,
        since=situation.now,
        because=because,
        written=draft,
    )
    desk.operations.append(Create(entry=entry, draft=draft, because=because))


def _draft(desk: Desk, questions: Sequence[Question], notices: Sequence[Reason], when: AllDay) -> Draft:
    phrases = desk.situation.phrases
    return Draft(
        title=phrases.questions_title(len(questions)),
        when=when,
        text=phrases.questions_text(tuple(questions), tuple(notices)),
        shown=Shown.FREE,
        private=True,
    )


def _refresh(
    desk: Desk, entry: Entry, event: Event, questions: Sequence[Question], notices: Sequence[Reason]
) -> None:
    """What it asks follows what waits; answers typed in it make its text no less ours."""
    if entry.written is None or not isinstance(event.when, AllDay) or desk.has_outsiders(event):
        return
    wanted = desk.situation.dialect(_draft(desk, questions, notices, event.when))
    fields = set()
    if event.title != wanted.title and event.title == entry.written.title:
        fields.add(Field.TITLE)
    ours = same_text(_unanswered(event.text), _unanswered(entry.written.text))
    if ours and not same_text(_unanswered(event.text), _unanswered(wanted.text)):
        fields.add(Field.TEXT)
    if fields:
        because = _because(questions)
        desk.operations.append(
            Update(
                entry=entry,
                event=event,
                draft=wanted,
                fields=frozenset(fields),
                because=because,
                asked=True,
            )
        )


def _remove(desk: Desk, entry: Entry, event: Event) -> None:
    """Nothing is asked any more: it goes, unless its owner wrote something of his own in it."""
    written = entry.written
    moved = written is None or event.title != written.title or event.when != written.when
    if written is None or moved or desk.has_outsiders(event):
        return
    if same_text(_unanswered(event.text), _unanswered(written.text)):
        because = Reason("asks", {"count": 0})
        gone = replace(entry, state=State.CANCELLED, since=desk.situation.now, because=because)
        desk.operations.append(Cancel(entry=gone, event=event, because=because, asked=True))


def _because(questions: Sequence[Question]) -> Reason:
    return Reason("asks", {"count": len(questions)}) if questions else Reason("tells")


def _unanswered(text: str) -> str:
    """The text without its lines for answers, wherever they were typed."""
    return "\n".join(line for line in text.splitlines() if not _ANSWER.fullmatch(line))
