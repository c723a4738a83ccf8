"""The one place where the parts become a whole: config, key, store, providers, texts, engine.

You need this to run anything: every command and the worker get an `App` and ask it for passes and previews.
The clock is theirs; an app knows the time only as an argument.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from zaaikalender import store
from zaaikalender.config import CalendarConfig, Config, FolderConfig
from zaaikalender.core.identity import fingerprint_of, trail_key_of
from zaaikalender.core.ports import Calendar
from zaaikalender.core.records import Lease
from zaaikalender.datewords import Words
from zaaikalender.elsewhere import Elsewhere
from zaaikalender.engine import (
    LEASE_SECONDS,
    Bureau,
    Post,
    Result,
    Spare,
    Told,
    next_due,
    preview,
    run_pass,
)
from zaaikalender.errors import Busyness, ZaaiError
from zaaikalender.glance import Glance, glance
from zaaikalender.keyfile import office_key
from zaaikalender.lists import means_of
from zaaikalender.notices import Notices
from zaaikalender.providers.folder import FolderCalendar
from zaaikalender.rosters import Rosters
from zaaikalender.runs import busyness_of, failures_of, holder_of, run_of, run_that_failed
from zaaikalender.servers import Servers
from zaaikalender.texts import Texts, office_texts

Clock = Callable[[], datetime]
"""Tells the time as an instant in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A whole office, ready to run. Close it when you are done."""

    config: Config
    store: store.Store
    bureau: Bureau
    texts: Texts
    clock: Clock
    servers: Servers
    in_words: Callable[[str], str] = str

    def close(self) -> None:
        """Lets go of the database and of all connections."""
        self.store.close()
        self.servers.close()

    def calendars(self, name: str | None = None) -> tuple[CalendarConfig, ...]:
        """The calendar of that name, or all; raises `ConfigurationError` for a name that is not there."""
        return self.config.calendars if name is None else (self.config.calendar(name),)

    def post(self, calendar: CalendarConfig) -> Post:
        """A calendar as the engine needs it. Raises `ConfigurationError` where its kind is not built yet."""
        opened = self._opened(calendar)
        network, list_fingerprint = self.rosters.network(calendar, self.clock())
        return Post(
            name=calendar.name,
            owner=calendar.owner,
            hours=calendar.hours,
            source=opened,
            target=opened,
            fingerprint=calendar.fingerprint,
            elsewhere=Elsewhere(
                owner=calendar.owner, paths=calendar.busy, bureau=self.bureau, clock=self.clock
            ),
            postman=self.servers.postman,
            network=network,
            list_fingerprint=list_fingerprint,
            place=calendar.place,
        )

    @property
    def rosters(self) -> Rosters:
        """Everybody's list."""
        return Rosters(means=means_of(self.config, self.store, self.bureau.office_key))

    @property
    def notices(self) -> Notices:
        """Mails to owners."""
        return Notices(
            bureau=self.bureau,
            ledger=self.store,
            postman=lambda: self.servers.postman,
            in_words=self.in_words,
        )

    def _opened(self, calendar: CalendarConfig) -> Calendar:
        provider = calendar.provider
        if isinstance(provider, FolderConfig):
            zone, mails = self.bureau.office.zone, self.servers.mails
            return FolderCalendar(provider.path, calendar.owner, zone, clock=self.clock, mails=mails)
        return self.servers.open(calendar)

    def preview(
        self, calendars: Iterable[CalendarConfig], *, now: datetime, spare: Spare | None = None
    ) -> tuple[Result, ...]:
        """What a pass would do, without writing anything.

        `spare` hears of a calendar that cannot be read, and the others go on; without it that raises.
        """
        spare, posts = spare or _raise, []
        for calendar in calendars:
            try:
                posts.append(self.post(calendar))
            except ZaaiError as error:
                spare(calendar.name, error)
        known = {post.name: self.store.load(post.name, now=now) for post in posts}
        return preview(tuple(posts), self.bureau, known, now=now, spare=spare)

    def run(
        self, calendar: CalendarConfig, *, now: datetime, holder: str = "run", told: Told | None = None
    ) -> Result:
        """One pass over one calendar, recorded as a run. Raises what made it fail, after recording it.

        `Busyness` where another process is at it.
        """
        try:
            post = self.post(calendar)
            seen = self._glance(post, now)
        except Busyness:
            raise
        except Exception as error:
            self._failed(calendar, self._taken(calendar, holder, now, None), error, started=now)
            raise
        if seen.quiet:
            run = run_of(seen.quiet, started=now, ended=self.clock())
            self.store.rest(seen.known.state, run, next_due=now + self.config.policy.every)
            self.rosters.heard(calendar, seen.known, now)
            return seen.quiet
        lease = self._taken(calendar, holder, now, seen)
        try:
            result = run_pass(
                seen.post,
                self.bureau,
                self.store,
                lease,
                now=now,
                told=told,
                known=seen.known,
                reading=seen.reading,
            )
            self.rosters.heard(calendar, result.reading.known, now)
            self.notices.refused(calendar, lease, result, now=now)
        except Exception as error:
            # A defect of ours too is this calendar's failure: it backs off, and the others go on.
            self._failed(calendar, lease, error, started=now)
            raise
        except KeyboardInterrupt:
            # Nobody waits for a lease to run out that nobody holds; what was begun, the next pass settles.
            self.store.release(lease)
            raise
        run = run_of(result, started=now, ended=self.clock())
        self.store.finish(lease, run, next_due=now + self.config.policy.every)
        return result

    def _glance(self, post: Post, now: datetime) -> Glance:
        """A look without the right to write. Raises `Busyness` where somebody else has it."""
        seen = glance(post, self.bureau, self.store, now=now)
        if seen.known.state.is_held(now):
            raise busyness_of(post.name)
        return seen

    def _taken(self, calendar: CalendarConfig, holder: str, now: datetime, seen: Glance | None) -> Lease:
        """The right to write; raises `Busyness` where another has it, or had it since the glance."""
        name, fence = holder_of(holder, now), seen.known.state.fence if seen else None
        lease = self.store.acquire(calendar.name, name, now=now, seconds=LEASE_SECONDS, fence=fence)
        if lease is None:
            raise busyness_of(calendar.name)
        return lease

    def _failed(self, calendar: CalendarConfig, lease: Lease, error: Exception, *, started: datetime) -> None:
        run = run_that_failed(lease.calendar, error, started=started, ended=self.clock())
        self.notices.failed(calendar, lease, error, now=started)
        failures = failures_of(lease.calendar, self.store.calendars()) + 1
        self.store.finish(lease, run, next_due=next_due(started, self.config.policy.every, failures))


