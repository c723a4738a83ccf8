"""Passwords and tokens, sealed: what logs in to a calendar may now be kept.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "credentials",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("account", types.AnyText(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_credentials_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "account", "provider", name=op.f("pk_credentials")),
    )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credentials_key"), ["key"], unique=False)
