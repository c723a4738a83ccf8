"""What all tables of the config have in common.

You need this to add a table. A table is frozen, knows its keys and no others, and checks its defaults as if
they had been written: so a default is given in the words that a person would use.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of the config. Its values are plain, frozen core values; it never shows what it refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True, populate_by_name=False
    )

    @classmethod
    def defaults(cls) -> Self:
        """The table as it is when the file does not have it."""
        return cls.model_validate({})
