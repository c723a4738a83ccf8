"""Which keys there are, and in which table.

You need this to look up a key by its path: for "did you mean", for the environment, and to check that every
key is documented. A path is `("office", "hours")`, and `("calendar", 0, "path")` in a list of tables.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, get_args

from pydantic.fields import FieldInfo

from zaaikalender.config.settings import Settings
from zaaikalender.config.table import Table

Key: TypeAlias = tuple[str | int, ...]
"""Where a value stands in the config."""


def keys_of(table: type[Table]) -> Mapping[str, FieldInfo]:
    """The keys of a table as they are written in the file."""
    return {field.alias or name: field for name, field in table.model_fields.items()}


def table_in(annotation: object) -> type[Table] | None:
    """The table behind a field's type: `Mail`, `Mail | None` and `tuple[Calendar, ...]` all hold one."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next(filter(None, map(table_in, get_args(annotation))), None)


def is_list(field: FieldInfo) -> bool:
    """Whether a key is a list of tables, written with double brackets."""
    return (
        table_in(field.annotation) is not None
        and len(get_args(field.annotation)) > 1
        and not _optional(field)
    )


def table_at(key: Key) -> type[Table] | None:
    """The table that holds what stands at `key`; None where there is no such table."""
    table: type[Table] | None = Settings
    for part in key[:-1]:
        if isinstance(part, str):
            field = keys_of(table).get(part) if table else None
            table = table_in(field.annotation) if field else None
    return table


def sections() -> Iterator[tuple[str, FieldInfo, type[Table]]]:
    """All tables of the file: name, field and the table itself."""
    for name, field in keys_of(Settings).items():
        if table := table_in(field.annotation):
            yield name, field, table


def homes_of(key: str) -> list[str]:
    """The tables that know a key of this name, as `office.margin`: for who wrote it in the wrong one."""
    return [f"{name}.{key}" for name, _, table in sections() if key in keys_of(table)]


def shown(key: Key) -> str:
    """A key as a person writes it; the place in a list of tables is told by its line."""
    return ".".join(part for part in key if isinstance(part, str))


def _optional(field: FieldInfo) -> bool:
    return type(None) in get_args(field.annotation)
