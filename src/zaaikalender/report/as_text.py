"""The same for people at a terminal: a table per calendar, and plain lines where there is no terminal.

You need this to change what `plan`, `apply`, `run` and `list` print. Colours mean something (green is new,
yellow changes, red goes, blue asks) and are never the only sign. Foreign words are cleaned before they reach
a terminal, which obeys control characters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from zaaikalender.report.overview import Line, Overview, Remark, Sheet
from zaaikalender.report.words import say, short, stretch
from zaaikalender.texts import clean

SIGNS = {"create": "+", "update": "~", "cancel": "-", "ask": "?", "": " "}
_COLOURS = {"create": "green", "update": "yellow", "cancel": "red", "ask": "blue", "": ""}
KEY_SHOWN = 8
"""So many characters of a key are shown; that many name it nearly always."""

_COLUMNS = 72
"""A terminal narrower than this gets no columns beside each other."""


def print_plan(
    console: Console, overview: Overview, *, done: bool = False, about: frozenset[str] = frozenset()
) -> None:
    """A plan, or what was done of it, and the sums.

    After a pass what was left alone is told only of appointments that it was `about` (keys).
    """
    for sheet in overview.sheets:
        _head(console, overview, sheet)
        lines = [line for line in sheet.lines if line.done or line.op == "ask"] if done else sheet.lines
        if sheet.error:
            _print(console, f"! {say(overview.language, 'failed')}: {sheet.error}", "red")
        elif not lines and not sheet.held and not sheet.mailed and not (done and sheet.stopped):
            _print(console, f"  {say(overview.language, 'nothing')}")
        _lines(console, overview, [*lines, *sheet.held])
        left = tuple(each for each in sheet.left_alone if not done or each.key in about)
        _asides(console, overview, replace(sheet, left_alone=left))
    if not done and overview.sheets:
        _print(console, say(overview.language, "sum_plan", **overview.count()), "bold")
    elif done:
        _print(console, say(overview.language, "sum_done", **_counted(overview)), "bold")


def print_list(console: Console, overview: Overview) -> None:
    """What stands, with state and date; what is asked; how each calendar is."""
    for sheet in overview.sheets:
        _head(console, overview, sheet)
        if not sheet.standing:
            _print(console, f"  {say(overview.language, 'nothing_stands')}")
        _lines(console, overview, sheet.standing)
        _asides(console, overview, sheet)


def one_line(line: Line, language: str) -> str:
    """An appointment in one plain line."""
    return "  ".join(part for part in (SIGNS[line.op], *_cells(line, language)) if part)


def _counted(overview: Overview) -> dict[str, int]:
    ops = [line.op for sheet in overview.sheets for line in sheet.lines if line.done or line.op == "ask"]
    return {op: ops.count(op) for op in ("create", "update", "cancel", "ask")}


def _head(console: Console, overview: Overview, sheet: Sheet) -> None:
    language = overview.language
    parts = [sheet.calendar, sheet.provider]
    if sheet.events:
        parts.append(say(language, "objects", count=sheet.events))
    condition = sheet.condition
    # What no pass ever read is not told to be half read.
    if not sheet.complete and not sheet.error and not (condition and condition.last_good is None):
        parts.append(say(language, "incomplete"))
    if condition:
        good = condition.last_good and condition.last_good.astimezone(overview.zone)
        parts.append(
            say(language, "last_good", moment=short(good, language)) if good else say(language, "never_good")
        )
        parts += [say(language, "paused")] if condition.paused else []
        parts += [] if condition.allowed else [say(language, "not_allowed")]
        # Where it fails now, that is told below: what failed before would only confuse.
        if condition.failure and not sheet.error:
            parts.append(say(language, "failed_before", why=condition.failure))
    _print(console, " · ".join(parts), "bold")


def _lines(console: Console, overview: Overview, lines: Iterable[Line]) -> None:
    shown = tuple(lines)
    if not console.is_terminal:
        for line in shown:
            _print(console, one_line(line, overview.language))
        return
    wide = console.width >= _COLUMNS
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    for _ in range(3 if wide else 1):
        table.add_column(no_wrap=True)
    # What is too long for its line goes on on the next one: half an address is none.
    table.add_column(overflow="fold")
    for line in shown:
        key, moment, *rest = _cells(line, overview.language)
        sign = Text(SIGNS[line.op], style=_COLOURS[line.op])
        if wide:
            table.add_row(sign, Text(key, style="dim"), Text(moment), _told(line, *rest))
        else:
            table.add_row(sign, Text.assemble((key, "dim"), f"  {moment}\n", _told(line, *rest)))
    if shown:
        console.print(table)


def _told(line: Line, title: str, state: str, *rest: str) -> Text:
    """The title and the state, then on lines of their own whom it concerns and why."""
    text = Text.assemble((title, f"{_COLOURS[line.op]} bold".strip()), f"  {state}" if state else "")
    for part in filter(None, rest):
        text.append(f"\n{part}", style="dim")
    return text


def _cells(line: Line, language: str) -> tuple[str, ...]:
    """Key, moment, title, state, guests, reason; foreign words cleaned."""
    guests = ", ".join(map(clean, line.guests))
    pending = ", ".join(map(clean, line.pending))
    because = "" if line.because == line.title else line.because
    return (
        line.key[:KEY_SHOWN],
        stretch(line.start, line.end, language),
        clean(line.title),
        "" if line.op == "ask" else f"[{say(language, line.state_word)}]",
        f"{say(language, 'guests')}: {guests}" if guests else "",
        f"{say(language, 'pending')}: {pending}" if pending else "",
        because,
    )


def _asides(console: Console, overview: Overview, sheet: Sheet) -> None:
    """What is left alone, has no place, is asked, could not be read; and what to do."""
    for sentence, colour in _remarks(overview.language, sheet):
        _print(console, sentence, colour)
    for sentence in sheet.hint.splitlines():
        _print(console, f"  {sentence}")
    console.print()


def _remarks(language: str, sheet: Sheet) -> Iterator[tuple[str, str]]:
    if sheet.stopped:
        yield f"! {say(language, 'stopped')}: {sheet.stopped}", "yellow"
    if sheet.mailed:
        yield f"  {say(language, 'mailed', count=sheet.mailed)}", ""
    for sentence in sheet.refused:
        yield f"! {say(language, 'failed')}: {sentence}", "red"
    yield from ((_remark(language, "left_alone", each), "dim") for each in sheet.left_alone)
    yield from ((_remark(language, "unplaced", each), "yellow") for each in sheet.unplaced)
    for asked in sheet.questions:
        yield f"? {asked.number}. {asked.question}", "blue"
        for index, choice in enumerate(asked.choices):
            yield f"     {chr(ord('a') + index)}: {choice}", ""
    if sheet.questions:
        how = "how_to_answer" if sheet.questions[0].choices else "how_to_see"
        yield f"     {say(language, how, calendar=sheet.calendar)}", "dim"
    for each in sheet.unreadable:
        yield f"! {say(language, 'unreadable')}: {clean(each.where)}: {each.why}", "red"


def _remark(language: str, code: str, remark: Remark) -> str:
    return f"  {say(language, code)}: {remark.key[:KEY_SHOWN]}  {remark.because}"


def _print(console: Console, sentence: str, style: str = "") -> None:
    """One line, never read as markup; wrapped on a terminal, whole in a file."""
    console.print(Text(sentence, style=style), soft_wrap=not console.is_terminal)
