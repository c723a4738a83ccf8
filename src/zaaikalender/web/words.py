"""The pages' own words, Dutch and English, as they stand in `words_nl.toml` and `words_en.toml`.

You need this to say something new on a page: both languages have the same codes and placeholders (a test
holds them to that). What reports say has its words in `report.words`, what stands in calendars in `texts`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zaaikalender.report.numbers import filled


@cache
def words(language: str) -> Mapping[str, str]:
    """All sentences of a language, by code."""
    text = Path(__file__).with_name(f"words_{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(language: str, code: str, **facts: object) -> str:
    """The sentence of a code; whole numbers choose their words."""
    return filled(words(language)[code], facts)
