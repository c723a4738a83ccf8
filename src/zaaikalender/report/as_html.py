"""The same as one page: opens in any browser, on a phone and on paper, and asks nothing of a network.

You need this for `plan --format html`. No script, no address to fetch; every word is escaped.
"""

from collections.abc import Iterable, Iterator
from html import escape

from zaaikalender.report.overview import Line, Overview, Sheet
from zaaikalender.report.page import page
from zaaikalender.report.strip import strip
from zaaikalender.report.words import say, short, stretch
from zaaikalender.texts import clean


def plan_html(overview: Overview) -> str:
    """A plan as a whole page."""
    language = overview.language
    moment = short(overview.as_of.astimezone(overview.zone), language)
    title = f"Zaaikalender: {say(language, 'plan_title').lower()} {say(language, 'as_of')} {moment}"
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            f"<p class=sums>{escape(say(language, 'sum_plan', **overview.count()))}</p>",
            strip(overview),
            *(part for sheet in overview.sheets for part in _sheet(language, sheet)),
        ]
    )
    return page(language, title, body)


def _sheet(language: str, sheet: Sheet) -> Iterator[str]:
    about = [sheet.provider, say(language, "objects", count=sheet.events)]
    about += [] if sheet.complete else [say(language, "incomplete")]
    yield f"<section><h2>{escape(sheet.calendar)} <small>{escape(' · '.join(about))}</small></h2>"
    if sheet.error:
        yield f"<p class=cancel>{escape(sheet.error)}</p>"
    if sheet.stopped:
        yield f"<p class=stopped>{escape(say(language, 'stopped'))}: {escape(sheet.stopped)}</p>"
    yield from (f"<p class=hint>{escape(line)}</p>" for line in sheet.hint.splitlines())
    if not sheet.lines and not sheet.held and not sheet.error:
        yield f"<p>{escape(say(language, 'nothing'))}</p>"
    yield from (_line(language, line) for line in sheet.lines)
    yield from (_line(language, line, held=True) for line in sheet.held)
    yield from _asides(language, sheet)
    yield "</section>"


def _line(language: str, line: Line, *, held: bool = False) -> str:
    kind = "held" if held else line.op
    guests = _people(say(language, "guests"), line.guests) + _people(say(language, "pending"), line.pending)
    because = "" if line.because == line.title else f"<p>{escape(line.because)}</p>"
    state = "" if line.op == "ask" else f" <em>{escape(say(language, line.state_word))}</em>"
    return (
        f"<article class={kind}><b>{escape(say(language, kind))}</b> "
        f"<time>{escape(stretch(line.start, line.end, language))}</time> "
        f"<strong>{escape(clean(line.title))}</strong>{state}{guests}{because}"
        f"<code>{escape(line.key[:8])}</code></article>"
    )


def _people(word: str, people: Iterable[str]) -> str:
    named = ", ".join(map(clean, people))
    return f"<p>{escape(word)}: {escape(named)}</p>" if named else ""


def _asides(language: str, sheet: Sheet) -> Iterator[str]:
    remarks = [(say(language, "left_alone"), each.because) for each in sheet.left_alone]
    remarks += [(say(language, "unplaced"), each.because) for each in sheet.unplaced]
    remarks += [
        (say(language, "unreadable"), f"{clean(each.where)}: {each.why}") for each in sheet.unreadable
    ]
    for asked in sheet.questions:
        choices = "; ".join(
            f"{chr(ord('a') + index)}: {choice}" for index, choice in enumerate(asked.choices)
        )
        sentence = f"{asked.number}. {asked.question}" + (f" ({choices})" if choices else "")
        remarks.append((say(language, "questions"), sentence))
    if remarks:
        yield "<ul>"
        yield from (f"<li><b>{escape(word)}</b>: {escape(sentence)}</li>" for word, sentence in remarks)
        yield "</ul>"
