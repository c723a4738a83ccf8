"""Settings and rules: a file and the environment become core values, checked whole at the door.

You need this at the start of every command:

    settings = config.load(Path("config/zaaikalender.toml"), os.environ, today=date.today())

This package is the only door to pydantic, `regex` and `holidays`. A mistake is a `ConfigurationError`: file
and line, key, what was expected, "did you mean".
"""

from zaaikalender.config.configuration import (
    CalendarConfig,
    Config,
    FolderConfig,
    OtherConfig,
    ProviderConfig,
)
from zaaikalender.config.initial import annotated, write_initial
from zaaikalender.config.load import load

__all__ = [
    "CalendarConfig",
    "Config",
    "FolderConfig",
    "OtherConfig",
    "ProviderConfig",
    "annotated",
    "load",
    "write_initial",
]