def _raise(_calendar: str, error: ZaaiError) -> None:
    """Nobody wants to go on without it."""
    raise error


def open_app(
    config: Config, clock: Clock, *, as_if: bool = False, in_words: Callable[[str], str] = str
) -> App:
    """The office behind a config. Makes the database and the key file on first use.

    `as_if` says that the clock shows another day: nobody is mailed then but on this machine. `in_words` puts
    a failure in the office's language. Raises `StoreError` where they cannot be used, `ConfigurationError`
    for texts that do not fit.
    """
    texts = office_texts(config.language, config.office.zone, config.texts_file)
    url, base = config.store_url, config.file.parent
    key = office_key(config.key_file, may_create=not store.has_office(url, base=base))
    opened = store.open(url, office_fingerprint=fingerprint_of(key), base=base, trail_key=trail_key_of(key))
    bureau = Bureau(
        office=config.office,
        policy=config.policy,
        rules=config.rules,
        phrases=texts,
        homes={calendar.owner: calendar.name for calendar in config.calendars},
        dates=Words(config.office),
        office_key=key,
        hours={calendar.name: calendar.hours for calendar in config.calendars},
    )
    return App(
        config=config,
        store=opened,
        bureau=bureau,
        texts=texts,
        clock=clock,
        servers=Servers(config=config, store=opened, clock=clock, as_if=as_if),
        in_words=in_words,
    )
