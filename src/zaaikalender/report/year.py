"""The shape of the input counts as they are shown: a year, the office's sums, people where that may be.

You need this to add something to the report. What it carries are numbers, calendars' names and sentences of
our own: no contact, no address and no title can get in.
"""

from dataclasses import dataclass

from zaaikalender.core.counts import Figures

FEWEST_PEOPLE = 3
"""In a smaller office figures by person would tell on somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """A year of the office, or of one calendar whose owner asked for it by `name`.

    `people` are the calendars' figures in the config's order; empty where they must not show, and `hidden` is
    then why, as a code of `words`. `weeffout` are sentences.
    """

    year: int
    language: str
    total: Figures
    people: tuple[tuple[str, Figures], ...] = ()
    weeffout: tuple[str, ...] = ()
    name: str = ""
    hidden: str = ""


def people_shown(
    figures: dict[str, Figures], *, per_person: bool, name: str
) -> tuple[tuple[tuple[str, Figures], ...], str]:
    """Whose figures show, and otherwise why nobody's do, as a code."""
    if name:
        return ((name, figures[name]),), ""
    if not per_person:
        return (), "year.not_per_person"
    if len(figures) < FEWEST_PEOPLE:
        return (), "year.too_few"
    return tuple(figures.items()), ""
