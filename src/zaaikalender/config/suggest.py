"""The end of a sentence: "did you mean …?".

You need this wherever somebody typed one of a known set of words and missed. It returns the end of a
sentence, or nothing where no word comes near enough to be of help.
"""

import difflib
from collections.abc import Iterable

_NEAR = 0.6
"""How much of two words must agree; below it a suggestion puzzles more than it helps."""


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The known word that comes nearest, or None. Case does not count."""
    words = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(typed.casefold(), words, n=1, cutoff=_NEAR)
    return words[near[0]] if near else None


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """` Did you mean 'hours'?`, with the space before it, or an empty text."""
    word = nearest(typed, known)
    return f" Did you mean '{word}'?" if word else ""


def either(words: Iterable[str]) -> str:
    """The words as a person enumerates them: `'a', 'b' or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
