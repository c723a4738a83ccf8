"""From a file and the environment to a config, or to sentences that say what to mend.

You need this at the start of every command. Everything is checked here, at the door, and all that is wrong
is told at once; nothing is done on half a config.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from zaaikalender.config.build import built, folders_twice
from zaaikalender.config.configuration import Config
from zaaikalender.config.environment import Override, named_secrets, overrides
from zaaikalender.config.lines import lines_of
from zaaikalender.config.problems import Origin, Problem, pointed_out, problems_in
from zaaikalender.config.relations import related_problems
from zaaikalender.config.settings import Settings
from zaaikalender.errors import ConfigurationError

_LARGEST = 1_000_000
_AT = re.compile(
    r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)
_TWICE = re.compile(r"Cannot (overwrite|declare|mutate|redefine)", re.IGNORECASE)


def load(path: Path, environ: Mapping[str, str], *, today: date) -> Config:
    """The config in a file, with what the environment overrides.

    `today` (in any zone) decides the years whose public holidays are known. Raises `ConfigurationError` with
    a line for each thing that is wrong: where, which key, what was expected.
    """
    text = _read(path)
    raw = _parsed(text, path)
    found = overrides(environ, secrets=named_secrets(raw))
    origin = Origin(
        file=path, lines=lines_of(text), variables={override.key: override.variable for override in found}
    )
    # Before the environment is laid over it: there a password is in its place.
    if _holds_password(raw):
        raise pointed_out([Problem(("store", "url"), _NOT_HERE)], origin)
    settings = _checked(_overlaid(raw, found), origin)
    file = path.absolute()
    if problems := [*related_problems(settings), *folders_twice(settings, file.parent)]:
        raise pointed_out(problems, origin)
    return built(settings, file, today=today)


_NOT_HERE = (
    "holds a password, and no secret belongs in this file. Put the whole address in the environment variable"
    " ZAAI_STORE__URL."
)


def _checked(raw: Mapping[str, Any], origin: Origin) -> Settings:
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise pointed_out(problems_in(error), origin) from None


def _read(path: Path) -> str:
    """The text of the file, without a byte order mark."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigurationError(f"{path}: is larger than a config can be. Name the right file.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path}: there is no such file. Write one with `zaai init`, or name yours with --config."
        ) from None
    except OSError as error:
        why = (error.strerror or "cannot be read").lower()
        raise ConfigurationError(f"{path}: cannot be read ({why}). Make it a readable file.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{path}:{line}: is not UTF-8. Save the file as UTF-8.") from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigurationError(
            f"{path}: is nested too deeply to be a config. Name the right file."
        ) from None
    except ValueError as error:
        raise ConfigurationError(_not_toml(str(error), text, path)) from None


def _not_toml(message: str, text: str, path: Path) -> str:
    """What the reader says, with the line before it. It never quotes a value."""
    at = _AT.fullmatch(message)
    if not at:
        return f"{path}: is not TOML. Look for a number or a date that cannot be."
    line = at["line"] or text.count("\n") + 1
    if _TWICE.match(at["what"]):
        return f"{path}:{line}: the same key or table stands here for the second time. Keep one of them."
    column = f" (column {at['column']})" if at["column"] else ""
    return f"{path}:{line}: is not TOML: {at['what'][:1].lower()}{at['what'][1:]}{column}. Mend that line."


def _overlaid(raw: Mapping[str, Any], found: Iterable[Override]) -> dict[str, Any]:
    """The file's values with the environment's laid over them."""
    result = dict(raw)
    for override in found:
        *table, name = map(str, override.key)
        if not table:
            result[name] = override.value
        # What is no table stays as it is: the check tells it.
        elif isinstance(inner := result.get(table[0], {}), dict):
            result[table[0]] = {**inner, name: override.value}
    return result


def _holds_password(raw: Mapping[str, Any]) -> bool:
    """Whether the store's address, as the file has it, carries a password."""
    store = raw.get("store")
    url = store.get("url") if isinstance(store, dict) else None
    if not isinstance(url, str):
        return False
    try:
        return urlsplit(url).password is not None or "password=" in url
    except ValueError:
        return False
