"""`approve`, `skip`, `held`, `again`, `answer`: a person's word, given outside his calendar.

You need this where taking away "Voorstel: " or deleting is no option. A word is stored first and taken in by
the pass that follows at once (or, with `--no-run`, by the next one), so that no word gets lost.
"""

from typing import Annotated

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.passes import Calendar, Short, carry_out
from zaaikalender.cli.session import Session, session
from zaaikalender.config import FolderConfig
from zaaikalender.core.appointments import PRIVATE_KINDS, STANDING, Entry, State
from zaaikalender.core.events import midnight
from zaaikalender.core.ports import Mails
from zaaikalender.core.questions import Question, choice_of
from zaaikalender.core.records import Said, Word
from zaaikalender.core.series import only_in_calendar
from zaaikalender.errors import ConfigurationError
from zaaikalender.report.showing import Showing

Keys = Annotated[list[str], typer.Argument(metavar="KEY...", help="Keys, or how they begin (`zaai list`).")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="A key, or how it begins (`zaai list`).")]
NoRun = Annotated[bool, typer.Option("--no-run", help="Leave the word for the next pass.")]


@app.command()
def approve(context: typer.Context, keys: Keys, calendar: Calendar = None, *, no_run: NoRun = False) -> None:
    """Say yes to proposals. Their guests get an invitation, after the delay and in office hours."""
    with session(context) as at:
        found = [_entry(at, key, calendar, Said.APPROVE) for key in keys]
        for entry in found:
            folder = isinstance(at.app.config.calendar(entry.calendar).provider, FolderConfig)
            if entry.candidates and folder and at.app.servers.mails is Mails.NOBODY:
                at.screen.say(at.say("folder_mails_nobody", calendar=entry.calendar))
                break
        _tell(at, found, Said.APPROVE, calendar, no_run=no_run)


@app.command()
def skip(context: typer.Context, keys: Keys, calendar: Calendar = None, *, no_run: NoRun = False) -> None:
    """Say no: these appointments go and do not come back."""
    with session(context) as at:
        found = [_entry(at, key, calendar, Said.SKIP) for key in keys]
        _tell(at, found, Said.SKIP, calendar, no_run=no_run)


@app.command()
def held(context: typer.Context, key: Key, calendar: Calendar = None, *, no_run: NoRun = False) -> None:
    """Say that this conversation took place."""
    with session(context) as at:
        _tell(at, [_entry(at, key, calendar, Said.HELD)], Said.HELD, calendar, no_run=no_run)


@app.command()
def again(context: typer.Context, key: Key, calendar: Calendar = None, *, no_run: NoRun = False) -> None:
    """Plan once more what was skipped, lapsed or taken away."""
    with session(context) as at:
        _tell(at, [_entry(at, key, calendar, Said.AGAIN)], Said.AGAIN, calendar, no_run=no_run)


@app.command()
def answer(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The question's number, or its key.")],
    choice: Annotated[str, typer.Argument(metavar="CHOICE", help="The letter of your choice.")],
    calendar: Calendar = None,
    *,
    no_run: NoRun = False,
) -> None:
    """Answer a question."""
    with session(context) as at:
        question = _question(at, key, calendar)
        chosen = _choice(at, question, choice)
        word = Word(key=str(question.number), word=Said.ANSWER, at=at.now, choice=chosen)
        _leave(at, {question.calendar: [word]}, calendar, no_run=no_run)


def _entry(at: Session, key: str, calendar: str | None, word: Said) -> Entry:
    """The appointment with that key, if the word can apply to it."""
    if calendar is not None:
        at.app.config.calendar(calendar)
    entry = at.app.store.find_entry(key, calendar)
    at.app.config.calendar(entry.calendar)
    if why := _refusal_of_series(entry, word) or _refusal(at, entry, word):
        raise ConfigurationError(f"{key}: {why}")
    return entry


def _refusal_of_series(entry: Entry, word: Said) -> str:
    """We write in a series once: what becomes of it is said in the calendar."""
    if only_in_calendar(entry, word):
        return (
            "belongs to a yearly series. Move it or delete it in the calendar itself, one time or all of it."
        )
    return ""


