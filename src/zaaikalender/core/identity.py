"""What makes a wish the same wish for ever: its key.

You need this when you ask "did we write this already?". The key is an HMAC over what the wish is about; it
is opaque (nobody reads a client from it) and it never changes, so that no appointment is written twice.
Whoever changes the office key changes every identity: the store refuses another key than its own.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace

_LENGTH = 32
"""Characters of a key: 160 bits, in the alphabet 0-9a-v that every provider takes for an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a wish is about.

    `kind` and `rule` say which sort of appointment; `subject` what it belongs to (a project, a contact,
    another appointment's key); `cycle` which turn it is, where there are several; `generation` rises only
    after a lapse, after our own cancellation, or when its owner says `again`.
    """

    kind: str
    rule: str
    subject: str
    cycle: str = ""
    generation: int = 0

    def next(self) -> "Identity":
        """The same wish, once more."""
        return replace(self, generation=self.generation + 1)


def key_of(identity: Identity, office_key: bytes) -> str:
    """The wish's key: 32 characters of 0-9a-v. Equal identities give equal keys, under one office key."""
    fields = (identity.kind, identity.rule, identity.subject, identity.cycle, str(identity.generation))
    # Lengths before contents: no two different tuples give the same message.
    message = b"".join(len(part).to_bytes(4, "big") + part for part in (field.encode() for field in fields))
    digest = hmac.new(office_key, message, hashlib.sha256).digest()
    # Five bytes are eight characters.
    return base64.b32hexencode(digest[: _LENGTH * 5 // 8]).decode().lower()


def forgotten_mark(address: str, office_key: bytes) -> str:
    """All that is kept of somebody who was forgotten, so that he is not proposed again.

    A keyed hash of his address: without the office key nobody can tell whose it is.
    """
    message = b"a person who is forgotten: " + address.strip().lower().encode()
    return hmac.new(office_key, message, hashlib.sha256).hexdigest()[:32]


def trail_key_of(office_key: bytes) -> bytes:
    """What seals the trail (`store.trail`): made from the office key, so it never stands in the database."""
    return hmac.new(office_key, b"key of the trail", hashlib.sha256).digest()


def fingerprint_of(office_key: bytes) -> str:
    """What the store keeps of the office key, to notice another one; it tells nothing of the key itself."""
    return hmac.new(office_key, b"fingerprint of the office key", hashlib.sha256).hexdigest()[:32]
