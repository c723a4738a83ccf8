"""The kinds of columns that we have: instants, texts of other people, codes of ours, JSON.

You need this to add a column. The kind of a text column says what may be in it: an `AnyText` or a `Data`
may hold a person's words and must tell why it is kept and until when (`models.personal`); a `Code` holds
words of our own.
"""

import re
from datetime import UTC, datetime

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

Number = BigInteger().with_variant(Integer, "sqlite")
"""A row's number: SQLite counts by itself only in an INTEGER."""

Code = String
"""A word of our own: a state, a kind, a calendar's name in the config."""

Data = JSON(none_as_null=True)
"""A value as JSON. Not JSONB: that refuses an escaped NUL, and no query ever looks inside."""


class Moment(TypeDecorator[datetime]):
    """An instant. Refuses a time without a zone, stores UTC, gives UTC back; SQLite itself drops the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way in."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone is no moment")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On the way out."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_ESCAPE = "\x10"  # the control character that Unicode calls "data link escape"
_UNSTORABLE = re.compile("[\x00\x10\ud800-\udfff]")
_ESCAPED = re.compile("\x10([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text that others wrote, given back exactly as it came.

    A database takes no NUL and no half of a surrogate pair; a file name that is no UTF-8 holds the latter
    (PEP 383). Such characters are stored as an escape character and four hexadecimal digits.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way in."""
        del dialect
        if value is None or not _UNSTORABLE.search(value):
            return value
        return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way out."""
        del dialect
        if value is None or _ESCAPE not in value:
            return value
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
