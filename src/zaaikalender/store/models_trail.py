"""The trail as tables: what happened to each calendar, in lines that cannot be changed unseen.

You need this to see what a line holds: ids and words of ours, never a title, a name or an address.
"""

from sqlalchemy import Column, Table

from zaaikalender.store.columns import metadata
from zaaikalender.store.types import Code, Moment, Number

trail = Table(
    "trail",
    metadata,
    Column("chain", Code, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("what", Code, nullable=False),
    Column("about", Code, nullable=False),
    Column("seal", Code, nullable=False),
)
"""`chain` is a calendar's name, or empty for the office; `about` an appointment's key, or empty."""

trail_heads = Table(
    "trail_heads",
    metadata,
    Column("chain", Code, primary_key=True),
    Column("number", Number, nullable=False),
    Column("last", Code, nullable=False),
    Column("seal", Code, nullable=False),
)
"""How long each chain is, and the seal of its newest line; sealed, so that no end is cut off unseen."""
