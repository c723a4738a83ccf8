"""How one calendar is, as its owner sees it on his pages: what is known of it, and how it is shown.

You need this in each page that shows appointments: `of(visit)` reads it once. Nothing is read in the calendar
itself; that is the passes' work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from zaaikalender.core.appointments import STANDING, Entry
from zaaikalender.core.events import Event
from zaaikalender.core.policy import Start
from zaaikalender.core.records import Known, Said
from zaaikalender.report.overview import Line
from zaaikalender.report.showing import Showing
from zaaikalender.web.member import NotThere
from zaaikalender.web.visit import Visit


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the store knows of a calendar, and how it shows to its owner."""

    known: Known
    showing: Showing
    watch: bool

    @property
    def allowed(self) -> bool:
        """Whether its owner said yes, or none is needed."""
        return self.known.state.consent is not None or not self.watch

    @property
    def said(self) -> dict[str, str]:
        """What was said on a page and waits for the next pass: the word by an appointment's key."""
        return {word.key: word.word.value for word in self.known.words if word.word is not Said.ANSWER}

    @property
    def answered(self) -> frozenset[int]:
        """Numbers of the questions whose answer waits for the next pass."""
        return frozenset(int(word.key) for word in self.known.words if word.word is Said.ANSWER)

    def entry(self, key: str) -> Entry:
        """The appointment of that key. Raises `NotThere`."""
        for each in self.known.entries:
            if each.key == key:
                return each
        raise NotThere("there is no such appointment in this calendar.")

    @cached_property
    def _events(self) -> Mapping[str, Event]:
        """Our own appointments as they were last read, by their keys."""
        own = (event for kept in self.known.kept for event in kept.events)
        return {event.key: event for event in own if event.key is not None and event.occurrence is None}

    def as_seen(self, entry: Entry) -> Entry:
        """The appointment with what its owner made of it since the last pass decided."""
        event = self._events.get(entry.key)
        if event is None or entry.state not in STANDING or entry.written is None:
            return entry
        written = replace(entry.written, text=event.text)
        return replace(entry, written=written, seen_title=event.title, seen_when=event.when)

    def line(self, entry: Entry) -> Line:
        """An appointment as it is shown."""
        return self.showing.entry(self.as_seen(entry))


def of(visit: Visit) -> Standing:
    """The calendar in the address. Raises `NotThere` for another's."""
    calendar, office = visit.calendar, visit.office
    known = office.app.store.own(calendar.name)
    showing = Showing(
        calendar=calendar.name,
        owner=calendar.owner,
        provider=calendar.provider.provider,
        texts=office.texts,
        rules=office.app.config.rules,
        open_to_owner=True,
        renames=known.renames,
    )
    return Standing(known=known, showing=showing, watch=office.app.config.policy.start is Start.WATCH)
