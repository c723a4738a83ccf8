"""What a pass loads: all that is known of one calendar, as it was at one moment.

You need this when a pass must know one more thing: name it as `Known` does, and say when it is there. Most
tables are empty for most calendars. One statement says which are worth asking, in the transaction that then
asks them, so that an unchanged pass runs half a dozen statements instead of fourteen.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Exists, Table, exists, select

from zaaikalender.core.records import Known
from zaaikalender.store import (
    entries,
    forgetting,
    helping,
    history,
    items,
    models,
    outbox,
    questions,
    sessions,
    states,
    subjects,
)
from zaaikalender.store.statements import THIS

_Load: TypeAlias = Callable[[Connection, str], Any]


def known_of(connection: Connection, calendar: str, *, now: datetime) -> Known:
    """All that is known of a calendar; of one that was never seen, nothing."""
    there = connection.execute(_THERE, {"calendar": calendar}).mappings().one()
    found = {name: load(connection, calendar) for name, (_, load) in _PARTS.items() if there[name]}
    if there[_SPENT]:
        found[_SPENT] = history.spent_of(connection, calendar, now=now)
    if "sessions" in found:
        found["turnout"] = sessions.turnout_of(connection, since=now.date())
    return Known(state=states.state_of(connection, calendar), **found)


def own_of(connection: Connection, calendar: str) -> Known:
    """What is known of a calendar by itself; of the office the rules' names and the projects at home here."""
    found = {name: _PARTS[name][1](connection, calendar) for name in _OWN}
    home = subjects.at_home(connection, calendar)
    return Known(state=states.state_of(connection, calendar), subjects=home, **found)


def _of_this(table: Table) -> Exists:
    return exists().where(table.c.calendar == THIS)


def _of_all(table: Table) -> Exists:
    return exists().select_from(table)


_SPENT = "spent"
_PARTS: Mapping[str, tuple[Exists, _Load]] = {
    "entries": (_of_this(models.entries), entries.entries_of),
    "intents": (_of_this(models.intents), entries.intents_of),
    "kept": (_of_this(models.items), items.kept_of),
    "questions": (_of_this(models.questions), questions.questions_of),
    "words": (_of_this(models.words), questions.words_of),
    "letters": (_of_this(models.outbox), outbox.letters_of),
    "elsewhere": (items.ANY_ELSEWHERE, items.elsewhere_of),
    "foreign": (entries.ANY_FOREIGN, entries.foreign_keys),
    "helps": (helping.ANY, helping.helps_of),
    "subjects": (_of_all(models.subjects), lambda connection, _: subjects.subjects_of(connection)),
    "forgotten": (_of_all(models.forgotten), lambda connection, _: forgetting.marks_of(connection)),
    "renames": (_of_all(models.renames), lambda connection, _: states.renames_of(connection)),
    "sessions": (_of_all(models.sessions), lambda connection, _: sessions.sessions_of(connection)),
}
"""The fields of `Known`: when there is something to load, and how. What is not there has its default."""

_OWN = ("entries", "intents", "kept", "questions", "words", "letters", "renames")
"""Those whose cost does not grow with the office."""

_THERE = select(
    _of_this(models.writes).label(_SPENT), *(some.label(name) for name, (some, _) in _PARTS.items())
)
