"""The office's afternoons together: which days were chosen, and who could not come.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "sessions",
        sa.Column("rule", types.AnyText(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("start", types.Moment(timezone=True), nullable=True),
        sa.Column("end", types.Moment(timezone=True), nullable=True),
        sa.Column("looked", sa.String(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("calendars", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("rule", "year", "number", name=op.f("pk_sessions")),
    )
    op.create_table(
        "absences",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("rule", types.AnyText(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_absences_calendar"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["rule", "year", "number"],
            ["sessions.rule", "sessions.year", "sessions.number"],
            name=op.f("fk_absences_rule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("calendar", "rule", "year", "number", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entries_kind_state"), ["kind", "state"], unique=False)
