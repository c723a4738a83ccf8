"""The input counts at a terminal: one aligned table, and the sentences below it.

You need this to change what `zaai report` prints for people.
"""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from zaaikalender.report.words import say
from zaaikalender.report.year import YearReport
from zaaikalender.report.year_rows import heads, rows, summary


def print_year(console: Console, report: YearReport) -> None:
    """The report; numbers stand to the right, the year itself last."""
    title = say(report.language, "year.title", year=report.year)
    _print(console, f"{title} · {report.name}" if report.name else title, "bold")
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    table.add_column("", no_wrap=True)
    for head in heads(report.language):
        table.add_column(head, justify="right")
    whole = list(rows(report))
    for row in whole:
        table.add_row(*map(Text, row), style="bold" if row is whole[-1] else "")
    console.print(table)
    for sentence in summary(report):
        _print(console, sentence)
    for sentence in report.weeffout:
        _print(console, sentence, "yellow")


def _print(console: Console, sentence: str, style: str = "") -> None:
    console.print(Text(sentence, style=style), soft_wrap=True)
