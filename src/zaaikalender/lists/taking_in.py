"""Taking in a file: an import that somebody asked for, or the living file that is read again when it changed.

You need this when a list does not follow its file. A file that is missing, locked or half written is no empty
list: the last good one stays, with a sentence. What is stored is a whole list or nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zaaikalender.config import CalendarConfig
from zaaikalender.core.contacts import Contact
from zaaikalender.errors import ConfigurationError
from zaaikalender.lists.complaint import Complaint, FileRefused, NoList
from zaaikalender.lists.kept import Kept, LivingFile, fingerprint_of, remembered
from zaaikalender.lists.means import Means
from zaaikalender.lists.people import Taken, people_of
from zaaikalender.lists.reading import content_of, digest_of, sheet_of, stamp_of
from zaaikalender.lists.sheet import Sheet
from zaaikalender.lists.words import sentence

_TIME_WILL_TELL = "cell.day_future"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A calendar's list as it is now, what is wrong with its file, and by what to see a change."""

    contacts: tuple[Contact, ...]
    complaints: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: how many are on the list now, how many of them new, and how many left it.

    `stayed` are those who are not in the file and whom it was not to take off.
    """

    taken: int
    new: int
    gone: int
    stayed: int
    complaints: tuple[str, ...]


def list_of(calendar: CalendarConfig, means: Means, *, now: datetime) -> Listed:
    """The list of a calendar; its living file is read again where it changed. Raises `StoreError` alone.

    `complaints` are in the office's language and name no person.
    """
    file, language = means.file_of(calendar.name), means.config.language
    if file is None:
        return _listed(means.kept(calendar.name), (), means)
    try:
        kept = _refreshed(calendar.name, file, means, now=now)
    except FileRefused as why:
        kept = means.kept(calendar.name)
        code = "not_yet" if why.code == "missing" and kept.file is None else why.code
        refused = Complaint(code=code, file=file.name, facts=why.facts)
        return _listed(kept, (sentence(refused, language, whole=code != "not_yet"),), means)
    return _listed(kept, tuple(sentence(each, language) for each in kept.complaints), means)


def _listed(kept: Kept, complaints: tuple[str, ...], means: Means) -> Listed:
    fingerprint = fingerprint_of(kept.contacts, means.office_key)
    return Listed(contacts=kept.contacts, complaints=complaints, fingerprint=fingerprint)


def import_file(calendar: CalendarConfig, path: Path, means: Means, *, now: datetime) -> Imported:
    """Makes the list of a calendar what stands in a file; see `import_content`."""
    _refuse_living(calendar, means)
    try:
        content, _stamp = content_of(path)
    except FileRefused as why:
        raise _no_list(why, path.name, means) from None
    return import_content(calendar, content, path.name, means, now=now)


def import_content(  # noqa: PLR0913 - a file, whose list it is, and how it is to be taken
    calendar: CalendarConfig, content: bytes, name: str, means: Means, *, now: datetime, whole: bool = True
) -> Imported:
    """Makes the list of a calendar what stands in a file of that name; not `whole`: nobody leaves by it.

    Raises `NoList` where the file cannot be read or nobody in it can be taken (the list stays as it was),
    `ConfigurationError` where the config names a living file, and `StoreError`.
    """
    _refuse_living(calendar, means)
    try:
        sheet = sheet_of(content, name)
    except FileRefused as why:
        raise _no_list(why, name, means) from None
    before = means.kept(calendar.name)

    def changed(known: Kept) -> tuple[Kept, Taken]:
        after, taken = _replaced(known, sheet, means, now, None)
        return after if whole else _beside(after, known), taken

    kept, taken = means.change(calendar.name, changed, now=now)
    sentences = tuple(sentence(each, means.config.language) for each in taken.complaints)
    if not taken.contacts:
        nobody = sentence(Complaint(code="nobody", file=name), means.config.language, whole=True)
        raise NoList("\n".join((*sentences, nobody)))
    known, now_on = {each.id for each in before.contacts}, {each.id for each in kept.contacts}
    return Imported(
        taken=len(now_on),
        new=len(now_on - known),
        gone=len(known - now_on),
        stayed=len(now_on - {each.id for each in taken.contacts}),
        complaints=sentences,
    )


def _refuse_living(calendar: CalendarConfig, means: Means) -> None:
    if means.file_of(calendar.name) is not None:
        raise ConfigurationError(
            f"calendar {calendar.name}: [contacts] file names its list already. Change that file, or take "
            "`file` out of the config."
        )


def _no_list(why: FileRefused, name: str, means: Means) -> NoList:
    code = "no_file" if why.code == "missing" else why.code
    return NoList(
        sentence(Complaint(code=code, file=name, facts=why.facts), means.config.language, whole=True)
    )


def _refreshed(calendar: str, path: Path, means: Means, *, now: datetime) -> Kept:
    """The list as its living file has it. Raises `FileRefused` where the file says nothing now."""
    stamp, today = stamp_of(path), means.today(now)
    forgotten = means.store.forgotten()
    context = means.digest_of_settings(forgotten)
    kept = means.kept(calendar)
    before = kept.file if kept.file and kept.file.path == str(path) else None
    may_tell = any(each.code == _TIME_WILL_TELL for each in kept.complaints)
    understood = before is not None and before.context == context and not (may_tell and before.day != today)
    if before and understood and before.stamp == stamp:
        return kept
    content, stamp = content_of(path)
    seen = LivingFile(path=str(path), stamp=stamp, digest=digest_of(content), context=context, day=today)
    if before and understood and before.digest == seen.digest:
        return means.change(calendar, lambda known: (replace(known, file=seen), None), now=now)[0]
    sheet = sheet_of(content, path.name)
    kept, taken = means.change(calendar, lambda known: _replaced(known, sheet, means, now, seen), now=now)
    if not taken.contacts:
        raise FileRefused("nobody")
    return kept


def _replaced(
    known: Kept, sheet: Sheet, means: Means, now: datetime, seen: LivingFile | None
) -> tuple[Kept, Taken]:
    """The list with the people of this sheet, and what was taken; as it was where nobody could be.

    With a living file, those who joined elsewhere stay until they stand in it; an import is the whole list.
    """
    context = means.context(known, means.store.forgotten(), today=means.today(now))
    taken = people_of(sheet, context, known.contacts)
    if not taken.contacts:
        return known, taken
    ids = {each.id for each in taken.contacts}
    joined = known.joined - ids if seen else frozenset()
    stay = tuple(each for each in known.contacts if each.id in joined)
    left = tuple(each for each in known.contacts if each.id not in ids | joined)
    after = replace(
        known,
        contacts=(*taken.contacts, *stay),
        joined=joined,
        former=remembered(known.former, left, means.office_key),
        file=seen,
        complaints=taken.complaints if seen else (),
    )
    return after, taken


def _beside(after: Kept, known: Kept) -> Kept:
    """The same people, with those beside them who were on the list already, each in his place."""
    taken = {each.id: each for each in after.contacts}
    old = tuple(taken.pop(each.id, each) for each in known.contacts)
    return replace(after, contacts=(*old, *taken.values()), joined=known.joined, former=known.former)