def _refusal(at: Session, entry: Entry, word: Said) -> str:
    """Why a word cannot apply to an appointment; empty where it can."""
    state = entry.state.value
    match word:
        case Said.APPROVE if entry.state is not State.PROPOSED:
            return f"is {state}, and only a proposal can be approved. `zaai why` tells how it came to that."
        case Said.SKIP if entry.state not in STANDING:
            return f"is {state}: there is nothing to skip. `zaai why` tells how it came to that."
        case Said.HELD if entry.state is State.HELD:
            return "is held already. Nothing is left to say of it."
        case Said.HELD if _lies_ahead(at, entry):
            return "lies ahead. Move it in the calendar to when it took place, or skip it."
        case Said.AGAIN if entry.state in STANDING:
            return f"is {state} and stands in the calendar. Move it there, or skip it first."
    return ""


def _lies_ahead(at: Session, entry: Entry) -> bool:
    when = entry.seen_when or (entry.written.when if entry.written else None)
    if when is None or entry.state not in STANDING:
        return False
    start = when.start
    return (start if hasattr(start, "tzinfo") else midnight(start, at.texts.zone)) > at.now


def _question(at: Session, key: str, calendar: str | None) -> Question:
    """The open question with that number, or whose key begins so."""
    if calendar is not None:
        at.app.config.calendar(calendar)
    wanted = key.strip().lower()
    waiting = at.app.store.open_questions(calendar)
    if wanted.isdecimal() and len(wanted) < _SHORTEST:
        found = [question for question in waiting if question.number == int(wanted)]
    elif len(wanted) >= _SHORTEST:
        found = [question for question in waiting if question.ask.key.startswith(wanted)]
    else:
        raise ConfigurationError(
            f"'{key}' is no question's number or key: type its number, or {_SHORTEST} characters of its key."
        )
    if not found:
        raise ConfigurationError(f"no question '{key}' waits for an answer: `zaai list` shows those that do.")
    if len(found) > 1:
        several = ", ".join(question.calendar for question in found)
        raise ConfigurationError(f"question '{key}' may be one of {several}: name it with --calendar.")
    return found[0]


_SHORTEST = 6
"""Characters of a key that are enough; a question's number is shorter."""


def _choice(at: Session, question: Question, typed: str) -> str:
    """The code of a choice, typed as its letter, its code or its words."""
    ask = question.ask
    words = dict(zip((text.casefold() for text in at.texts.choices(ask)), ask.choices, strict=True))
    chosen = choice_of(ask, typed)
    if chosen is None:
        wanted = typed.strip().casefold()
        chosen = wanted if wanted in ask.choices else words.get(wanted)
    if chosen is None:
        letters = ", ".join(chr(ord("a") + index) for index in range(len(ask.choices)))
        raise ConfigurationError(f"'{typed}' is no choice of question {question.number}: choose {letters}.")
    return chosen


def _tell(at: Session, entries: list[Entry], said: Said, calendar: str | None, *, no_run: bool) -> None:
    words: dict[str, list[Word]] = {}
    for entry in entries:
        words.setdefault(entry.calendar, []).append(Word(key=entry.key, word=said, at=at.now))
    _leave(at, words, calendar, no_run=no_run)


def _leave(at: Session, words: dict[str, list[Word]], calendar: str | None, *, no_run: bool) -> None:
    """Stores the words, and lets a pass take them in at once."""
    for name, said in words.items():
        for word in said:
            at.app.store.say(name, word)
    if no_run:
        at.screen.say(at.say("word_left"))
        return
    chosen = [each for each in at.app.calendars() if each.name in words]
    about = frozenset(word.key for said in words.values() for word in said)
    carry_out(at, chosen, Short.TEXT, holder="word", named=calendar is not None, about=about)


def require_open(entry: Entry, shown: Showing, key: str) -> None:
    """Private appointments show to whoever names their owner's calendar."""
    if entry.kind in PRIVATE_KINDS and not shown.open_to_owner:
        raise ConfigurationError(f"{key} is private: name its owner's calendar with --calendar.")
