"""Lists of contacts, sealed: whom somebody means to see may now be kept.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "lists",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_lists_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", name=op.f("pk_lists")),
    )
    with op.batch_alter_table("lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lists_key"), ["key"], unique=False)
