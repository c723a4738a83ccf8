"""What people were asked, and what they said.

You need this when a question is asked twice or an answer gets lost. Answered questions stay: each later
pass looks their answers up. Words are what people say outside their calendar; the next pass takes them in.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.records import Said, Word
from zaaikalender.errors import StoreError
from zaaikalender.store import codec
from zaaikalender.store.models import calendars, questions, words
from zaaikalender.store.statements import THIS, upsert

_ALL = select(questions).order_by(questions.c.calendar, questions.c.number)
_MINE = _ALL.where(questions.c.calendar == THIS)
_WORDS = select(words).where(words.c.calendar == THIS).order_by(words.c.id)


def _row(calendar: str, question: Question) -> dict[str, Any]:
    """A question as the columns of `questions`."""
    return {
        "calendar": calendar,
        "number": question.number,
        "key": question.ask.key,
        "about": question.ask.about,
        "code": question.ask.code,
        "because": codec.reason_json(question.ask.because),
        "choices": list(question.ask.choices),
        "asked_at": question.asked_at,
        "answer": question.answer,
        "answered_at": question.answered_at,
    }


def _question(row: Row[Any]) -> Question:
    """The opposite of `_row`."""
    ask = Ask(
        key=row.key,
        about=row.about,
        code=row.code,
        because=codec.reason_of(row.because),
        choices=tuple(row.choices),
    )
    return Question(
        number=row.number,
        calendar=row.calendar,
        ask=ask,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )


def questions_of(
    connection: Connection, calendar: str | None, *, unanswered: bool = False
) -> tuple[Question, ...]:
    """All questions of a calendar or of the office, in the order of their numbers."""
    query = _ALL if calendar is None else _MINE
    if unanswered:
        query = query.where(questions.c.answer.is_(None))
    return tuple(_question(row) for row in connection.execute(query, {"calendar": calendar}))


def numbered(connection: Connection, calendar: str, number: int) -> Question | None:
    """The question of that number, or None where it was never asked or is withdrawn."""
    query = select(questions).where(questions.c.calendar == calendar, questions.c.number == number)
    row = connection.execute(query).first()
    return None if row is None else _question(row)


def ask(connection: Connection, calendar: str, asked: Iterable[Question], withdrawn: Iterable[int]) -> None:
    """Stores what is asked now, removes what nobody needs answered. Raises `StoreError` for a used number."""
    rows = [_row(calendar, question) for question in asked]
    if gone := list(withdrawn):
        connection.execute(
            delete(questions).where(questions.c.calendar == calendar, questions.c.number.in_(gone))
        )
    if rows:
        _refuse_used_numbers(connection, calendar, rows)
        upsert(connection, questions, rows)


def _refuse_used_numbers(connection: Connection, calendar: str, rows: list[dict[str, Any]]) -> None:
    """An answer typed for an old question must never be taken for a new one's; counts on from here."""
    numbers = select(questions.c.number, questions.c.key).where(questions.c.calendar == calendar)
    keys = {row.number: row.key for row in connection.execute(numbers)}
    unused = select(calendars.c.next_question).where(calendars.c.name == calendar)
    lowest = connection.execute(unused).scalar_one()
    if any(row["number"] < lowest and keys.get(row["number"]) != row["key"] for row in rows):
        raise StoreError(
            "a question got the number of an earlier one: report this as a defect; nothing was changed"
        )
    above = max(row["number"] for row in rows) + 1
    if above > lowest:
        connection.execute(update(calendars).where(calendars.c.name == calendar).values(next_question=above))


def words_of(connection: Connection, calendar: str) -> tuple[Word, ...]:
    """What people said since the last pass, oldest first."""
    return tuple(
        Word(id=row.id, key=row.key, word=Said(row.word), choice=row.choice, at=row.at)
        for row in connection.execute(_WORDS, {"calendar": calendar})
    )


def say(connection: Connection, calendar: str, word: Word) -> int:
    """Stores a person's word for the next pass; gives its number."""
    upsert(connection, calendars, [{"name": calendar}], change=False)
    row = {
        "calendar": calendar,
        "key": word.key,
        "word": word.word.value,
        "choice": word.choice,
        "at": word.at,
    }
    number: int = connection.execute(insert(words).values(row).returning(words.c.id)).scalar_one()
    return number


def unsay(connection: Connection, calendar: str, key: str) -> bool:
    """A person takes back what he said of an appointment; False where there is nothing to take back."""
    mine = (words.c.calendar == calendar, words.c.key == key)
    return connection.execute(delete(words).where(*mine)).rowcount > 0


def hear(connection: Connection, calendar: str, heard: Iterable[int]) -> None:
    """A pass took these words in."""
    if numbers := list(heard):
        connection.execute(delete(words).where(words.c.calendar == calendar, words.c.id.in_(numbers)))
