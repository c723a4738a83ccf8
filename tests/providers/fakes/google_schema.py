"""What Google Calendar takes: its routes, parameters and bodies, out of Google's own discovery document.

You need this when the fake refuses a question: an unknown name, a wrong type or an unknown word is a 400. The
document comes with google-api-python-client; the words of an enum of a body stand in its prose alone.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

from googleapiclient.discovery_cache import get_static_doc

DOCUMENT = json.loads(get_static_doc("calendar", "v3"))
HOME = f"/{DOCUMENT['servicePath']}"
SCHEMAS = DOCUMENT["schemas"]
_WORDS = re.compile(r'^\s*- "([A-Za-z_]+)"', re.MULTILINE)
_TYPES = {"string": str, "boolean": bool, "object": dict, "array": list}


class Refused(Exception):
    """Google does not do that: status, the machine's word for it, and where it stood."""

    def __init__(self, status: int, reason: str, message: str = "", **where: str) -> None:
        super().__init__(message or reason)
        self.status, self.reason, self.where = status, reason, where

    def body(self) -> dict[str, Any]:
        """As Google writes it down. `where` may hold domain, locationType and location."""
        said = {"domain": "global", "reason": self.reason, "message": str(self), **self.where}
        return {"error": {"errors": [said], "code": self.status, "message": str(self)}}


def bad(message: str, reason: str = "invalid") -> Refused:
    """A 400 that says what is wrong."""
    return Refused(400, reason, message)


@dataclass(frozen=True)
class Route:
    """One method of the API. `body` is the name of what it wants, None where it wants nothing."""

    name: str
    http: str
    pattern: re.Pattern[str]
    parameters: dict[str, dict[str, Any]]
    body: str | None
    scopes: frozenset[str]
    literal: int


def _route(method: dict[str, Any]) -> Route:
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(method["path"]))
    return Route(
        name=method["id"].removeprefix("calendar."),
        http=method["httpMethod"],
        pattern=re.compile(pattern),
        parameters={**DOCUMENT["parameters"], **method.get("parameters", {})},
        body=method.get("request", {}).get("$ref"),
        scopes=frozenset(scope.rpartition("/")[2] for scope in method["scopes"]),
        literal=len(re.sub(r"\{\w+\}", "", method["path"])),
    )


ROUTES = sorted(
    (_route(each) for part in DOCUMENT["resources"].values() for each in part["methods"].values()),
    key=lambda route: -route.literal,
)


def route_of(http: str, path: str) -> tuple[Route, dict[str, str]]:
    """The method for a path, and what stands in it."""
    for route in ROUTES:
        found = route.pattern.fullmatch(path.removeprefix(HOME))
        if found and route.http == http and path.startswith(HOME):
            return route, {name: unquote(value) for name, value in found.groupdict().items()}
    raise Refused(404, "notFound", "Not Found")


def parameters_of(route: Route, query: dict[str, list[str]]) -> dict[str, Any]:
    """The parameters, in their own types; one that may be repeated is a list."""
    for name, values in query.items():
        known = route.parameters.get(name)
        if known is None or known["location"] != "query" or (len(values) > 1 and not known.get("repeated")):
            raise Refused(
                400, "invalidParameter", f"Unknown name {name}", locationType="parameter", location=name
            )
    return {
        name: [_value(name, route.parameters[name], each) for each in values]
        if route.parameters[name].get("repeated")
        else _value(name, route.parameters[name], values[0])
        for name, values in query.items()
    }


def _value(name: str, known: dict[str, Any], text: str) -> Any:
    try:
        return _typed(known, text)
    except (ValueError, KeyError):
        message = f"Invalid value '{text}'"
        raise Refused(400, "invalidParameter", message, locationType="parameter", location=name) from None


def _typed(known: dict[str, Any], text: str) -> Any:
    if "enum" in known and text not in known["enum"]:
        raise ValueError
    match known["type"], known.get("format"):
        case "boolean", _:
            return {"true": True, "false": False}[text]
        case "integer", _:
            if int(text) < int(known.get("minimum", text)) or int(text) > int(known.get("maximum", text)):
                raise ValueError
            return int(text)
        case "string", "date-time":
            return moment(text)
    return text


def moment(text: str) -> datetime:
    """A moment of RFC 3339, with its offset. Raises ValueError."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def check_body(route: Route, sent: Any) -> None:
    """Raises `Refused` where a body is not one of this method's."""
    if route.body is None:
        if sent is not None:
            raise bad("This method takes no body", "parseError")
        return
    if not isinstance(sent, dict):
        raise bad("Parse Error", "parseError")
    _check({"$ref": route.body}, sent, route.body[0].lower() + route.body[1:])
    for name, part in SCHEMAS[route.body]["properties"].items():
        wanted = part.get("annotations", {}).get("required", ())
        if f"calendar.{route.name}" in wanted and sent.get(name) is None:
            raise Refused(400, "required", f"Missing {name} time.")


def _check(schema: dict[str, Any], value: Any, where: str) -> None:
    if value is None:
        return
    schema = SCHEMAS[schema["$ref"]] if "$ref" in schema else schema
    kind = schema.get("type", "any")
    if kind in _TYPES and type(value) is not _TYPES[kind]:
        raise bad(f"Invalid value at '{where}' (not of the type {kind})", "parseError")
    if kind == "integer" and type(value) is not int:
        raise bad(f"Invalid value at '{where}' (not a number)", "parseError")
    if kind == "array":
        for place, each in enumerate(value):
            _check(schema["items"], each, f"{where}[{place}]")
    elif kind == "object":
        _check_parts(schema, value, where)
    elif kind == "string":
        _check_text(schema, value, where)


def _check_parts(schema: dict[str, Any], value: dict[str, Any], where: str) -> None:
    for name, each in value.items():
        part = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if part is None:
            raise bad(
                f"Invalid JSON payload received. Unknown name \"{name}\" at '{where}': Cannot find field.",
                "badRequest",
            )
        _check(part, each, f"{where}.{name}")


def _check_text(schema: dict[str, Any], value: str, where: str) -> None:
    said = schema.get("description", "")
    words = _WORDS.findall(said.partition("Possible values are")[2])
    if words and value not in words:
        raise bad(f"Invalid value for: {where}: {value} is not one of {words}")
    try:
        match schema.get("format"):
            case "date-time":
                datetime.fromisoformat(value)
            case "date":
                date.fromisoformat(value)
            case "int64":
                int(value)
    except ValueError:
        raise bad(f"Invalid value for: {where}") from None
