"""The office's afternoons together, as tables.

You need this when more must be remembered of a session; all other tables stand in `models`.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Integer, Table

from zaaikalender.store.columns import FORGET, calendar, metadata, personal
from zaaikalender.store.types import AnyText, Code, Moment

sessions = Table(
    "sessions",
    metadata,
    Column("rule", AnyText, primary_key=True, info=personal("a rule's name in the config", "never")),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("first", Code, nullable=False),
    Column("last", Code, nullable=False),
    Column("start", Moment),
    Column("end", Moment),
    Column("looked", Code),
    Column("best", Integer),
    Column("needed", Integer),
    Column("calendars", Integer),
)
"""The office's afternoons; days are ISO dates. Without a `start` the last four columns say why."""

absences = Table(
    "absences",
    metadata,
    calendar(key=True),
    Column("rule", AnyText, primary_key=True, info=personal("a rule's name in the config", FORGET)),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ("rule", "year", "number"), ("sessions.rule", "sessions.year", "sessions.number"), ondelete="CASCADE"
    ),
)
"""Calendars that were not free when a session was chosen."""
