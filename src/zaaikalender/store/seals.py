"""The seals of the trail: what nobody makes who has no key.

You need this to see what exactly a seal is over. Each is an HMAC-SHA256 (RFC 2104) as hexadecimal digits.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC
from typing import Any

SHOWN = 12
"""So many characters of a seal name it."""


def same(one: str, other: str) -> bool:
    """Whether two seals are the same, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def line_seal(key: bytes, before: str, row: Mapping[Any, Any]) -> str:
    """Of a line (`chain`, `number`, `at`, `what`, `about`) behind the one with the seal `before`."""
    moment = row["at"].astimezone(UTC).isoformat()
    return _seal(key, "line", before, row["chain"], str(row["number"]), moment, row["what"], row["about"])


def head_seal(key: bytes, chain: str, number: int, last: str) -> str:
    """Of how long a chain is."""
    return _seal(key, "head", chain, str(number), last)


def mark_of(key: bytes, chain: str, first: str) -> str:
    """What names a chain where its name must not stand, by the seal of its `first` line too."""
    return _seal(key, "chain", chain, first)[:SHOWN]


def _seal(key: bytes, *parts: str) -> str:
    """Lengths keep `a|bc` apart from `ab|c`."""
    encoded = (part.encode() for part in parts)
    message = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return hmac.new(key, message, "sha256").hexdigest()
