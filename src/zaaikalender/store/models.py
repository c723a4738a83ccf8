"""What must survive a restart, table by table.

You need this when something more must be remembered: add a column here and a migration beside it
(`migrations/`; a test compares the two on both databases). Whatever belongs to one calendar hangs from its
row in `calendars` and goes when that goes. A column that may hold a person's words says why it is kept and
until when.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from zaaikalender.store import columns, models_pages, models_sessions, models_trail
from zaaikalender.store.columns import FORGET, GONE, OVER, calendar, entry, number, personal
from zaaikalender.store.types import AnyText, Code, Data, Moment, Number

metadata = columns.metadata
"""All tables, those of other modules too."""

sessions, absences = models_sessions.sessions, models_sessions.absences
tickets, logins = models_pages.tickets, models_pages.logins
trail, trail_heads = models_trail.trail, models_trail.trail_heads

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Code, nullable=False),
)
"""One row: which office key this database belongs to. Locked by whoever works for the whole office."""

calendars = Table(
    "calendars",
    metadata,
    Column("name", Code, primary_key=True),
    Column("consent_at", Moment),
    Column("consent_rules", Code),
    Column("paused_at", Moment),
    Column("cursor", AnyText, info=personal("where the next read may start", FORGET)),
    Column("fingerprint", Code),
    Column("window_start", Moment),
    Column("window_end", Moment),
    Column("last_good", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column(
        "failure", AnyText, nullable=False, server_default="", info=personal("the last failure", "it works")
    ),
    Column("next_due", Moment),
    Column("next_question", Integer, nullable=False, server_default="1"),
    Column("holder", Code),
    Column("fence", Number, nullable=False, server_default="0"),
    Column("lease_until", Moment),
)

items = Table(
    "items",
    metadata,
    calendar(key=True),
    Column("ref", AnyText, primary_key=True, info=personal("to see what changed", GONE)),
    Column("version", AnyText, nullable=False, info=personal("to see what changed", GONE)),
    Column("uid", AnyText, nullable=False, info=personal("to tell a moved event", GONE)),
    Column("busy", Text, nullable=False, info=personal("to plan in free time only", GONE)),
    Column("events", Data, info=personal("project ends and our own events", GONE)),
    Column("replies", Data, info=personal("who answered an invitation of ours", GONE)),
    Column("met", Data, info=personal("meetings with somebody on the list", GONE)),
)
"""`busy` is a JSON list: start and end in microseconds since 1970 (UTC), 1 for leave or 0; and so on."""

Index(
    "ix_items_with_events",
    items.c.calendar,
    sqlite_where=items.c.events.is_not(None),
    postgresql_where=items.c.events.is_not(None),
)

entries = Table(
    "entries",
    metadata,
    calendar(key=True),
    Column("key", Code, primary_key=True),
    *entry(),
    Index(None, "kind", "state"),
)

intents = Table(
    "intents",
    metadata,
    calendar(key=True),
    Column("key", Code, primary_key=True),
    Column("act", Code, nullable=False),
    Column("at", Moment, nullable=False),
    *entry(),
)
"""Writes that may be under way; one at a time for each appointment."""

writes = Table(
    "writes",
    metadata,
    number(),
    calendar(),
    Column("act", Code, nullable=False),
    Column("kind", Code, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "calendar", "at"),
)
"""Writes of the last two days, for the limits."""

subjects = Table(
    "subjects",
    metadata,
    Column(
        "id", AnyText, primary_key=True, info=personal("one follow-up per project", "its home is forgotten")
    ),
    Column("home", Code, nullable=False),
    Column("project", AnyText, nullable=False, info=personal("to know it again", "its home is forgotten")),
)

subject_uids = Table(
    "subject_uids",
    metadata,
    Column(
        "uid", AnyText, primary_key=True, info=personal("one follow-up per project", "its home is forgotten")
    ),
    Column(
        "subject",
        AnyText,
        ForeignKey("subjects.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=personal("one follow-up per project", "its home is forgotten"),
    ),
)

questions = Table(
    "questions",
    metadata,
    calendar(key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Code, nullable=False),
    Column("about", Code),
    Column("code", Code, nullable=False),
    Column("because", Data, nullable=False, info=personal("to ask, and to ask once only", "it is withdrawn")),
    Column("choices", Data, nullable=False, info=personal("to ask, and to ask once only", "it is withdrawn")),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Code),
    Column("answered_at", Moment),
    UniqueConstraint("calendar", "key"),
)

decisions = Table(
    "decisions",
    metadata,
    number(),
    calendar(),
    Column("key", Code, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("what", Code, nullable=False),
    Column("because", Data, nullable=False, info=personal("to tell its owner why", FORGET)),
)

words = Table(
    "words",
    metadata,
    number(),
    calendar(),
    Column("key", Code, nullable=False),
    Column("word", Code, nullable=False),
    Column("choice", Code, nullable=False),
    Column("at", Moment, nullable=False),
    # A pass says which words it took in: a number may not come back for another word.
    sqlite_autoincrement=True,
)

runs = Table(
    "runs",
    metadata,
    number(),
    calendar(),
    Column("started", Moment, nullable=False),
    Column("ended", Moment, nullable=False),
    Column("outcome", Code, nullable=False),
    Column(
        "sentence", AnyText, nullable=False, info=personal("to say what went wrong", "90 days have passed")
    ),
    Column("counts", Data, nullable=False, info=personal("to say what was done", "90 days have passed")),
    Index(None, "calendar", "ended"),
)

credentials = Table(
    "credentials",
    metadata,
    calendar(key=True),
    Column("account", AnyText, primary_key=True, info=personal("who logs in", FORGET)),
    Column("provider", Code, primary_key=True),
    Column("key", Code, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False, info=personal("to log in", FORGET)),
    Column("at", Moment, nullable=False),
)
"""Passwords and tokens; `sealed` is opened with the key file alone."""

outbox = Table(
    "outbox",
    metadata,
    calendar(key=True),
    Column("key", Code, primary_key=True),
    Column("method", Code, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("recipient", AnyText, primary_key=True, info=personal("whom we mailed", OVER)),
    Column("stage", Code, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("over", Moment, nullable=False),
    Column("letter", Data, nullable=False, info=personal("to mail what changes", OVER)),
)
"""Mails of ours: what makes one the same mail is its primary key, so that none is sent twice."""

lists = Table(
    "lists",
    metadata,
    calendar(key=True),
    Column("key", Code, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False, info=personal("whom its owner means to see", FORGET)),
    Column("at", Moment, nullable=False),
)
"""Lists of contacts, each one sealed text that the key file alone opens."""

renames = Table(
    "renames",
    metadata,
    Column("new", AnyText, primary_key=True, info=personal("a rule's name in the config", "never")),
    Column("old", AnyText, nullable=False, info=personal("a rule's name in the config", "never")),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("mark", Code, primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Keyed hashes of the addresses of people who asked to be forgotten."""
