"""`work`: the scheduled worker, until somebody stops it; and what it writes in the log.

You need this for the form of a log line: the time in UTC, how grave it is, a constant sentence, and the facts
beside it as `name=value`. One line each, so that it can be searched and counted.
"""

import json
import logging
from datetime import UTC, datetime
from traceback import format_tb

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.session import options_of, session
from zaaikalender.worker import Worker, signals_ring

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; all else are facts of ours."""


@app.command()
def work(context: typer.Context) -> None:
    """Pass over each calendar when it is due, for ever. SIGTERM or Ctrl-C ends it once running passes end."""
    log_lines(logging.DEBUG if options_of(context).debug else logging.INFO)
    with session(context) as at:
        worker = Worker(app=at.app)
        with signals_ring(worker.bell):
            worker.work()


class OneLine(logging.Formatter):
    """A record as one line, whatever is in it."""

    def format(self, record: logging.LogRecord) -> str:
        """`2026-11-24T08:00:00.000Z INFO pass ended calendar=marieke done=3`."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts = {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info and record.exc_info[1]:
            facts["traceback"] = _where(record.exc_info[1])
        told = (f"{name}={_quoted(str(value))}" for name, value in facts.items())
        sentence = json.dumps(record.getMessage())[1:-1]
        return " ".join((moment.replace("+00:00", "Z"), record.levelname, sentence, *told))


def _where(error: BaseException | None) -> str:
    """Where a defect came up, and the kinds of its exceptions; their words may be somebody's: left out."""
    told = []
    while error is not None:
        told.append("".join(format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or error.__context__
    return "\n".join(reversed(told))


def _quoted(text: str) -> str:
    """A fact of one word as it is, any other in quotes, so that a line can be taken apart again."""
    plain = text and text.isprintable() and not set(text) & set(' "=')
    return text if plain else json.dumps(text, ensure_ascii=not text.isprintable())


def log_lines(level: int) -> None:
    """Our own lines from `level` on, others' warnings, on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("zaaikalender").setLevel(level)
