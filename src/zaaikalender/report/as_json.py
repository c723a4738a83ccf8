"""The same for programs: one JSON object, as the command line promises it.

You need this to change what scripts get. Names are only ever added. Moments carry the offset of the office's
zone; whole days are dates, and `end` is then the day after the last.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from zaaikalender.report.overview import Asked, Line, Overview, Remark, Sheet


def plan_json(overview: Overview, *, done: bool = False) -> str:
    """A plan; with `done` each operation says whether it was carried out."""
    sheets = overview.sheets
    return _text(
        {
            "as_of": _moment(overview.as_of.astimezone(overview.zone)),
            "calendars": [_calendar(sheet) for sheet in sheets],
            "operations": [_line(line, done=done) for sheet in sheets for line in sheet.lines],
            "held": [_line(line) for sheet in sheets for line in sheet.held],
            "left_alone": [_remark(each) for sheet in sheets for each in sheet.left_alone],
            "unplaced": [_remark(each) | {"rule": each.rule} for sheet in sheets for each in sheet.unplaced],
            "questions": [_asked(each) for sheet in sheets for each in sheet.questions],
            "stopped": [
                {"calendar": sheet.calendar, "code": sheet.stopped_code, "because": sheet.stopped}
                for sheet in sheets
                if sheet.stopped
            ],
            "unreadable": _unreadable(sheets),
        }
    )


def list_json(overview: Overview) -> str:
    """What stands: the same entries as in a plan, with nothing to do, and how each calendar is."""
    sheets = overview.sheets
    return _text(
        {
            "as_of": _moment(overview.as_of.astimezone(overview.zone)),
            "calendars": [_calendar(sheet) for sheet in sheets],
            "operations": [_line(line) for sheet in sheets for line in sheet.standing],
            "questions": [_asked(each) for sheet in sheets for each in sheet.questions],
        }
    )


def _calendar(sheet: Sheet) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": sheet.calendar,
        "provider": sheet.provider,
        "complete": sheet.complete,
        "events": sheet.events,
    }
    if sheet.error or sheet.refused:
        shown["error"] = sheet.error or " ".join(sheet.refused)
    if sheet.mailed:
        shown["mailed"] = sheet.mailed
    if condition := sheet.condition:
        shown |= {
            "last_good": condition.last_good and condition.last_good.isoformat(),
            "failure": condition.failure,
            "paused": condition.paused,
            "allowed": condition.allowed,
        }
    return shown


def _line(line: Line, *, done: bool = False) -> dict[str, Any]:
    shown = {
        "op": line.op or None,
        "calendar": line.calendar,
        "key": line.key,
        "kind": line.kind,
        "rule": line.rule,
        "title": line.title,
        "start": _moment(line.start),
        "end": _moment(line.end),
        "state": line.state.value,
        "guests": list(line.guests),
        "pending_guests": list(line.pending),
        "because": line.because,
    }
    return shown | {"done": line.done} if done else shown


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "calendar": remark.calendar,
        "key": remark.key,
        "kind": remark.kind,
        "because": remark.because,
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "calendar": asked.calendar,
        "key": asked.key,
        "kind": "question",
        "number": asked.number,
        "question": asked.question,
        "choices": list(asked.choices),
    }


def _unreadable(sheets: tuple[Sheet, ...]) -> list[Mapping[str, str]]:
    return [
        {"calendar": sheet.calendar, "where": each.where, "why": each.why}
        for sheet in sheets
        for each in sheet.unreadable
    ]


def _moment(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _text(shown: Mapping[str, Any]) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2)
