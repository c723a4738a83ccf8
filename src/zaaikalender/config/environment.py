"""Settings from the environment: `ZAAI_OFFICE__HOLIDAYS=BE` overrides `[office] holidays`.

You need this to know which variables count. Single values and lists of them can be overridden; lists of
tables cannot. A variable that a `*_env` key names holds a secret, whatever it is called, and is left alone;
so is `ZAAI_CONFIG`, which names the file.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zaaikalender.config.json_schema import kind_of
from zaaikalender.config.keys import Key, is_list, keys_of, sections, table_in
from zaaikalender.config.settings import Settings
from zaaikalender.config.suggest import did_you_mean
from zaaikalender.errors import ConfigurationError

_PREFIX = "ZAAI_"
_OURS = frozenset({"ZAAI_CONFIG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A value from the environment, for the key that it overrides. Its value never shows."""

    key: Key
    variable: str
    value: object


def overrides(environ: Mapping[str, str], *, secrets: Iterable[str]) -> tuple[Override, ...]:
    """What the environment overrides. Raises `ConfigurationError` for a name that only looks like a key."""
    known = {_PREFIX + "__".join(key).upper(): key for key in _keys()}
    candidates = sorted(name for name in environ if name.startswith(_PREFIX))
    mine = [name for name in candidates if name not in _OURS | frozenset(secrets)]
    if wrong := [why for name in mine if name not in known and (why := _wrong(name, known))]:
        raise ConfigurationError("\n".join(wrong))
    return tuple(
        Override(key=known[name], variable=name, value=_value(environ[name], known[name]))
        for name in mine
        if name in known
    )


def named_secrets(raw: object) -> Iterator[str]:
    """All variables that the file names with a key that ends in `_env`."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key.endswith("_env") and isinstance(value, str):
                yield value
            yield from named_secrets(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from named_secrets(value)


def _keys() -> Iterator[tuple[str, ...]]:
    """Every key that a variable may override."""
    yield from ((name,) for name, field in keys_of(Settings).items() if not table_in(field.annotation))
    for name, field, table in sections():
        if not is_list(field):
            yield from ((name, key) for key in keys_of(table))


def _wrong(name: str, known: Mapping[str, Key]) -> str:
    """A sentence where a name looks like one of ours and is none; empty where it is somebody else's."""
    lists = {f"{_PREFIX}{section.upper()}__" for section, field, _ in sections() if is_list(field)}
    if any(name.startswith(start) for start in lists):
        return f"environment, {name}: a list of tables is set in the file alone. Take the variable away."
    hint = did_you_mean(name, known)
    single = {variable.replace("__", "_") for variable in known if "__" in variable}
    if "__" in name or name in single:
        return f"environment, {name}: is not a setting.{hint or ' Name it ZAAI_SECTION__KEY.'}"
    return ""


def _value(text: str, key: Key) -> object:
    """The text, or the number, the truth or the list that the setting asks for."""
    kind = kind_of(key)
    if kind == "string":
        return text
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except (ValueError, RecursionError):
        return [part.strip() for part in text.split(",")] if kind == "array" else text
