"""Patterns over titles, behind a limit in time: the only door to `regex`.

You need this where the config holds a pattern. Titles come from strangers and patterns from people who do
not know what a pattern can cost: `(a+)+$` on thirty letters outlasts the office. So a match gets 50 ms, a
title is cut at 1,000 characters, and a pattern is tried on unkind titles before it is let in.
"""

from collections.abc import Iterator, Mapping

import regex

from zaaikalender.core.rules import TitlePattern
from zaaikalender.errors import ConfigurationError

LIMIT = 0.05
"""Seconds of one match; it may try three times."""

LONGEST_TITLE = 1_000
"""Characters of a title that are looked at; what comes after them says nothing about a project."""

LONGEST_PATTERN = 2_000
_TRIES = 3
_MOST_PROBES = 48
_UNKIND = ("a", "0", " ", "ab", "a ", "a, ", "aA0_", "-", ":", "a:", "é")


def check_pattern(source: object) -> str:
    """The pattern as it was written, once it compiles and holds its time on unkind titles.

    Raises ValueError with a sentence that says what is wrong.
    """
    if not isinstance(source, str) or not source:
        raise ValueError("must be a pattern over titles, in single quotes: '(?i)^einde'.")
    if len(source) > LONGEST_PATTERN:
        raise ValueError(f"is longer than {LONGEST_PATTERN:,} characters: split it into several tables.")
    pattern = _compiled(source)
    try:
        for title in _unkind_titles(source):
            _search(pattern, title)
    except TimeoutError:
        raise ValueError(
            "is a pattern that can take for ever: avoid a repetition within a repetition, such as '(a+)+'."
        ) from None
    return source


def title_pattern(source: str, *, rule: str) -> TitlePattern:
    """A checked pattern as the core wants it: title in, named groups out, None where it does not fit.

    The pattern may fit anywhere in the title. A match that takes too long raises `ConfigurationError` that
    names `rule` (a table and its name); groups that took no part are left out.
    """
    pattern = _compiled(source)

    def fits(title: str) -> Mapping[str, str] | None:
        try:
            match = _search(pattern, title[:LONGEST_TITLE])
        except TimeoutError:
            raise ConfigurationError(
                f"The title pattern of {rule} took more than {LIMIT * 1000:.0f} ms on one title. "
                "Write it without a repetition within a repetition."
            ) from None
        return None if match is None else {name: text for name, text in match.groupdict().items() if text}

    return fits


def _compiled(source: str) -> "regex.Pattern[str]":
    """The pattern, or a ValueError that says where it breaks."""
    try:
        return regex.compile(source)
    except regex.error as broken:
        # Its own message may quote a piece of the pattern; where and what is enough.
        place, what = getattr(broken, "pos", None), getattr(broken, "msg", "it cannot be read")
        where = "" if place is None else f" (at character {place + 1})"
        raise ValueError(f"is not a pattern: {what}{where}.") from None
    except (RecursionError, OverflowError, MemoryError):
        raise ValueError("is a pattern that is nested or repeated too deeply.") from None


def _search(pattern: "regex.Pattern[str]", title: str) -> "regex.Match[str] | None":
    """The first match; raises TimeoutError where it took too long each time."""
    for _ in range(_TRIES - 1):
        try:
            return pattern.search(title, timeout=LIMIT)
        except TimeoutError:
            # The machine may have been busy elsewhere: a pattern is accused on more than one measurement.
            continue
    return pattern.search(title, timeout=LIMIT)


def _unkind_titles(source: str) -> Iterator[str]:
    """Long titles that almost fit: what the pattern names, over and over, and then something else."""
    named = dict.fromkeys(regex.findall(r"\w+|[^\w\s\\]", source))
    letters = dict.fromkeys(character for word in named for character in word)
    pieces = list(dict.fromkeys([*_UNKIND, *named, *letters]))[:_MOST_PROBES]
    for piece in pieces:
        yield (piece * LONGEST_TITLE)[: LONGEST_TITLE - 2] + "\n!"
    for word in list(named)[:_MOST_PROBES]:
        yield word + " " * (LONGEST_TITLE - len(word) - 1) + "!"
