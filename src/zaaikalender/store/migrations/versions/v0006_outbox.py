"""Mails of ours, each recorded before it is sent; and answers that came by mail and lie in a calendar.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "outbox",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recipient", types.AnyText(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.Column("over", types.Moment(timezone=True), nullable=False),
        sa.Column("letter", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_outbox_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "key", "method", "sequence", "recipient", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replies", sa.JSON(none_as_null=True), nullable=True))
