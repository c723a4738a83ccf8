"""Templates: texts with plain named places, `{project}`, and nothing else that could do anything.

You need this to know what a template may hold. A place is filled in once, by name; there are no attributes,
no formats and no code, so that neither a foreign title nor an override can reach anything. A template may
have variants: `one` and `many` are told apart by the fact `count`, `with` and `without` by whether a fact is
empty.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

PLACE = re.compile(r"\{([a-z_]+)\}")

LANGUAGES = ("nl", "en")


@cache
def built_in(language: str) -> Mapping[str, str]:
    """Our own templates by code, such as `reason.end_moved` or `title.questions.one`."""
    file = Path(__file__).with_name(f"{language}.toml")
    return dict(flattened(tomllib.loads(file.read_text(encoding="utf-8"))))


def flattened(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Codes and texts of nested tables; a value that is no text raises ValueError that names its code."""
    for key, value in table.items():
        code = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from flattened(value, f"{code}.")
        elif isinstance(value, str):
            yield code, value.strip("\n")
        else:
            raise ValueError(code)  # noqa: TRY004 - the caller reports what the file holds, not a type


def places(template: str) -> frozenset[str]:
    """The names of the places in a template."""
    return frozenset(PLACE.findall(template))


def filled(template: str, fill: Callable[[str], str]) -> str:
    """The template with each place filled in once; what was filled in is never looked at again."""
    return PLACE.sub(lambda place: fill(place[1]), template)


def variant(templates: Mapping[str, str], code: str, facts: Mapping[str, object]) -> str | None:
    """The template for these facts, or None where there is none of that code."""
    if f"{code}.one" in templates:
        return templates[f"{code}.one" if facts.get("count") == 1 else f"{code}.many"]
    if (full := templates.get(f"{code}.with")) is not None:
        empty = any(facts.get(name) in (None, "") for name in places(full))
        return templates[f"{code}.without"] if empty else full
    return templates.get(code)
