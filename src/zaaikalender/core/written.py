"""What the ledger remembers of a write: the line as it is once an event stands, whole or in some fields.

You need this right after a write, or after looking what became of one. What we last wrote is compared with
what stands in each later pass: a field that a person changed is his.
"""

from dataclasses import replace

from zaaikalender.core.appointments import Draft, Entry, Field
from zaaikalender.core.events import Event


def standing(entry: Entry, event: Event) -> Entry:
    """The line of an event that we have just written whole."""
    written, meant = _shown(event), entry.written
    if meant:
        written = replace(written, shown=meant.shown, yearly=meant.yearly)
    return seen(replace(entry, written=written), event)


def updated(entry: Entry, event: Event, fields: frozenset[Field]) -> Entry:
    """The line of an event of which we have just written these fields."""
    return seen(replace(entry, written=merged(entry.written, _shown(event), fields)), event)


def merged(written: Draft | None, draft: Draft, fields: frozenset[Field]) -> Draft | None:
    """What we last wrote, field by field; of an adopted event we never know the rest."""
    if written is None:
        return None
    changes = {field.value: getattr(draft, field.value) for field in fields}
    return replace(written, **changes)


def seen(entry: Entry, event: Event) -> Entry:
    """The line with what stands there now."""
    return replace(
        entry,
        ref=event.ref,
        uid=event.uid,
        version=event.version,
        seen_title=event.title,
        seen_when=event.when,
    )


def _shown(event: Event) -> Draft:
    """What stands, as the draft of it."""
    title, text, shown = event.title, event.text, event.shown
    return Draft(title=title, when=event.when, text=text, shown=shown, private=event.private)
