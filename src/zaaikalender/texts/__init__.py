"""What people read in their calendars and in answers: titles, descriptions, reasons, questions.

You need this to put a decision into words:

    texts = office_texts("nl", office.zone, file)
    texts.render("title.note", {"title": "Borging Alfa"})
    texts.reason(Reason("end_moved", {"project": "Alfa", "end": date(2027, 3, 11)}))

The words stand in `nl.toml` and `en.toml`. Their tone is light, as between people who know each other; they
never sell, and what others wrote enters them cleaned.
"""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

from zaaikalender.texts.cleaning import Ours, clean
from zaaikalender.texts.overrides import read_overrides
from zaaikalender.texts.rendering import Texts
from zaaikalender.texts.templates import LANGUAGES, built_in, places

__all__ = ["LANGUAGES", "Ours", "Texts", "clean", "codes", "office_texts", "read_overrides"]


def office_texts(language: str, zone: tzinfo, file: Path | None) -> Texts:
    """Our words, with those of the office's own `file` in their place where it has one.

    `zone` is where its people read times. Raises `ConfigurationError` for a file whose texts do not fit.
    """
    overrides = read_overrides(file, language=language) if file else {}
    return Texts(language=language, zone=zone, overrides=overrides)


def codes(language: str = "nl") -> Mapping[str, frozenset[str]]:
    """Every code with the names of its places; variants (`one`, `many`, `with`, `without`) each by itself."""
    return {code: places(template) for code, template in built_in(language).items()}
