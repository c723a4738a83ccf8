"""`report`: the input counts of a year, for the office or for the one who asks by his calendar's name.

You need this to see how much was sown. Turnover stands nowhere in it, nor does anybody's contact.
"""

from typing import Annotated

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.passes import Format
from zaaikalender.cli.session import YEARS, Session, session
from zaaikalender.core.counts import together
from zaaikalender.counting import figures, today, weeffout_sentences
from zaaikalender.report.year import YearReport, people_shown
from zaaikalender.report.year_html import year_html
from zaaikalender.report.year_json import year_json
from zaaikalender.report.year_text import print_year


@app.command()
def report(
    context: typer.Context,
    year: Annotated[
        int | None, typer.Option(help="Which year; this one unless you say so.", min=YEARS[0], max=YEARS[-1])
    ] = None,
    format: Format = Format.TEXT,  # noqa: A002
    calendar: Annotated[
        str | None, typer.Option(help="This calendar only, for its owner's eyes.", metavar="NAME")
    ] = None,
) -> None:
    """Count conversations, planned and held; never with whom."""
    with session(context) as at:
        if calendar is not None:
            at.app.config.calendar(calendar)
        made = year_of(at, year if year is not None else today(at.app, at.now).year, calendar)
        match format:
            case Format.JSON:
                at.screen.data(year_json(made))
            case Format.HTML:
                at.screen.data(year_html(made))
            case Format.TEXT:
                print_year(at.screen.out, made)


def year_of(at: Session, year: int, calendar: str | None = None) -> YearReport:
    """The report on a year; of one calendar, for its owner, where it is named."""
    office = figures(at.app, year, at.now)
    people, hidden = people_shown(
        office, per_person=at.app.config.settings.report.per_person, name=calendar or ""
    )
    total = together(office.values())
    return YearReport(
        year=year,
        language=at.language,
        total=office[calendar] if calendar else total,
        people=people,
        weeffout=weeffout_sentences(at.app, total.asked, len(office)),
        name=calendar or "",
        hidden=hidden,
    )
