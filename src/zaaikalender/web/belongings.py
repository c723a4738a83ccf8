"""All that is stored of one calendar, as a zip: one JSON file, and the list as Excel, CSV and vCard.

You need this when somebody takes his data along (GDPR, article 20). Passwords and tokens are left out: they
are of no use elsewhere.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from zaaikalender import lists
from zaaikalender.config import CalendarConfig
from zaaikalender.lists.writing import Format
from zaaikalender.web.office import Office

_FORMATS: tuple[Format, ...] = ("xlsx", "csv", "vcf")


def packed(office: Office, calendar: CalendarConfig) -> bytes:
    """The zip. Raises `StoreError`."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        text = json.dumps(_plain(_stored(office, calendar)), ensure_ascii=False, indent=1)
        archive.writestr("zaaikalender.json", text)
        contacts = lists.list_of(calendar, office.app.rosters.means, now=office.now()).contacts
        for form in _FORMATS if contacts else ():
            content = lists.made(form, contacts, office.language, now=office.now())
            archive.writestr(f"{office.say('people.file')}.{form}", content)
    return file.getvalue()


def _stored(office: Office, calendar: CalendarConfig) -> dict[str, Any]:
    store = office.app.store
    known = store.own(calendar.name)
    return {
        "calendar": calendar.name,
        "owner": calendar.owner,
        "state": known.state,
        "appointments": known.entries,
        "history": {entry.key: store.history(entry.key) for entry in known.entries},
        "read": known.kept,
        "questions": known.questions,
        "words": known.words,
        "runs": store.runs(calendar.name),
        "trail": store.trail.lines(calendar.name),
        "list": lists.list_of(calendar, office.app.rosters.means, now=office.now()).contacts,
    }


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one for each sort of value
    """A value as JSON has it: dataclasses by their fields, moments as ISO 8601."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | None) else str(value)
