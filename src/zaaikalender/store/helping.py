"""Which quarters of an hour of other calendars ask a colleague for help: the office's count.

You need this when a helper got more of them in a week than he should, or fewer.
"""

from sqlalchemy import Connection, exists, select

from zaaikalender.core.appointments import Kind
from zaaikalender.core.helping import RULE, Help, help_in
from zaaikalender.store.entries import entry_of
from zaaikalender.store.models import entries
from zaaikalender.store.statements import THIS

_ELSEWHERE = (entries.c.kind == Kind.ACTION.value, entries.c.rule == RULE, entries.c.calendar != THIS)
_HELPS = select(entries).where(*_ELSEWHERE).order_by(entries.c.key)
ANY = exists().where(*_ELSEWHERE)
"""Whether there is anything for `helps_of`."""


def helps_of(connection: Connection, calendar: str) -> tuple[Help, ...]:
    """Those of all calendars but this one."""
    found = (help_in(entry_of(row)) for row in connection.execute(_HELPS, {"calendar": calendar}))
    return tuple(each for each in found if each)
