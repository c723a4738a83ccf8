"""A calendar as Google keeps it: its events by id, a log of what changed, and what its owner's rights are.

You need this to look into a calendar of the fake, or to give it one more unpleasant habit (the fields of
`Habits`). Nothing in here knows HTTP, mails or other people's calendars.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from providers.fakes.google_rules import instant

Entry = dict[str, Any]
"""An event, in Google's own words; what begins with an underscore is nobody's business."""


@dataclass(kw_only=True)
class Habits:
    """What Google was seen to do, or does not promise not to do; all off is a day on which all goes well.

    `mails_anyway`: new guests hear of it whatever `sendUpdates` says. `moves_by_itself`: what we made gets
    another ETag soon. `lag`: a search does not find the last so many changes. `undelete`: what a restoring
    answers, 200 or a refusal.
    """

    mails_anyway: bool = False
    moves_by_itself: bool = False
    empty_pages: bool = False
    short_pages: int | None = None
    duplicates: bool = False
    lag: int = 0
    undelete: int = 200
    token_life: timedelta | None = None


@dataclass
class Agenda:
    """One calendar. `roles` says who else may look in (reader, writer); `zone` is its IANA zone."""

    id: str
    owner: str
    clock: Callable[[], datetime]
    zone: str = "Europe/Amsterdam"
    title: str = ""
    habits: Habits = field(default_factory=Habits)
    entries: dict[str, Entry] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    listings: dict[str, list[str]] = field(default_factory=dict)
    generation: int = 1
    count: int = 0
    last: datetime = datetime(2020, 1, 1, tzinfo=UTC)

    def take_over(self, other: "Agenda") -> None:
        """Becomes just like another one."""
        for name in ("entries", "log", "listings", "generation", "last", "zone", "count", "labels"):
            setattr(self, name, copy.deepcopy(getattr(other, name)))

    @property
    def primary(self) -> bool:
        """Whether it is its owner's own calendar."""
        return self.id == self.owner

    def now(self) -> datetime:
        """A moment later than any before, in milliseconds: `updated` always moves."""
        millis = self.clock().astimezone(UTC).replace(microsecond=self.clock().microsecond // 1000 * 1000)
        self.last = max(millis, self.last + timedelta(milliseconds=1))
        return self.last

    def touch(self, entry: Entry, *, updated: bool = True) -> None:
        """It changed: another ETag, a line in the log, and (reminders apart) another `updated`."""
        self.log.append(entry["id"])
        entry["_version"] = len(self.log)
        if updated:
            entry["updated"] = stamp(self.now())

    def keep(self, refs: list[str]) -> str:
        """Keeps a list for the pages that follow; not for ever."""
        self.count += 1
        self.listings[f"l{self.count}"] = refs
        self.listings.pop(f"l{self.count - 20}", None)
        return f"l{self.count}"

    def label(self, name: str) -> str:
        """The label with this name, made where there is none."""
        known = {text: ref for ref, text in self.labels.items()}
        ref = known.get(name, f"00000000-0000-4000-8000-{len(self.labels):012}")
        self.labels[ref] = name
        return ref

    def etag(self, entry: Entry) -> str:
        return f'"{3_500_000_000_000 + 2 * entry["_version"]}"'

    def parts(self, master: str) -> list[Entry]:
        """The exceptions of a series, the cancelled ones included."""
        return [one for one in self.entries.values() if one.get("recurringEventId") == master]

    def span(self, entry: Entry) -> tuple[datetime, datetime]:
        """From when to when (UTC) it is."""
        return instant(entry["start"], self.zone), instant(entry["end"], self.zone)

    def forget_tombstones(self) -> None:
        """Lists no longer show what was cancelled; its id stays taken, and older tokens grow stale by it."""
        for entry in self.entries.values():
            if entry["status"] == "cancelled":
                entry["_forgotten"] = True

    def forget_tokens(self) -> None:
        """No sync token is known any more."""
        self.generation += 1


def stamp(at: datetime) -> str:
    """As Google writes a moment: UTC, in milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
