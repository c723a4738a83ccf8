"""What is wrong with a config, and the sentence that says so.

You need this when a mistake should be pointed out better. A `Problem` is a key and the rest of a sentence
that begins with that key ("… must be hours of the day"); `pointed_out` puts file, line and key before it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from zaaikalender.config.keys import Key, homes_of, is_list, keys_of, shown, table_at, table_in
from zaaikalender.config.lines import line_of
from zaaikalender.config.suggest import did_you_mean, either
from zaaikalender.errors import ConfigurationError

_SECRET = re.compile(r"(^|_)(pass(word|wd|wort)?|wachtwoord|secret|token|bearer|api_?key|private_key)s?$")
_OF_PYDANTIC = "Value error, "


@dataclass(frozen=True, slots=True)
class Problem:
    """A key, and what is the matter with it."""

    key: Key
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where values came from: the file with its lines, and the variables that override it."""

    file: Path
    lines: Mapping[Key, int]
    variables: Mapping[Key, str] = field(default_factory=dict)

    def of(self, key: Key) -> str:
        """`zaaikalender.toml:12`, or the variable that set it."""
        if key in self.variables:
            return f"environment, {self.variables[key]}"
        line = line_of(key, self.lines)
        return f"{self.file}:{line}" if line else str(self.file)


def pointed_out(problems: Iterable[Problem], origin: Origin) -> ConfigurationError:
    """All that is wrong, a line each, in the order of the file."""
    ordered = sorted(problems, key=lambda problem: line_of(problem.key, origin.lines) or 0)
    lines = (f"{origin.of(problem.key)}: {shown(problem.key)} {problem.sentence}" for problem in ordered)
    return ConfigurationError("\n".join(dict.fromkeys(lines)))


def problems_in(error: ValidationError) -> list[Problem]:
    """What pydantic found, in our words. Its own would quote the input, which may be a secret."""
    details = error.errors(include_url=False)
    # A list whose only value is wrong counts as empty too: that says nothing new.
    refused = {detail["loc"][:size] for detail in details for size in range(len(detail["loc"]))}
    told = (each for each in details if each["type"] != "too_short" or each["loc"] not in refused)
    return [Problem(detail["loc"], _sentence(detail)) for detail in told]


def _sentence(detail: ErrorDetails) -> str:
    known = _SENTENCES.get(detail["type"])
    return known(detail) if known else "has a value of the wrong type."


def _choice(detail: ErrorDetails) -> str:
    words = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    return f"must be {either(words)}.{did_you_mean(str(detail['input']), words)}"


def _unknown(key: Key) -> str:
    """A key that nobody knows: a secret, a slip of the pen, or the right key in the wrong table."""
    name, table = str(key[-1]), table_at(key)
    known = list(keys_of(table)) if table else []
    if _SECRET.search(name.casefold()):
        return f"is a secret, and no secret belongs in this file. {_where_secrets_go(name, known)}"
    hint = did_you_mean(name, known) or next((f" Did you mean '{home}'?" for home in homes_of(name)), "")
    return f"is not a key that is known here.{hint}"


def _where_secrets_go(name: str, known: list[str]) -> str:
    named = [key for key in known if key.endswith("_env") and not key.startswith("bearer")]
    same = [key for key in known if key == f"{name.casefold()}_env"]
    key = next(iter([*same, *named]), "a key that ends in _env")
    return f"Put it in an environment variable and name that variable with {key}."


def _missing(key: Key) -> str:
    table = table_at(key)
    about = keys_of(table)[str(key[-1])] if table else None
    if about and table_in(about.annotation):
        return f"is missing: add {_header(key)}."
    description = (about.description if about else None) or "it cannot be left out."
    return f"is missing: {description[0].lower()}{description[1:]}"


def _wrong_shape(key: Key) -> str:
    if isinstance(key[-1], int) or _is_table(key):
        return f"must be a table: write {_header(key)}."
    return "must be a list that is not empty, in square brackets: ['one', 'two']."


def _is_table(key: Key) -> bool:
    table = table_at(key)
    found = keys_of(table).get(str(key[-1])) if table else None
    return found is not None and table_in(found.annotation) is not None


def _header(key: Key) -> str:
    """How the table at this key begins: `[office]`, or `[[calendar]]` with its double brackets."""
    name = shown(key)
    root = next(str(part) for part in key if isinstance(part, str))
    table = table_at((root,))
    many = table is not None and is_list(keys_of(table)[root])
    return f"[[{name}]], with double brackets" if many else f"[{name}]"


_SENTENCES: Mapping[str, Callable[[ErrorDetails], str]] = {
    "extra_forbidden": lambda detail: _unknown(detail["loc"]),
    "missing": lambda detail: _missing(detail["loc"]),
    "value_error": lambda detail: detail["msg"].removeprefix(_OF_PYDANTIC),
    "literal_error": _choice,
    "tuple_type": lambda detail: _wrong_shape(detail["loc"]),
    "model_type": lambda detail: _wrong_shape(detail["loc"]),
    "too_short": lambda detail: _wrong_shape(detail["loc"]),
    "bool_type": lambda _: "must be true or false, without quotes.",
    "int_type": lambda _: "must be a whole number, without quotes.",
    "greater_than_equal": lambda detail: f"must be {detail['ctx']['ge']} or more.",
    "less_than_equal": lambda detail: f"must be {detail['ctx']['le']} or less.",
}
"""Pydantic's kinds of error, in our words."""
