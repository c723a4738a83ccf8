"""The beginning: all tables.

You need this only to see from what form later migrations start.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables; the way back is a backup."""
    op.create_table(
        "calendars",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("consent_at", types.Moment(timezone=True), nullable=True),
        sa.Column("consent_rules", sa.String(), nullable=True),
        sa.Column("paused_at", types.Moment(timezone=True), nullable=True),
        sa.Column("cursor", types.AnyText(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=True),
        sa.Column("window_start", types.Moment(timezone=True), nullable=True),
        sa.Column("window_end", types.Moment(timezone=True), nullable=True),
        sa.Column("last_good", types.Moment(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failure", types.AnyText(), server_default="", nullable=False),
        sa.Column("next_due", types.Moment(timezone=True), nullable=True),
        sa.Column("next_question", sa.Integer(), server_default="1", nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column(
            "fence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False
        ),
        sa.Column("lease_until", types.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_calendars")),
    )
    op.create_table(
        "forgotten",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_forgotten")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "renames",
        sa.Column("new", types.AnyText(), nullable=False),
        sa.Column("old", types.AnyText(), nullable=False),
        sa.PrimaryKeyConstraint("new", name=op.f("pk_renames")),
    )
    op.create_table(
        "subjects",
        sa.Column("id", types.AnyText(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("project", types.AnyText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("because", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_decisions_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_key"), ["key"], unique=False)

    op.create_table(
        "entries",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("rule", types.AnyText(), nullable=False),
        sa.Column("subject", types.AnyText(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", types.Moment(timezone=True), nullable=False),
        sa.Column("because", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ref", types.AnyText(), nullable=True),
        sa.Column("uid", types.AnyText(), nullable=True),
        sa.Column("version", types.AnyText(), nullable=True),
        sa.Column("project", types.AnyText(), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_entries_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "key", name=op.f("pk_entries")),
    )
    op.create_table(
        "intents",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("rule", types.AnyText(), nullable=False),
        sa.Column("subject", types.AnyText(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", types.Moment(timezone=True), nullable=False),
        sa.Column("because", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("ref", types.AnyText(), nullable=True),
        sa.Column("uid", types.AnyText(), nullable=True),
        sa.Column("version", types.AnyText(), nullable=True),
        sa.Column("project", types.AnyText(), nullable=False),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_intents_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "key", name=op.f("pk_intents")),
    )
    op.create_table(
        "items",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("ref", types.AnyText(), nullable=False),
        sa.Column("version", types.AnyText(), nullable=False),
        sa.Column("uid", types.AnyText(), nullable=False),
        sa.Column("busy", sa.Text(), nullable=False),
        sa.Column("events", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_items_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "ref", name=op.f("pk_items")),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_items_with_events",
            ["calendar"],
            unique=False,
            sqlite_where=sa.text("events IS NOT NULL"),
            postgresql_where=sa.text("events IS NOT NULL"),
        )

    op.create_table(
        "questions",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("because", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("asked_at", types.Moment(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_questions_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "number", name=op.f("pk_questions")),
        sa.UniqueConstraint("calendar", "key", name=op.f("uq_questions_calendar_key")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("started", types.Moment(timezone=True), nullable=False),
        sa.Column("ended", types.Moment(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("sentence", types.AnyText(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_runs_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_runs_calendar_ended"), ["calendar", "ended"], unique=False)

    op.create_table(
        "subject_uids",
        sa.Column("uid", types.AnyText(), nullable=False),
        sa.Column("subject", types.AnyText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject"], ["subjects.id"], name=op.f("fk_subject_uids_subject"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_subject_uids")),
    )
    with op.batch_alter_table("subject_uids", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_uids_subject"), ["subject"], unique=False)

    op.create_table(
        "words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_words_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "writes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_writes_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writes")),
    )
    with op.batch_alter_table("writes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_writes_calendar_at"), ["calendar", "at"], unique=False)
