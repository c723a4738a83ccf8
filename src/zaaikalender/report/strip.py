"""A picture of the coming year: a row for each calendar, a column for each month, a dot for each appointment.

You need this to see at a glance whether the year is spread well. It is plain SVG with a title on each dot;
what goes is hollow, what waits for an answer is lighter.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from html import escape

from zaaikalender.report.overview import Line, Overview, Sheet
from zaaikalender.report.words import WORDS, say, stretch
from zaaikalender.texts import clean

_MONTHS = 13
_COLUMN = 60
_LEFT = 90
_ROW = 34
_TOP = 30
_DAYS = 31


def strip(overview: Overview) -> str:
    """The picture, as the text of an `<svg>` element."""
    first = overview.as_of.astimezone(overview.zone).date().replace(day=1)
    height = _TOP + _ROW * max(len(overview.sheets), 1)
    legend = escape(say(overview.language, "legend"))
    parts = [
        f'<svg viewBox="0 0 {_LEFT + _MONTHS * _COLUMN} {height}" role="img" aria-label="{legend}">',
        f"<title>{legend}</title>",
        *_months(first, overview.language, height),
    ]
    for row, sheet in enumerate(overview.sheets):
        middle = _TOP + _ROW * row + _ROW // 2
        parts.append(f'<text x="0" y="{middle + 4}">{escape(sheet.calendar[:12])}</text>')
        parts += [dot for line in _shown(sheet) if (dot := _dot(line, first, middle, overview.language))]
    return "\n".join([*parts, "</svg>"])


def _shown(sheet: Sheet) -> tuple[Line, ...]:
    return (*sheet.standing, *sheet.lines, *sheet.held)


def _months(first: date, language: str, height: int) -> Iterator[str]:
    names = WORDS[language]["months"].split()
    for number in range(_MONTHS):
        left = _LEFT + number * _COLUMN
        yield f'<line x1="{left}" y1="16" x2="{left}" y2="{height}" class="month"/>'
        yield f'<text x="{left + 4}" y="14">{names[(first.month - 1 + number) % len(names)]}</text>'


def _dot(line: Line, first: date, middle: int, language: str) -> str:
    """The dot of an appointment; nothing for one without a day, or outside the year that is shown."""
    if line.start is None:
        return ""
    day = line.start.date() if isinstance(line.start, datetime) else line.start
    month = (day.year - first.year) * 12 + day.month - first.month
    if not 0 <= month < _MONTHS or day < first - timedelta(days=1):
        return ""
    across = _LEFT + month * _COLUMN + (day.day - 0.5) * _COLUMN / _DAYS
    words = f"{stretch(line.start, line.end, language)} {clean(line.title)}"
    return (
        f'<circle cx="{across:.1f}" cy="{middle}" r="6" class="{line.op or "stands"}">'
        f"<title>{escape(words)}</title></circle>"
    )
