"""How Microsoft Graph shows what stands in a mailbox: ids, zones, bodies, and what `Prefer` asks for.

You need this to see an event as a client gets it. Times come in UTC where that is asked for, texts come back
with Windows' line ends, and HTML is what the server makes of them.
"""

import re
from html import escape, unescape

from providers.fakes.outlook_mailbox import Mailbox, instant, utc

_HIDDEN = ("marks", "exceptions", "deleted", "born")
_EXPAND = re.compile(r"singleValueExtendedProperties\(\$filter=id eq '([^']+)'\)")


class Preferences:
    """The `Prefer` header."""

    def __init__(self, header: str) -> None:
        self.immutable = 'IdType="ImmutableId"' in header
        self.utc = 'outlook.timezone="UTC"' in header
        self.text = 'outlook.body-content-type="text"' in header
        size = re.search(r"odata\.maxpagesize=(\d+)", header)
        self.page = int(size[1]) if size else 10


def shown(mailbox: Mailbox, event: dict, prefer: Preferences, *, expand: str = "", text: bool | None = None):
    """An event as it goes over the wire."""
    raw = {name: value for name, value in event.items() if name not in _HIDDEN}
    raw["@odata.etag"] = f'W/"{event["changeKey"]}"'
    raw["originalStartTimeZone"] = raw["originalEndTimeZone"] = event["start"]["timeZone"]
    raw["start"], raw["end"] = (_moment(event, name, prefer) for name in ("start", "end"))
    raw["body"] = body_of(event.get("body"), text=prefer.text if text is None else text)
    raw["bodyPreview"] = body_of(event.get("body"), text=True)["content"][:255]
    if not prefer.immutable:
        raw["id"] = f"AAMk-{mailbox.generation}-{event['id']}"
    if expand:
        asked = _EXPAND.fullmatch(expand)
        found = event["marks"].get(asked[1]) if asked else None
        if found is not None:
            raw["singleValueExtendedProperties"] = [{"id": asked[1], "value": found}]
    return raw


def _moment(event, name, prefer):
    if event["start"]["timeZone"] == "Customized Time Zone":
        return dict(event[name])
    if event["isAllDay"]:
        return {"dateTime": event[name]["dateTime"][:10] + "T00:00:00.0000000", "timeZone": "UTC"}
    return utc(instant(event[name])) if prefer.utc else dict(event[name])


def body_of(body, *, text: bool):
    """A body as text or as HTML, whichever way it was written."""
    content = (body or {}).get("content", "")
    html = (body or {}).get("contentType") == "html"
    if text:
        return {"contentType": "text", "content": (_seen(content) if html else content).replace("\n", "\r\n")}
    return {"contentType": "html", "content": content if html else _html(content)}


def _html(content: str) -> str:
    lines = escape(content, quote=False).replace("\n", "<br>\r\n")
    return (
        '<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n'
        "<style><!-- .PlainText { } --></style></head>\r\n<body>\r\n"
        f'<div class="PlainText">{lines}</div>\r\n</body>\r\n</html>'
    )


def _seen(content: str) -> str:
    content = re.sub(r"<(head|style)\b.*?</\1>", "", content, flags=re.DOTALL)
    content = re.sub(r"\s*\n\s*", "", content)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br>|</div>", "\n", content)))


def part(raw_master, one, mailbox: Mailbox, prefer: Preferences, *, whole: bool):
    """An occurrence: bare in delta, with its master's contents among the instances."""
    ref = one["id"] if prefer.immutable else f"AAMk-{mailbox.generation}-{one['id']}"
    master = raw_master["id"]
    own = {**one, "id": ref, "seriesMasterId": master, "@odata.etag": raw_master["@odata.etag"]}
    if one["type"] == "exception" or whole:
        left = {"id", "type", "start", "end", "recurrence", "seriesMasterId"}
        full = {name: value for name, value in raw_master.items() if name not in left}
        return {**full, **own}
    own.pop("originalStart")
    return own
