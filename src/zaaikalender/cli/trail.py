"""`trail`: what was done to each calendar, whether that was changed since, and anchors to keep elsewhere.

You need this to show an auditor what the product did, or to find out whether somebody was at the database.
Keep what `--anchor` prints, or the worker's lines `trail anchor`; `--check` takes it back: as typed, as a
file in which it stands among whatever else, or with `-` from standard input:

    journalctl -u zaaikalender | zaai trail --check -
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.passes import Short
from zaaikalender.cli.session import DONE, FAILED, Session, moment_of, session
from zaaikalender.errors import ConfigurationError
from zaaikalender.report.as_text import KEY_SHOWN
from zaaikalender.report.words import short
from zaaikalender.store import anchors
from zaaikalender.store.anchors import Drift, Lost
from zaaikalender.store.trail import Chain, Line, What
from zaaikalender.texts import clean


@app.command()
def trail(  # noqa: PLR0913 - what a trail is asked
    context: typer.Context,
    calendar: Annotated[str | None, typer.Option(help="This calendar only.", metavar="NAME")] = None,
    since: Annotated[
        str | None, typer.Option(help="From this moment on, as in --now.", metavar="MOMENT")
    ] = None,
    format: Short = Short.TEXT,  # noqa: A002
    check: Annotated[
        str | None,
        typer.Option(help="Does it go on from this anchor, or those in this file (-)?", metavar="ANCHOR"),
    ] = None,
    *,
    anchor: Annotated[
        bool, typer.Option("--anchor", help="Print what to keep elsewhere for --check.")
    ] = False,
) -> None:
    """Show what was connected, approved, written, taken along. And whether anybody changed that since."""
    if (anchor or check is not None) and (calendar or since or (anchor and check is not None)):
        raise ConfigurationError("--anchor and --check are about the whole trail: type one of them alone.")
    with session(context) as at:
        chains = at.app.store.trail.chains()
        if check is not None:
            raise typer.Exit(_checked(at, chains, check))
        if anchor:
            at.screen.data("\n".join(map(str, anchors.heads(at.app.store.trail))))
            raise typer.Exit(_complained(at, _broken(at, chains)))
        chosen = tuple(each for each in chains if calendar in (None, each.name))
        if calendar is not None and not chosen:
            at.app.config.calendar(calendar)
        begin = moment_of(since, at.app.config.office.zone, "--since") if since else None
        raise typer.Exit((_as_json if format is Short.JSON else _as_text)(at, chosen, begin))


def _key(at: Session) -> bytes:
    return at.app.store.trail.key or b""


def _rows(chains: Iterable[Chain], begin: datetime | None) -> list[tuple[Chain, Line]]:
    """The lines of all chains, newest last."""
    found = [(chain, line) for chain in chains for line in chain.lines if begin is None or line.at >= begin]
    return sorted(found, key=lambda row: (row[1].at, row[0].name, row[1].number))


def _fits(chain: Chain, line: Line) -> bool:
    return chain.broken is None or line.number < chain.broken


def _as_text(at: Session, chains: Sequence[Chain], begin: datetime | None) -> int:
    rows = _rows(chains, begin)
    cells = [_cells(at, chain, line) for chain, line in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for (chain, line), row in zip(rows, cells, strict=True):
        told = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        at.screen.say(f"{' ' if _fits(chain, line) else '?'} {told}".rstrip())
    lines = sum(len(chain.lines) for chain in chains)
    if not rows:
        at.screen.say(at.say("trail.none_since" if lines else "trail.empty"))
    elif any(not _fits(chain, line) for chain, line in rows):
        at.screen.say(at.say("trail.doubtful"))
    if code := _complained(at, _broken(at, chains)):
        return code
    if lines:
        at.screen.say(at.say("trail.whole", count=lines))
    return DONE


def _cells(at: Session, chain: Chain, line: Line) -> tuple[str, ...]:
    moment = short(line.at.astimezone(at.app.config.office.zone), at.language)
    what = "consented" if line.what is What.APPROVED and not line.about else line.what.value
    about = clean(line.about)[:KEY_SHOWN]
    return moment, _name(at, chain.name), str(line.number), at.say(f"trail.what.{what}"), about


def _name(at: Session, chain: str) -> str:
    return clean(chain) or at.say("trail.office")


def _as_json(at: Session, chains: Sequence[Chain], begin: datetime | None) -> int:
    """For programs: moments carry the offset of the office's zone, keys are whole; names are only added."""
    zone = at.app.config.office.zone
    shown = {
        "lines": [
            {
                "calendar": chain.name or None,
                "number": line.number,
                "at": line.at.astimezone(zone).isoformat(),
                "what": line.what.value,
                "about": line.about or None,
                "fits": _fits(chain, line),
            }
            for chain, line in _rows(chains, begin)
        ],
        "chains": [
            {"calendar": chain.name or None, "lines": len(chain.lines), "broken_from": chain.broken}
            for chain in chains
        ],
    }
    at.screen.data(json.dumps(shown, ensure_ascii=False, indent=2))
    return _complained(at, _broken(at, chains))


def _broken(at: Session, chains: Iterable[Chain]) -> Iterator[str]:
    for chain in chains:
        if chain.broken:
            code = "doctor.trail_broken" if chain.name else "doctor.trail_broken_office"
            yield at.say(code, calendar=clean(chain.name), number=chain.broken)


def _checked(at: Session, chains: Sequence[Chain], where: str) -> int:
    seen = anchors.read(where) or anchors.read(_text(where))
    if not seen:
        raise ConfigurationError(
            "no anchor stands in what --check was given: give it a line that `zaai trail --anchor` printed."
        )
    lost = _first_of_each(anchors.lost(seen, chains, _key(at)))
    if code := _complained(at, [*_broken(at, chains), *(_lost(at, each) for each in lost)]):
        return code
    at.screen.say(at.say("trail.checked", count=len(seen)))
    return DONE


def _text(where: str) -> str:
    content = sys.stdin.buffer.read() if where == "-" else Path(where).read_bytes()
    return content.decode(errors="replace")


def _first_of_each(lost: Iterable[Lost]) -> Iterable[Lost]:
    """Of each chain one: where it first parts from what was seen, or how long it was that is gone."""
    found: dict[str, Lost] = {}
    for each in sorted(lost, key=lambda one: one.anchor.number):
        if each.how is Drift.GONE:
            found[each.anchor.mark] = each
        else:
            found.setdefault(each.anchor.mark, each)
    return found.values()


def _lost(at: Session, lost: Lost) -> str:
    facts = {"calendar": _name(at, lost.chain or ""), "number": lost.anchor.number}
    return at.say(f"trail.{lost.how.value}", **facts, mark=lost.anchor.mark, count=lost.anchor.number)


def _complained(at: Session, sentences: Iterable[str]) -> int:
    """Says these; gives how the command ends."""
    code = DONE
    for sentence in sentences:
        at.screen.complain(sentence)
        code = FAILED
    return code
