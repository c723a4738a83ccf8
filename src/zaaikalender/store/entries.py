"""The lines of the ledger: what stands, and the writes that may be under way.

You need this when an `Entry` gets a new field: with a default it goes into `details` and needs no migration.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select

from zaaikalender.core.appointments import Entry, Kind, State
from zaaikalender.core.identity import Identity
from zaaikalender.core.records import Act, Intent
from zaaikalender.errors import ConfigurationError, StoreError
from zaaikalender.store import codec
from zaaikalender.store.models import entries, intents
from zaaikalender.store.statements import THIS, upsert

_ALL = select(entries).order_by(entries.c.calendar, entries.c.key)
_MINE = _ALL.where(entries.c.calendar == THIS)
_FOREIGN = select(entries.c.key, entries.c.calendar).where(entries.c.calendar != THIS)
ANY_FOREIGN = exists().where(entries.c.calendar != THIS)
"""Whether there is anything for `foreign_keys`."""

_INTENTS = select(intents).where(intents.c.calendar == THIS).order_by(intents.c.at, intents.c.key)

SHORTEST = 6
"""Characters of a key that are enough to name an appointment, where they name only one."""


def _details(entry: Entry) -> dict[str, codec.Json]:
    """What nobody looks an entry up by; what is usual is left out."""
    return codec.filled(
        written=entry.written and codec.draft_json(entry.written),
        due=entry.due and entry.due.isoformat(),
        first=entry.first and entry.first.isoformat(),
        last=entry.last and entry.last.isoformat(),
        ended=entry.ended and entry.ended.isoformat(),
        candidates=codec.people_json(entry.candidates) or None,
        pick=entry.pick or None,
        noticed_at=entry.noticed_at and codec.ticks(entry.noticed_at),
        noticed_when=entry.noticed_when and codec.when_json(entry.noticed_when),
        seen_title=entry.seen_title,
        seen_when=entry.seen_when and codec.when_json(entry.seen_when),
        overlap_ok=entry.overlap_ok or None,
        guests=codec.people_json(entry.guests) or None,
        seen_guests=codec.people_json(entry.seen_guests) or None,
        carried=entry.carried or None,
    )


def _detailed(data: codec.Json) -> dict[str, Any]:
    """The opposite of `_details`."""
    whens = {name: codec.when_of(data[name]) for name in ("noticed_when", "seen_when") if name in data}
    return {
        "written": codec.draft_of(data["written"]) if "written" in data else None,
        "due": codec.day(data.get("due")),
        "first": codec.day(data.get("first")),
        "last": codec.day(data.get("last")),
        "ended": codec.day(data.get("ended")),
        "candidates": codec.people_of(data.get("candidates", ())),
        "pick": data.get("pick", False),
        "noticed_at": codec.moment(data["noticed_at"]) if "noticed_at" in data else None,
        "seen_title": data.get("seen_title"),
        "overlap_ok": data.get("overlap_ok", False),
        "guests": codec.people_of(data.get("guests", ())),
        "seen_guests": codec.people_of(data.get("seen_guests", ())),
        "carried": data.get("carried", ""),
        **whens,
    }


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as the columns of `entries`."""
    return {
        "calendar": entry.calendar,
        "key": entry.key,
        "kind": entry.kind.value,
        "identity": entry.identity.kind,
        "rule": entry.identity.rule,
        "subject": entry.identity.subject,
        "cycle": entry.identity.cycle,
        "generation": entry.identity.generation,
        "state": entry.state.value,
        "since": entry.since,
        "because": codec.reason_json(entry.because),
        "ref": entry.ref,
        "uid": entry.uid,
        "version": entry.version,
        "project": entry.project,
        "details": _details(entry),
    }


def entry_of(row: Row[Any]) -> Entry:
    """The opposite of `entry_row`."""
    identity = Identity(
        kind=row.identity, rule=row.rule, subject=row.subject, cycle=row.cycle, generation=row.generation
    )
    return Entry(
        key=row.key,
        calendar=row.calendar,
        kind=Kind(row.kind),
        identity=identity,
        state=State(row.state),
        since=row.since,
        because=codec.reason_of(row.because),
        ref=row.ref,
        uid=row.uid,
        version=row.version,
        project=row.project,
        **_detailed(row.details),
    )


def entries_of(connection: Connection, calendar: str | None) -> tuple[Entry, ...]:
    """All entries of a calendar, or of the office; in the order of their keys."""
    query = _ALL if calendar is None else _MINE
    return tuple(entry_of(row) for row in connection.execute(query, {"calendar": calendar}))


def foreign_keys(connection: Connection, calendar: str) -> Mapping[str, str]:
    """The keys in other calendars' ledgers, each with the calendar."""
    return {row.key: row.calendar for row in connection.execute(_FOREIGN, {"calendar": calendar})}


def stored(connection: Connection, calendar: str, keys: Iterable[str]) -> Mapping[str, Entry]:
    """Those of `keys` that are stored, as they are stored."""
    wanted = frozenset(keys)
    if not wanted:
        return {}
    return {entry.key: entry for entry in entries_of(connection, calendar) if entry.key in wanted}


def put(connection: Connection, changed: Iterable[Entry]) -> None:
    """Stores entries in place of those of the same key."""
    upsert(connection, entries, [entry_row(entry) for entry in changed])


def named(connection: Connection, prefix: str, calendar: str | None) -> Entry:
    """The one entry whose key begins with `prefix`. Raises `ConfigurationError` for none and for several."""
    wanted = prefix.strip().lower()
    if len(wanted) < SHORTEST:
        raise ConfigurationError(
            f"'{prefix}' is too short for a key: type at least {SHORTEST} characters of it"
        )
    query = select(entries).where(entries.c.key.startswith(wanted, autoescape=True)).order_by(entries.c.key)
    if calendar is not None:
        query = query.where(entries.c.calendar == calendar)
    found = [entry_of(row) for row in connection.execute(query)]
    if not found:
        raise ConfigurationError(
            f"no appointment has a key that begins with '{prefix}': zaai list shows the keys"
        )
    if len(found) > 1:
        several = ", ".join(f"{entry.key} ({entry.calendar})" for entry in found)
        raise ConfigurationError(f"'{prefix}' may be {several}: type more of the key, or name the calendar")
    return found[0]


def intents_of(connection: Connection, calendar: str) -> tuple[Intent, ...]:
    """The writes of a calendar that may be under way, oldest first."""
    return tuple(
        Intent(calendar=row.calendar, key=row.key, act=Act(row.act), entry=entry_of(row), at=row.at)
        for row in connection.execute(_INTENTS, {"calendar": calendar})
    )


def open_intent(connection: Connection, intent: Intent) -> None:
    """Records a write before it happens. One at a time for each appointment; raises `StoreError`."""
    if connection.execute(select(intents.c.key).where(*_is(intent))).first():
        raise StoreError(
            "an earlier write of this appointment is still open: the next pass looks what became of it"
        )
    connection.execute(insert(intents).values(entry_row(intent.entry) | _head(intent)))


def close_intent(connection: Connection, intent: Intent) -> None:
    """Its outcome is known now."""
    connection.execute(delete(intents).where(*_is(intent)))


def _head(intent: Intent) -> dict[str, Any]:
    """What an intent has and its entry has not."""
    return {"calendar": intent.calendar, "key": intent.key, "act": intent.act.value, "at": intent.at}


def _is(intent: Intent) -> tuple[Any, Any]:
    """The row of this intent."""
    return intents.c.calendar == intent.calendar, intents.c.key == intent.key
