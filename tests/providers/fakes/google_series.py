"""The instances of a series in the fake Google, expanded by dateutil, exceptions in the place of theirs.

You need this to see which instances a master has. An instance is known by its master's id and its original
start (`masterid_20270301T080000Z`, of whole days `masterid_20270301`), wherever it was moved to.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

from providers.fakes.google_agenda import Agenda, Entry
from providers.fakes.google_rules import instant

MOST = 730
_TIMES = "%Y%m%dT%H%M%S"
_OWN = ("recurrence", "start", "end", "_exceptions")


def instances(agenda: Agenda, master: Entry) -> Iterator[Entry]:
    """All instances in order, at most `MOST`; the cancelled ones included."""
    known = {one["id"]: one for one in agenda.parts(master["id"])}
    lasts = instant(master["end"], agenda.zone) - instant(master["start"], agenda.zone)
    for wall in islice(_walls(master, agenda.zone), MOST):
        one = _instance(agenda, master, wall, lasts)
        yield known.get(one["id"], one)


def instance(agenda: Agenda, ref: str) -> Entry | None:
    """The instance with this id, where its master has one."""
    master = agenda.entries.get(ref.rpartition("_")[0])
    if master is None or "recurrence" not in master or master["status"] == "cancelled":
        return None
    return next((one for one in instances(agenda, master) if one["id"] == ref), None)


def overlaps(agenda: Agenda, entry: Entry, since: datetime | None, till: datetime | None) -> bool:
    """Whether an event (of a series: any instance) lies in this window."""
    parts = instances(agenda, entry) if "recurrence" in entry else iter((entry,))
    for part in parts:
        start, end = agenda.span(part)
        if till and start >= till and "recurrence" in entry:
            return False
        if (since is None or end > since) and (till is None or start < till):
            return True
    return False


def _walls(master: Entry, calendar: str) -> Iterator[datetime]:
    """The starts on the wall of the series, naive."""
    zone = ZoneInfo(master["start"].get("timeZone", calendar))
    first = instant(master["start"], calendar).astimezone(
        ZoneInfo(calendar) if "date" in master["start"] else zone
    )
    rules = rruleset()
    for line in master["recurrence"]:
        name, _, value = line.partition(":")
        kind = name.partition(";")[0]
        if kind in {"RRULE", "EXRULE"}:
            rule = rrulestr(_floating(value, zone), dtstart=first.replace(tzinfo=None))
            (rules.rrule if kind == "RRULE" else rules.exrule)(rule)
        else:
            for text in value.split(","):
                (rules.rdate if kind == "RDATE" else rules.exdate)(_wall(text, first, zone))
    rules.rdate(first.replace(tzinfo=None))
    return iter(rules)


def _floating(rule: str, zone: ZoneInfo) -> str:
    """The rule with its UNTIL on the wall of the series."""
    parts = dict(each.partition("=")[::2] for each in rule.split(";"))
    if "T" in parts.get("UNTIL", ""):
        until = datetime.fromisoformat(parts["UNTIL"].rstrip("Z")).replace(tzinfo=UTC)
        parts["UNTIL"] = until.astimezone(zone).strftime(_TIMES)
    elif "UNTIL" in parts:
        parts["UNTIL"] += "T235959"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _wall(text: str, first: datetime, zone: ZoneInfo) -> datetime:
    if "T" not in text:
        return datetime.fromisoformat(text).replace(hour=first.hour, minute=first.minute)
    at = datetime.fromisoformat(text.rstrip("Z"))
    return at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if text.endswith("Z") else at


def _instance(agenda: Agenda, master: Entry, wall: datetime, lasts: timedelta) -> Entry:
    moments = _days(wall, lasts) if "date" in master["start"] else _times(master, wall, lasts, agenda.zone)
    name = moments["start"].get("date", "").replace("-", "")
    if not name:
        name = instant(moments["start"], agenda.zone).strftime(_TIMES + "Z")
    return {
        **{key: value for key, value in master.items() if key not in _OWN},
        **moments,
        "id": f"{master['id']}_{name}",
        "recurringEventId": master["id"],
        "originalStartTime": dict(moments["start"]),
    }


def _days(wall: datetime, lasts: timedelta) -> dict[str, Any]:
    end = wall.date() + timedelta(days=round(lasts / timedelta(days=1)))
    return {"start": {"date": wall.date().isoformat()}, "end": {"date": end.isoformat()}}


def _times(master: Entry, wall: datetime, lasts: timedelta, calendar: str) -> dict[str, Any]:
    name = master["start"].get("timeZone", calendar)
    start = wall.replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
    return {
        which: {"dateTime": at.astimezone(ZoneInfo(name)).isoformat(), "timeZone": name}
        for which, at in (("start", start), ("end", start + lasts))
    }
