"""What Alembic runs to bring a database up to date, inside the transaction that `schema` opened.

You need this only to change how migrations are compared or run; it works with `schema.settings` alone.
"""

from typing import Any

from alembic import context

from zaaikalender.store.models import metadata


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether a thing in the database is ours to compare: other programs' tables may stand beside ours."""
    return kind != "table" or name in metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
    user_module_prefix="types.",
    include_name=_is_ours,
)
with context.begin_transaction():
    context.run_migrations()
