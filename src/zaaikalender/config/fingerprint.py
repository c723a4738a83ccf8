"""What a change of the rules is, as one short text.

You need this to notice that a calendar must be read in full again, or that its owner must say yes again. Two
configs have the same fingerprint when they decide the same; a setting that is not there counts as nothing, so
that a new version of the product with one key more changes no fingerprint.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from pathlib import PurePath

from zaaikalender.config.settings import Settings
from zaaikalender.config.table import Table

_LENGTH = 32


def fingerprint(settings: Settings, calendar: str | None = None) -> str:
    """Of all that decides matching and placing, for the office or for one of its calendars."""
    decides: dict[str, object] = {
        "timezone": settings.timezone,
        "office": settings.office,
        "notice": settings.policy.notice,
        "invite": settings.policy.invite,
        "project_end": settings.project_end,
        "leave": settings.leave,
        "planning_block": settings.planning_block,
        "follow_up": settings.follow_up,
        "session": settings.session,
    }
    for each in settings.calendar:
        if each.name == calendar:
            decides |= {"owner": each.owner.address, "hours": each.hours, "busy": each.busy}
    text = json.dumps(_plain(decides), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _plain(value: object) -> object:
    """A value as JSON has it. Names and values alike decide; what is empty or None decides nothing."""
    match value:
        case Table():
            return _plain(dict(value))
        case Mapping():
            plain = {str(key): _plain(each) for key, each in value.items()}
            return {key: each for key, each in plain.items() if each not in (None, [], {})}
        case tuple() | list():
            return [_plain(each) for each in value]
        case date() | time() | timedelta() | PurePath():
            return str(value)
        case None | bool() | int() | float() | str():
            return value
    if is_dataclass(value):
        return _plain({each.name: getattr(value, each.name) for each in fields(value)})
    raise TypeError(f"no fingerprint of a {type(value).__name__}")
