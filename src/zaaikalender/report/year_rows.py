"""The rows of the input counts in words: what the table at a terminal and the one in the page both show.

You need this to add a row or a column. Numbers are texts here, with the language's own decimal sign.
"""

from collections.abc import Iterator

from zaaikalender.core.counts import Counts, Figures
from zaaikalender.core.weeffout import tenths
from zaaikalender.report.words import say
from zaaikalender.report.year import YearReport

COLUMNS = ("list", "planned", "held", "afternoons", "half_days", "beside")
"""The columns behind the name of a row; their heads are codes of `words`."""


def heads(language: str) -> tuple[str, ...]:
    """What stands above the columns."""
    return tuple(say(language, f"year.{code}") for code in COLUMNS)


def rows(report: YearReport) -> Iterator[tuple[str, ...]]:
    """People, if they may show, the quarters, and the whole year: a name and a cell for each column."""
    language = report.language
    if not report.name:
        for name, figures in report.people:
            yield (name, *_whole(language, figures))
    for number, counts in enumerate(report.total.quarters, start=1):
        yield (say(language, "year.quarter", number=number), "", *_cells(language, counts))
    yield (report.name or say(language, "year.total"), *_whole(language, report.total))


def summary(report: YearReport) -> Iterator[str]:
    """The year in sentences."""
    language, figures = report.language, report.total
    counts = figures.year
    facts = {"planned": counts.planned, "held": counts.held, "goal": figures.goal}
    yield say(language, "year.sentence", year=report.year, **facts)
    if report.name:
        yield say(language, "year.skipped", count=figures.skipped)
    if report.hidden:
        yield say(language, report.hidden)


def point(language: str) -> str:
    """The decimal sign."""
    return say(language, "year.point")


def _whole(language: str, figures: Figures) -> tuple[str, ...]:
    return (f"{figures.list}/{figures.goal}", *_cells(language, figures.year))


def _cells(language: str, counts: Counts) -> tuple[str, ...]:
    beside = counts.session_half_days + counts.follow_up_half_days
    sign = point(language)
    return (
        str(counts.planned),
        str(counts.held),
        str(counts.sessions),
        tenths(counts.half_days, sign),
        tenths(beside, sign),
    )
