"""Google's partial answers: `fields=items(id,start/date),nextPageToken` leaves out all else.

You need this to see what a field mask lets through. A name that an answer never has is refused (400), so that
a slip of the pen in a mask shows.
"""

import re
from typing import Any

from providers.fakes.google_schema import SCHEMAS, Refused

Tree = dict[str, Any]
_NAME = re.compile(r"\w+|\*")


def masked(body: Any, fields: str | None, schema: str) -> Any:
    """Of an answer (one of `SCHEMAS`) only what `fields` names."""
    if not fields:
        return body
    tree, place = _several(fields, 0)
    if place < len(fields):
        raise _unknown(fields)
    return _cut(body, tree, {"$ref": schema})


def _unknown(name: str) -> Refused:
    message = f"Invalid field selection {name}"
    return Refused(400, "invalidParameter", message, locationType="parameter", location="fields")


def _several(text: str, place: int) -> tuple[Tree, int]:
    """A list of names parted by commas, as a tree; and where it ended."""
    tree: Tree = {}
    while True:
        name, below, place = _one(text, place)
        tree.setdefault(name, {}).update(below)
        if text[place : place + 1] != ",":
            return tree, place
        place += 1


def _one(text: str, place: int) -> tuple[str, Tree, int]:
    found = _NAME.match(text, place)
    if not found:
        raise _unknown(text)
    place = found.end()
    match text[place : place + 1]:
        case "/":
            name, below, place = _one(text, place + 1)
            return found[0], {name: below}, place
        case "(":
            tree, place = _several(text, place + 1)
            if text[place : place + 1] != ")":
                raise _unknown(text)
            return found[0], tree, place + 1
    return found[0], {}, place


def _cut(body: Any, tree: Tree, schema: dict[str, Any]) -> Any:
    schema = SCHEMAS[schema["$ref"]] if "$ref" in schema else schema
    if isinstance(body, list):
        return [_cut(each, tree, schema.get("items", {})) for each in body]
    if not tree or not isinstance(body, dict):
        return body
    known = schema.get("properties")
    for name in tree:
        if known is not None and name not in known and name != "*":
            raise _unknown(name)
    return {
        name: _cut(value, tree.get(name, tree.get("*", {})), (known or {}).get(name, {}))
        for name, value in body.items()
        if name in tree or "*" in tree
    }
