"""The picture of a year: twelve months of conversations, held and still to come, and the afternoons together.

You need this to see at a glance whether the year is sown. What was held is filled, what is planned is hatched
and outlined, an afternoon together is a triangle: it reads as well in black and white. Plain SVG with a
title and a description for who cannot see it.
"""

from collections.abc import Iterator
from html import escape

from zaaikalender.core.counts import Counts
from zaaikalender.report.words import WORDS, say
from zaaikalender.report.year import YearReport

_LEFT = 8
_COLUMN = 40
_BAR = 24
_TOP = 50
_TALL = 130
_GROUND = _TOP + _TALL
_WIDE = 2 * _LEFT + 12 * _COLUMN
_HIGH = _GROUND + 46
_HATCH = (
    '<defs><pattern id="coming" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)
_FEWEST = 4
"""A year with few conversations does not fill the picture with them."""


def picture(report: YearReport) -> str:
    """The picture, as the text of an `<svg>` element."""
    language, months = report.language, report.total.months
    unit = _TALL / max(_FEWEST, *(each.planned for each in months))
    return "\n".join(
        [
            f'<svg class=year viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-labelledby="year-t year-d">',
            f'<title id="year-t">{escape(say(language, "year.picture", year=report.year))}</title>',
            f'<desc id="year-d">{escape(_told(report))}</desc>',
            _HATCH,
            *_legend(language),
            f'<line class=ground x1="{_LEFT}" y1="{_GROUND}" x2="{_WIDE - _LEFT}" y2="{_GROUND}"/>',
            *(
                part
                for number, counts in enumerate(months)
                for part in _month(number, counts, unit, language)
            ),
            "</svg>",
        ]
    )


def _month(number: int, counts: Counts, unit: float, language: str) -> Iterator[str]:
    """One column: its bars, the number above them, its name and its afternoons below."""
    middle = _LEFT + number * _COLUMN + _COLUMN // 2
    held, planned = counts.held * unit, counts.planned * unit
    words = escape(_of_month(number, counts, language))
    yield f"<g><title>{words}</title>"
    if counts.planned:
        yield _bar("coming", middle, _GROUND - planned, planned - held)
        yield _bar("kept", middle, _GROUND - held, held)
        yield f'<text x="{middle}" y="{_GROUND - planned - 5:.1f}">{counts.planned}</text>'
    yield f'<text x="{middle}" y="{_GROUND + 16}">{_name(number, language)}</text>'
    if counts.sessions:
        yield _triangle(middle, _GROUND + 24)
    if counts.sessions > 1:
        yield f'<text class=beside x="{middle + 10}" y="{_GROUND + 37}">{counts.sessions}</text>'
    yield "</g>"


def _bar(kind: str, middle: int, top: float, tall: float) -> str:
    if tall <= 0:
        return ""
    return f'<rect class={kind} x="{middle - _BAR // 2}" y="{top:.1f}" width="{_BAR}" height="{tall:.1f}"/>'


def _triangle(middle: int, top: int) -> str:
    return f'<path class=session d="M{middle} {top}l7 13h-14z"/>'


def _legend(language: str) -> Iterator[str]:
    """What the signs mean, above the months."""
    yield f'<rect class=kept x="{_LEFT}" y="8" width="14" height="14"/>'
    yield f'<text class=beside x="{_LEFT + 20}" y="20">{escape(say(language, "year.held"))}</text>'
    yield f'<rect class=coming x="{_LEFT + 130}" y="8" width="14" height="14"/>'
    yield f'<text class=beside x="{_LEFT + 150}" y="20">{escape(say(language, "year.coming"))}</text>'
    yield _triangle(_LEFT + 287, 8)
    yield f'<text class=beside x="{_LEFT + 300}" y="20">{escape(say(language, "year.sessions"))}</text>'


def _name(number: int, language: str) -> str:
    return WORDS[language]["months"].split()[number]


def _of_month(number: int, counts: Counts, language: str) -> str:
    return say(
        language,
        "year.month",
        month=_name(number, language),
        planned=counts.planned,
        held=counts.held,
        sessions=counts.sessions,
    )


def _told(report: YearReport) -> str:
    """The picture in words: the months in which something stands."""
    some = [
        _of_month(number, counts, report.language)
        for number, counts in enumerate(report.total.months)
        if counts.planned or counts.sessions
    ]
    return " ".join(some) or say(report.language, "year.empty")
