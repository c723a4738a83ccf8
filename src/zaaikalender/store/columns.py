"""Columns that several tables have, and what each column that may hold a person's words must say.

You need this to add a column or a table: `models.py` puts them together.
"""

from sqlalchemy import Column, ForeignKey, Identity, Integer, MetaData

from zaaikalender.store.types import AnyText, Code, Data, Moment, Number

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

FORGET = "its calendar is forgotten"
GONE = "it leaves the calendar"
OVER = "its appointment is 90 days over"


def personal(why: str, until: str) -> dict[str, str]:
    """Marks a column that may hold a person's words: what it is for, and when it goes."""
    return {"why": why, "until": until}


def calendar(*, key: bool = False) -> Column[str]:
    """The calendar to which a row belongs, and with which it goes."""
    owner = ForeignKey("calendars.name", ondelete="CASCADE")
    return Column("calendar", Code, owner, primary_key=key, nullable=False)


def number() -> Column[int]:
    """A row's number, counted by the database; an identity asks no right to a sequence of its own."""
    return Column("id", Number, Identity(), primary_key=True)


def entry() -> tuple[Column[object], ...]:
    """The columns of an `Entry`; an intent holds one too."""
    found = personal("to find our own event again", FORGET)
    told = personal("to tell its owner why, and what it is about", FORGET)
    return (
        Column("kind", Code, nullable=False),
        Column("identity", Code, nullable=False),
        Column("rule", AnyText, nullable=False, info=personal("a rule's name in the config", FORGET)),
        Column("subject", AnyText, nullable=False, info=personal("what it belongs to", FORGET)),
        Column("cycle", Code, nullable=False),
        Column("generation", Integer, nullable=False),
        Column("state", Code, nullable=False),
        Column("since", Moment, nullable=False),
        Column("because", Data, nullable=False, info=told),
        Column("ref", AnyText, info=found),
        Column("uid", AnyText, info=found),
        Column("version", AnyText, info=found),
        Column("project", AnyText, nullable=False, info=told),
        Column(
            "details",
            Data,
            nullable=False,
            info=personal("what we wrote, and whom to invite", FORGET),
        ),
    )
