"""What changed in a CalDAV calendar since the last pass, whatever its server is able to tell.

You need this to understand how a calendar is read. A quiet pass is one request. A server that lists what did
not change is not believed (versions are compared), nor one that lists nothing: once a day all versions are
compared with ours, since servers were seen that forget a token without a word.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from zaaikalender.core.events import Changes, Item, Window
from zaaikalender.errors import Unreachable
from zaaikalender.providers import ics
from zaaikalender.providers.caldav_cursor import Cursor, Trouble
from zaaikalender.providers.caldav_discovery import Place
from zaaikalender.providers.caldav_sync import Collection, Seen, TokenForgotten
from zaaikalender.providers.caldav_wire import Stored, Wire, version_of

_AUDIT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one calendar as of `now` (UTC). `discover` asks the server where it is and what it can."""

    wire: Wire
    source: str
    zone: ZoneInfo
    now: datetime
    discover: Callable[[], Place]

    def changes(
        self, window: Window, cursor: Cursor | None, known: Mapping[str, str]
    ) -> tuple[Changes, Cursor]:
        """See `Source.changes`; also the cursor, read."""
        due = cursor is None or cursor.source != self.source or not self._is_fresh(cursor)
        place = self.discover() if cursor is None or due else cursor.place
        moved = cursor is not None and cursor.place.url != place.url
        cursor = cursor if cursor and cursor.place == place else None
        collection = Collection(wire=self.wire, place=place)
        book = _Book(
            known=known, troubled=dict(cursor.troubled) if cursor else {}, window=window, zone=self.zone
        )
        token = self._token(collection, book, cursor.token if cursor else "", anew=cursor is None)
        if moved and book.knows_nothing:
            raise Unreachable(
                "The address leads to another calendar than before. Check its `url`; if this one "
                "is meant, use `zaai forget` and connect it anew."
            )
        if due and cursor is not None:
            book.compare(collection, collection.listed())
        new = Cursor(
            source=self.source,
            place=place,
            token=token,
            audited=self.now if due or cursor is None else cursor.audited,
            troubled=book.troubled,
        )
        return book.changes(new), new

    def _is_fresh(self, cursor: Cursor) -> bool:
        return timedelta() <= self.now - cursor.audited < _AUDIT

    def _token(self, collection: Collection, book: "_Book", token: str, *, anew: bool) -> str:
        """Takes in what changed since `token`; gives the next one."""
        if collection.place.mode != "sync":
            return self._by_tags(collection, book, token, anew=anew)
        try:
            seen = collection.synced(token, bodies=bool(token) or anew)
        except TokenForgotten:
            seen = collection.synced("", bodies=False)
        book.compare(collection, seen, all_of_it=anew)
        return seen.token

    def _by_tags(self, collection: Collection, book: "_Book", token: str, *, anew: bool) -> str:
        if not anew and token and collection.place.mode == "ctag" and collection.ctag() == token:
            return token
        seen = collection.listed()
        book.compare(collection, seen, all_of_it=anew)
        return seen.token


@dataclass(kw_only=True)
class _Book:
    """What is known of a calendar, while what the server says is entered into it.

    What we hold is put in order when first asked for: a quiet pass never asks.
    """

    known: Mapping[str, str]
    troubled: dict[str, Trouble]
    window: Window
    zone: ZoneInfo
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @cached_property
    def refs(self) -> dict[str, set[str]]:
        """What we hold, by resource: one that is about several UIDs has a ref for each."""
        held: dict[str, set[str]] = {}
        for ref in self.known:
            held.setdefault(ref.partition("#")[0], set()).add(ref)
        return held

    @cached_property
    def versions(self) -> dict[str, str]:
        """The version that we hold of each resource; "" where its parts are of several."""
        held: dict[str, str] = {}
        for resource, refs in self.refs.items():
            versions = {self.known[ref] for ref in refs}
            held[resource] = versions.pop() if len(versions) == 1 else ""
        return held | {resource: trouble.version for resource, trouble in self.troubled.items()}

    @property
    def knows_nothing(self) -> bool:
        """Whether all that we hold is gone, and we did hold something."""
        return bool(self.known) and self.gone >= self.known.keys()

    def compare(self, collection: Collection, seen: Seen, *, all_of_it: bool = False) -> None:
        """Enters what the server says: reads what is new or in another version, drops what is gone."""
        wanted = [
            resource
            for resource, etag in sorted(seen.etags.items())
            if all_of_it or not etag or self.versions.get(resource) != version_of(etag)
        ]
        bodies = {resource: seen.bodies[resource] for resource in wanted if resource in seen.bodies}
        rest = collection.fetched([resource for resource in wanted if resource not in bodies])
        for resource, stored in sorted({**bodies, **rest.bodies}.items()):
            self._enter(resource, stored)
        absent = {*self.refs, *self.troubled, *self.items} - seen.etags.keys() if seen.whole else set()
        for resource in {*seen.gone, *rest.gone, *absent}:
            self._drop(resource)

    def _enter(self, resource: str, stored: Stored) -> None:
        parsed = ics.parse(
            stored.data,
            ref=resource,
            version=stored.version,
            window=self.window,
            zone=self.zone,
            where=resource,
        )
        self.versions[resource] = stored.version
        self.items[resource] = parsed.items
        self.troubled.pop(resource, None)
        if parsed.unreadable:
            self.troubled[resource] = Trouble(version=stored.version, told=parsed.unreadable)
        else:
            self.gone |= self.refs.get(resource, set())
        self.gone -= {item.ref for item in parsed.items}

    def _drop(self, resource: str) -> None:
        self.versions.pop(resource, None)
        self.items.pop(resource, None)
        self.troubled.pop(resource, None)
        self.gone |= self.refs.get(resource, set())

    def changes(self, cursor: Cursor) -> Changes:
        """What became of it."""
        return Changes(
            changed=tuple(item for resource in sorted(self.items) for item in self.items[resource]),
            gone=frozenset(self.gone),
            unreadable=tuple(each for name in sorted(self.troubled) for each in self.troubled[name].told),
            cursor=cursor.written(),
        )
