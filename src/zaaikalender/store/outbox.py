"""The mails of ours: recorded before anything is sent, marked right before the mail server may take them.

You need this when a mail went out twice, or never. A row is one letter to one guest; its primary key is what
makes it that letter.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select, update

from zaaikalender.core.letters import Letter, Purpose, Stage
from zaaikalender.core.people import Answer
from zaaikalender.core.records import Intent
from zaaikalender.errors import Stale
from zaaikalender.store import codec
from zaaikalender.store.models import outbox
from zaaikalender.store.statements import THIS, upsert

_MINE = (
    select(outbox)
    .where(outbox.c.calendar == THIS)
    .order_by(outbox.c.at, outbox.c.key, outbox.c.sequence, outbox.c.recipient)
)

KEEP = timedelta(days=90)
"""How long after its appointment a mail is remembered."""


def _row(letter: Letter) -> dict[str, Any]:
    """A letter as the columns of `outbox`."""
    calendar, key, method, sequence, recipient = letter.id
    return {
        "calendar": calendar,
        "key": key,
        "method": method,
        "sequence": sequence,
        "recipient": recipient,
        "stage": letter.stage.value,
        "tries": letter.tries,
        "at": letter.at,
        "over": letter.over,
        "letter": letter_json(letter),
    }


def letter_json(letter: Letter) -> dict[str, codec.Json]:
    """What a letter says."""
    return {
        "purpose": letter.purpose.value,
        "to": codec.person_json(letter.to),
        "uid": letter.uid,
        "guests": codec.people_json(letter.guests),
        "draft": codec.draft_json(letter.draft),
        "subject": letter.subject,
        "body": letter.body,
        "stood": letter.stood.value,
    }


def letter_of(row: Row[Any]) -> Letter:
    """The opposite of `_row`."""
    said = row.letter
    return Letter(
        calendar=row.calendar,
        key=row.key,
        purpose=Purpose(said["purpose"]),
        sequence=row.sequence,
        to=codec.person_of(said["to"]),
        uid=said["uid"],
        guests=codec.people_of(said["guests"]),
        draft=codec.draft_of(said["draft"]),
        subject=said["subject"],
        body=said["body"],
        at=row.at,
        over=row.over,
        stood=Answer(said["stood"]),
        stage=Stage(row.stage),
        tries=row.tries,
    )


def letters_of(connection: Connection, calendar: str) -> tuple[Letter, ...]:
    """All letters about a calendar's appointments, oldest first."""
    return tuple(letter_of(row) for row in connection.execute(_MINE, {"calendar": calendar}))


def _is(letter: Letter) -> ColumnElement[bool]:
    """The row of this letter."""
    columns = (outbox.c.calendar, outbox.c.key, outbox.c.method, outbox.c.sequence, outbox.c.recipient)
    return and_(*(column == value for column, value in zip(columns, letter.id, strict=True)))


def write(connection: Connection, letters: Iterable[Letter]) -> None:
    """Records new letters, and the stage of those that are there; what a letter says never changes."""
    for letter in letters:
        upsert(connection, outbox, [_row(letter)], change=False)
        changed = update(outbox).where(_is(letter))
        connection.execute(changed.values(stage=letter.stage.value, tries=letter.tries))


def draft(connection: Connection, intent: Intent) -> None:
    """Records the letters of a write that is about to happen: none goes out before its outcome is known."""
    rows = [_row(letter) | {"stage": Stage.DRAFTED.value} for letter in intent.letters]
    upsert(connection, outbox, rows, change=False)


def _drafted(intent: Intent) -> ColumnElement[bool]:
    """The letters that wait for this write."""
    mine = and_(outbox.c.calendar == intent.calendar, outbox.c.key == intent.key)
    return and_(mine, outbox.c.stage == Stage.DRAFTED.value)


def release(connection: Connection, intent: Intent) -> None:
    """The write succeeded: its letters may go out."""
    connection.execute(update(outbox).where(_drafted(intent)).values(stage=Stage.WAITING.value))


def discard(connection: Connection, intent: Intent) -> None:
    """The write did not happen: there is nothing to tell."""
    connection.execute(delete(outbox).where(_drafted(intent)))


def hand_over(connection: Connection, letter: Letter) -> None:
    """From here on the mail server may have it. Raises `Stale` where it does not wait any more."""
    waits = and_(_is(letter), outbox.c.stage == Stage.WAITING.value)
    changed = connection.execute(update(outbox).where(waits).values(stage=Stage.HANDING.value))
    if changed.rowcount != 1:
        raise Stale("A letter does not wait any more. The next pass decides again.")


def posted(connection: Connection, letter: Letter, stage: Stage) -> None:
    """What became of it. What its owner decided meanwhile stays as he decided."""
    under_way = (Stage.WAITING.value, Stage.HANDING.value)
    mine = and_(_is(letter), outbox.c.stage.in_(under_way), outbox.c.tries == letter.tries)
    connection.execute(update(outbox).where(mine).values(stage=stage.value))


def forget_old(connection: Connection, calendar: str, *, now: datetime) -> None:
    """Removes letters about what is long over."""
    mine = and_(outbox.c.calendar == calendar, outbox.c.over < now - KEEP)
    connection.execute(delete(outbox).where(mine))
