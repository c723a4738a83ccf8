"""What was raised is recognised among the sentences, whatever facts stand in it.

You need this to add a module of sentences; where a single one goes, the package says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from zaaikalender.cli.failures import (
    nl_contacts,
    nl_events,
    nl_folders,
    nl_google,
    nl_google_login,
    nl_logins,
    nl_mail,
    nl_microsoft_login,
    nl_outlook,
    nl_pages,
    nl_servers,
    nl_store,
    nl_typed,
)

NL: Mapping[str, str] = {
    **nl_pages.NL,
    **nl_contacts.NL,
    **nl_logins.NL,
    **nl_servers.NL,
    **nl_folders.NL,
    **nl_events.NL,
    **nl_mail.NL,
    **nl_google_login.NL,
    **nl_google.NL,
    **nl_microsoft_login.NL,
    **nl_outlook.NL,
    **nl_store.NL,
    **nl_typed.NL,
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
