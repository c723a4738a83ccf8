"""A failure in the office's language; logs and whoever asks for `--debug` get it in English.

You need this when a new failure is to be read by people who connect or look. What has no Dutch sentence yet
shows as it was raised: a failure in English is better than none.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from zaaikalender.cli import (
    failures_nl,
    failures_nl_events,
    failures_nl_google,
    failures_nl_mail,
    failures_nl_microsoft,
    failures_nl_outlook,
    failures_nl_pages,
    failures_nl_store,
    failures_nl_typed,
)

NL = {
    **failures_nl_pages.NL,
    **failures_nl.NL,
    **failures_nl_mail.NL,
    **failures_nl_microsoft.NL,
    **failures_nl_outlook.NL,
    **failures_nl_google.NL,
    **failures_nl_events.NL,
    **failures_nl_store.NL,
    **failures_nl_typed.NL,
}
"""All sentences that have a Dutch one, with it."""
_PLACE = re.compile(r"\{(\w+)\}")


def in_language(language: str, sentence: str) -> str:
    """The sentence of a failure in that language; as it is where there is no translation."""
    plain = " ".join(sentence.split())
    if language != "nl":
        return plain
    for pattern, dutch in _patterns():
        if found := pattern.fullmatch(plain):
            return dutch.format(**found.groupdict())
    return plain


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(_pattern(english)), dutch) for english, dutch in NL.items())


def _pattern(english: str) -> str:
    """A sentence with facts in it, as what it is recognised by."""
    return "".join(_parts(_PLACE.split(english)))


def _parts(parts: Iterable[str]) -> Iterator[str]:
    """Words and the names of facts by turns; a fact that comes twice is the same one."""
    seen: set[str] = set()
    for index, part in enumerate(parts):
        if index % 2 == 0:
            yield re.escape(part)
        elif part in seen:
            yield f"(?P={part})"
        else:
            seen.add(part)
            yield f"(?P<{part}>.+?)"
