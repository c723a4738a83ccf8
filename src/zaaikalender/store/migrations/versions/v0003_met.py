"""Meetings with somebody on a list are kept apart from project ends: nobody else's pass may see them.

You need this only to see what changed in the tables, and why.
"""

import sqlalchemy as sa
from alembic import op

from zaaikalender.store import types

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward; the way back is a backup."""
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("met", types.Data, nullable=True))
