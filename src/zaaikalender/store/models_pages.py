"""What the pages remember, as tables: who is signed in, and who somebody is at a provider.

You need this when more must be remembered of a visitor; all other tables stand in `models`.
"""

from sqlalchemy import Column, LargeBinary, Table

from zaaikalender.store.columns import FORGET, calendar, metadata, personal
from zaaikalender.store.types import AnyText, Code, Moment

tickets = Table(
    "tickets",
    metadata,
    Column("mark", Code, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("person", Code, nullable=False, index=True),
    Column("until", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False, info=personal("who is signed in", "it runs out")),
)
"""Sessions and what comes before them. `mark` is a hash of what the browser holds, `person` a keyed hash."""

logins = Table(
    "logins",
    metadata,
    calendar(key=True),
    Column("issuer", AnyText, primary_key=True, info=personal("where its owner signs in", FORGET)),
    Column("subject", AnyText, nullable=False, info=personal("to know its owner again", FORGET)),
)
"""Who the owner of a calendar is at a provider: an address may be given to somebody else one day."""
