"""The input counts as a page, with a picture of the year.

You need this for `report --format html`. Every word is escaped; a table gives the picture's numbers.
"""

from collections.abc import Iterator
from html import escape

from zaaikalender.report.page import page
from zaaikalender.report.words import say
from zaaikalender.report.year import YearReport
from zaaikalender.report.year_picture import picture
from zaaikalender.report.year_rows import heads, rows, summary


def year_html(report: YearReport) -> str:
    """The report as a whole page."""
    title = say(report.language, "year.title", year=report.year)
    title = f"{title} · {report.name}" if report.name else title
    sentences = (f"<p>{escape(sentence)}</p>" for sentence in summary(report))
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            *sentences,
            picture(report),
            *_table(report),
            *_weeffout(report),
        ]
    )
    return page(report.language, f"Zaaikalender: {title}", body)


def _table(report: YearReport) -> Iterator[str]:
    names = "".join(f"<th scope=col>{escape(head)}</th>" for head in heads(report.language))
    yield f"<div class=scroll><table><thead><tr><td></td>{names}</tr></thead><tbody>"
    for name, *cells in rows(report):
        numbers = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f"<tr><th scope=row>{escape(name)}</th>{numbers}</tr>"
    yield "</tbody></table></div>"
    yield f"<p class=note>{escape(say(report.language, 'year.caption'))}</p>"


def _weeffout(report: YearReport) -> Iterator[str]:
    if report.weeffout:
        yield f"<section><h2>{escape(say(report.language, 'year.weeffout'))}</h2>"
        yield from (f"<p class=stopped>{escape(sentence)}</p>" for sentence in report.weeffout)
        yield "</section>"
