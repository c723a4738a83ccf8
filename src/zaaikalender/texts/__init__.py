"""What people read in their calendars and in answers: titles, descriptions, reasons, questions.

You need this to put a decision into words:

    texts = Texts(language="nl", zone=office.zone, overrides=read_overrides(file, language="nl"))
    texts.render("title.note", {"title": "Borging Alfa"})
    texts.reason(Reason("end_moved", {"project": "Alfa", "end": date(2027, 3, 11)}))

The words stand in `nl.toml` and `en.toml`. Their tone is light, as between people who know each other; they
never sell, and what others wrote enters them cleaned.
"""

from collections.abc import Mapping

from zaaikalender.texts.cleaning import Ours, clean
from zaaikalender.texts.overrides import read_overrides
from zaaikalender.texts.rendering import Texts
from zaaikalender.texts.templates import LANGUAGES, built_in, places

__all__ = ["LANGUAGES", "Ours", "Texts", "clean", "codes", "read_overrides"]


def codes(language: str = "nl") -> Mapping[str, frozenset[str]]:
    """Every code with the names of its places; variants (`one`, `many`, `with`, `without`) each by itself."""
    return {code: places(template) for code, template in built_in(language).items()}
