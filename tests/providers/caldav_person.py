"""The owner of a calendar on a server, played with another program: icalendar, and bare PUTs.

You need this in tests of the CalDAV provider. What he does is what `FolderHand` does in a folder; a mirror of
the collection is fetched before each act, and what the act changed is sent back.
"""

import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as ET

from providers.folder_person import FolderHand
from zaaikalender.core.people import Person

_LIST = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
_ACTS = ("put", "put_weekly", "move", "retitle", "retext", "delete", "undelete", "copy")
_MORE_ACTS = ("add_guest", "remove_guest", "answer", "categorise", "spoil", "mend")
_SERIES_ACTS = ("delete_occurrence", "move_occurrence")


class DavHand:
    """What a person does in his calendar; events are named by their UID."""

    def __init__(self, door, url: str, owner: Person, user=None, headers=None) -> None:
        self._door, self._url, self._user, self._headers = door, url, user, dict(headers or {})
        self._mirror = tempfile.TemporaryDirectory(prefix="zaai-mirror-")
        self._folder = _Folder(Path(self._mirror.name), owner)
        self._held: dict[tuple[str, str], bytes] = {}
        self.owner = owner
        self.etags: dict[str, str] = {}

    def __getattr__(self, name):
        if name not in _ACTS + _MORE_ACTS + _SERIES_ACTS:
            raise AttributeError(name)

        def act(*arguments):
            before = self.pull()
            getattr(self._folder, name)(*arguments)
            self._push(before)

        return act

    def ask(self, method, name="", body=None, **headers):
        extra = {**self._headers, **{key.replace("_", "-"): value for key, value in headers.items()}}
        return self._door.request(
            method, self._url + quote(name), headers=extra, body=body, user=self._user, most=100_000_000
        )

    def pull(self) -> dict[str, bytes]:
        """All files of the collection, in the mirror and by name; what kept its ETag is not fetched again."""
        self.etags = self._listed()
        held = {name: self._file(name, etag) for name, etag in self.etags.items()}
        for old in self._folder.folder.glob("*"):
            old.unlink()
        for name, data in held.items():
            (self._folder.folder / name).write_bytes(data)
        return held

    def _listed(self) -> dict[str, str]:
        listing = ET.fromstring(  # noqa: S314 - a server of our own
            self.ask("PROPFIND", body=_LIST, Depth="1", Content_Type="application/xml").body
        )
        found = {}
        for response in listing.iter("{DAV:}response"):
            path = unquote(urlsplit(response.findtext("{DAV:}href") or "").path)
            if path.endswith(".ics"):
                found[path.rpartition("/")[2]] = response.findtext(".//{DAV:}getetag") or ""
        return found

    def _file(self, name: str, etag: str) -> bytes:
        data = self._held.get((name, etag)) if etag else None
        self._held[name, etag] = data = data or self.ask("GET", name).body
        return data

    def _push(self, before: dict[str, bytes]) -> None:
        after = {path.name: path.read_bytes() for path in self._folder.folder.glob("*.ics")}
        for name in before.keys() - after.keys():
            assert self.ask("DELETE", name).status in {200, 204}
        for name, data in after.items():
            if before.get(name) != data:
                reply = self.ask("PUT", name, data, Content_Type="text/calendar")
                assert reply.status in {200, 201, 204}, reply


class _Folder(FolderHand):
    """A mirror in which nothing can be spoiled that a server would refuse."""

    def spoil(self, uid: str) -> None:
        """A time in a zone that nobody knows: servers take it, and nobody can say when it is."""
        path = self.path(uid)
        self._bin[uid] = (path, path.read_bytes())
        lines = path.read_bytes().split(b"\r\n")
        changed = [_on_mars(line) if line.startswith((b"DTSTART", b"DTEND")) else line for line in lines]
        path.write_bytes(b"\r\n".join(changed))


def _on_mars(line: bytes) -> bytes:
    name, _, value = line.partition(b":")
    return name.partition(b";")[0] + b";TZID=Mars/Olympus:" + value.rstrip(b"Z")
