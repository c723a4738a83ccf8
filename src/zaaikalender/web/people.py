"""One's own list: who stands on it, one form for each, and up and down as a file.

You need this for the page of the list, which is its owner's alone. Where the config names a file for it, the
page only shows it: that file is the list.
"""

from starlette.responses import Response

from zaaikalender import lists
from zaaikalender.config.durations import span_in_words
from zaaikalender.core.contacts import Contact
from zaaikalender.lists import Listed, NoList
from zaaikalender.lists.headers import Column
from zaaikalender.web.member import NotThere
from zaaikalender.web.visit import Visit

FIELDS = (
    Column.NAME,
    Column.ORGANISATION,
    Column.ADDRESS,
    Column.TELEPHONE,
    Column.FORM,
    Column.EVERY,
    Column.LAST,
    Column.NOTE,
)
"""What the form asks, in its order."""

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
}
_TOLD = frozenset({"kept", "off"})


def people(visit: Visit, *, troubles: tuple[str, ...] = (), told: str = "", status: int = 200) -> Response:
    """The list."""
    listed = _listed(visit)
    wanted = visit.sent.query.get("told", "")
    return visit.page(
        "people.html",
        status=status,
        calendar=visit.calendar,
        contacts=listed.contacts,
        every=lambda span: span_in_words(span, visit.office.language),
        goal=visit.calendar.goal,
        complaints=(*troubles, *listed.complaints),
        told=told or (visit.office.say(f"people.told.{wanted}") if wanted in _TOLD else ""),
        file=_file(visit),
    )


def person(visit: Visit) -> Response:
    """The form about one person on it, or about somebody new."""
    found = _found(visit)
    return _form(visit, _as_typed(visit, found) if found else {}, found)


def keep(visit: Visit) -> Response:
    """Takes what was typed; what cannot be taken comes back as it was typed, with a sentence."""
    found = _found(visit)
    typed = {column: visit.field(column.value, 2_000) for column in FIELDS}
    meant = typed | ({Column.ID: found.id} if found else {})
    try:
        lists.put(visit.calendar, meant, visit.office.app.rosters.means, now=visit.office.now())
    except NoList as why:
        return _form(visit, typed, found, troubles=_sentences(visit, why), status=422)
    _changed(visit)
    return visit.go(visit.to("people"), told="kept")


def remove(visit: Visit) -> Response:
    """Takes somebody off the list."""
    found = _found(visit)
    if found is None:
        raise NotThere("nobody of that id is on this list.")
    lists.remove(visit.calendar, found.id, visit.office.app.rosters.means, now=visit.office.now())
    _changed(visit)
    return visit.go(visit.to("people"), told="off")


def download(visit: Visit) -> Response:
    """The list as a file; an empty one as Excel is a form to fill in."""
    form, language, now = visit.sent.path["format"], visit.office.language, visit.office.now()
    if form not in _TYPES:
        raise NotThere("a list is no such file.")
    contacts = _listed(visit).contacts
    if form == "xlsx" and not contacts:
        content = lists.empty(list(visit.office.app.config.forms), language, now=now)
    else:
        visit.office.app.store.trail.exported(visit.calendar.name, now)
        content = lists.made(form, contacts, language, now=now)  # type: ignore[arg-type]
    name = f"{visit.office.say('people.file')}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_TYPES[form], headers=headers)


def upload(visit: Visit) -> Response:
    """Takes in what stands in a file, and says of each row that cannot be taken why.

    Only who asks for it takes off whom the file does not name: it may be the wrong file.
    """
    name, content = visit.sent.files.get("file", ("", b""))
    if not content:
        return people(visit, troubles=(visit.office.say("people.no_file"),), status=422)
    means = visit.office.app.rosters.means
    try:
        done = lists.import_content(
            visit.calendar,
            content,
            _tidy(name),
            means,
            now=visit.office.now(),
            whole=visit.field("whole") == "yes",
        )
    except NoList as why:
        return people(visit, troubles=_sentences(visit, why), status=422)
    _changed(visit)
    told = visit.office.say("people.taken", count=done.taken, new=done.new, gone=done.gone)
    stayed = visit.office.say("people.stayed", count=done.stayed) if done.stayed else ""
    return people(visit, troubles=done.complaints, told=f"{told} {stayed}".strip())


def _listed(visit: Visit) -> Listed:
    return lists.list_of(visit.calendar, visit.office.app.rosters.means, now=visit.office.now())


def _file(visit: Visit) -> str:
    """The name of the file that is the list, or nothing."""
    file = visit.office.app.rosters.means.file_of(visit.calendar.name)
    return file.name if file else ""


def _found(visit: Visit) -> Contact | None:
    """Who is meant; None on the form for somebody new. Raises `NotThere`."""
    wanted = visit.sent.path.get("person")
    if wanted is None:
        return None
    for each in _listed(visit).contacts:
        if each.id == wanted:
            return each
    raise NotThere("nobody of that id is on this list.")


def _form(
    visit: Visit,
    typed: dict[Column, str],
    found: Contact | None,
    *,
    troubles: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    return visit.page(
        "person.html",
        status=status,
        typed={column.value: typed.get(column, "") for column in FIELDS},
        found=found,
        forms=list(visit.office.app.config.forms),
        troubles=troubles,
        file=_file(visit),
    )


def _as_typed(visit: Visit, contact: Contact) -> dict[Column, str]:
    every = span_in_words(contact.every, visit.office.language) if contact.every else ""
    last = contact.last.isoformat() if contact.last else ""
    return {
        Column.NAME: contact.name,
        Column.ORGANISATION: contact.organisation,
        Column.ADDRESS: contact.address,
        Column.TELEPHONE: contact.telephone,
        Column.FORM: contact.form,
        Column.EVERY: every,
        Column.LAST: last,
        Column.NOTE: contact.note,
    }


def _sentences(visit: Visit, why: NoList) -> tuple[str, ...]:
    """Each thing that is wrong, in the office's language."""
    return tuple(map(visit.office.voice.stored_failure, str(why).splitlines()))


def _changed(visit: Visit) -> None:
    """Another list means other appointments: the next pass need not wait."""
    visit.office.app.store.make_due(visit.calendar.name)
    visit.office.wake()


def _tidy(name: str) -> str:
    """A file's name for complaints: its last part, of what can be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[:80] or "?"
