"""The pages: who is signed in may now be remembered, and who somebody is at a provider.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "tickets",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("until", types.Moment(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_tickets")),
    )
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_person"), ["person"], unique=False)
        batch_op.create_index(batch_op.f("ix_tickets_until"), ["until"], unique=False)

    op.create_table(
        "logins",
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("issuer", types.AnyText(), nullable=False),
        sa.Column("subject", types.AnyText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar"], ["calendars.name"], name=op.f("fk_logins_calendar"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("calendar", "issuer", name=op.f("pk_logins")),
    )
