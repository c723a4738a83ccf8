"""The trail: what was connected, approved, written and taken along, in lines that cannot be changed unseen.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    op.create_table(
        "trail",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", types.Number, autoincrement=False, nullable=False),
        sa.Column("at", types.Moment(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_trail")),
    )
    op.create_table(
        "trail_heads",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("number", types.Number, nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_trail_heads")),
    )
