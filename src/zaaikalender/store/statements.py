"""What statements have in common, and the one that the two databases spell alike but SQLAlchemy does not.

You need this to store something that may be there already, or to write a statement that every pass runs.
Such a statement is made once, when its module is loaded, with parameters in it (`THIS`, `since`): to make it
anew costs three times as much as to run it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]

THIS: BindParameter[str] = bindparam("calendar")
"""The calendar that a prepared statement is about: `connection.execute(..., {"calendar": name})`."""

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, change: bool = True) -> None:
    """Stores rows; what is there already under the same primary key is replaced, or with `change` False kept.

    All rows name the same columns. Columns that they do not name stay as they are.
    """
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = _INSERT[connection.dialect.name](table)
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if change and values:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=values)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, list(rows))
