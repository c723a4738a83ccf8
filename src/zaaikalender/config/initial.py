"""The annotated config to start from, and its schema.

You need this for `init`. The text has one source, the file beside this module; a test holds the copy in the
repository's `config/` to it, and every key and default in it to the settings.
"""

from pathlib import Path

from zaaikalender.config import json_schema
from zaaikalender.errors import ConfigurationError

FILE_NAME = "zaaikalender.toml"


def annotated() -> str:
    """The annotated config: all keys, with the values that hold without them."""
    return Path(__file__).with_name(FILE_NAME).read_text(encoding="utf-8")


def write_initial(directory: Path) -> tuple[Path, ...]:
    """Writes the annotated config and its schema, and returns where; makes the directory where need be.

    Overwrites nothing: raises `ConfigurationError` that names the file, and then has written none of them.
    """
    texts = {directory / FILE_NAME: annotated(), directory / json_schema.FILE_NAME: json_schema.schema_text()}
    for path in texts:
        if path.exists() or path.is_symlink():
            raise ConfigurationError(f"{path}: is there already. Name another directory, or move it away.")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise ConfigurationError(f"{directory}: cannot be written ({why}). Name another directory.") from None
    return tuple(texts)
