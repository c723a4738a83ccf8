"""The JSON Schema of the config, for editors: they complete keys and show what each is for.

You need this to know what a key accepts without checking a value. `python -m zaaikalender.config.schema`
prints the schema; it stands beside the annotated file; the first line of that file tells editors where it is.
"""

import json
from functools import cache
from typing import Any

from zaaikalender.config.keys import Key
from zaaikalender.config.settings import Settings

FILE_NAME = "zaaikalender.schema.json"


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


@cache
def schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12), with TOML's eyes: a key is there or it is not, there is no null."""
    made = _without_null(Settings.model_json_schema())
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **made, "title": "Configuration of Zaaikalender"}


def kind_of(key: Key) -> str:
    """The JSON type of a setting: string, integer, boolean or array; string where a text will do."""
    found: dict[str, Any] = schema()
    for part in key:
        while "$ref" in found:
            found = schema()["$defs"][found["$ref"].rpartition("/")[2]]
        found = found["properties"][part]
    return str(found.get("type", "string"))


def _without_null(node: Any) -> Any:
    """Takes away `null` and the defaults that are null, and the titles that only repeat the key."""
    if isinstance(node, list):
        return [_without_null(each) for each in node if each != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _without_null(value)
        for key, value in node.items()
        if not (key == "default" and value is None) and not (key == "title" and isinstance(value, str))
    }
    choices = kept.get("anyOf", ())
    if len(choices) == 1:
        del kept["anyOf"]
        kept = {**choices[0], **kept}
    return kept
