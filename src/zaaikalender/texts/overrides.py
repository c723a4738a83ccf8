"""Templates of the office's own, in the place of ours one by one.

You need this to read the file that `[texts] file` names. It has the tables of `nl.toml`; what it does not
hold stays ours. What the product reads back from calendars cannot be lost: the prefix of proposals is fixed,
and lines such as `gasten: {guests}` must stay in a text that has them.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zaaikalender.errors import ConfigurationError
from zaaikalender.texts.templates import PLACE, built_in, flattened, places

FIXED = frozenset({"title.proposal_prefix", "text.answer_line"})
"""Templates that are no matter of taste: the product recognises a person's word by them."""

_READ_BACK = re.compile(r"(gasten|volgende|actie|next|action):( \{guests\})?$")
_FIRST_IN_LINE = re.compile(r"^[ \t]*\{(?!carried\})", re.MULTILINE)


def read_overrides(file: Path, *, language: str) -> dict[str, str]:
    """The templates in a file, by code. Raises `ConfigurationError` that names file, code and cure."""
    ours = built_in(language)
    own = _read(file)
    if wrong := [f"{file}: {code} {why}" for code, text in own.items() for why in _wrong(code, text, ours)]:
        raise ConfigurationError("\n".join(wrong))
    return own


def _read(file: Path) -> dict[str, str]:
    try:
        return dict(flattened(tomllib.loads(file.read_bytes().decode("utf-8-sig"))))
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise ConfigurationError(f"{file}: cannot be read ({why}). Mend it, or [texts] file.") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{file}: is not UTF-8. Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: is not TOML: {error}. Mend that line.") from None
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{file}: {error} must be a text. Put it in quotes.") from None


def _wrong(code: str, text: str, ours: Mapping[str, str]) -> Iterator[str]:
    """Why this template cannot take the place of ours."""
    if code not in ours:
        yield f"is not a text of ours.{_near(code, ours)}"
    elif code in FIXED:
        yield "cannot be changed: a person's word is recognised by it. Leave it out."
    else:
        yield from _wrong_places(text, places(ours[code]))
        if "\n" in text and "\n" not in ours[code]:
            yield "must be one line."
        for line in _read_back(ours[code]):
            if line not in _read_back(text):
                yield f"must keep the line '{line}': it is read back from the calendar."


def _wrong_places(text: str, known: frozenset[str]) -> Iterator[str]:
    for name in sorted(places(text) - known):
        may = " and ".join(f"{{{each}}}" for each in sorted(known)) or "no place"
        yield f"has an unknown place {{{name}}}; it may hold {may}.{_near(name, known)}"
    if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
        yield "has a brace that is not part of a place such as {project}. Take it away."
    if _FIRST_IN_LINE.search(text):
        yield "has a line that begins with a place. Put a word before it: no foreign text may begin a line."


def _read_back(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if _READ_BACK.match(line.strip())]


def _near(typed: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(typed, known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""
