"""The office's service account, which acts for each of its people: domain-wide delegation.

You need this where one key opens a whole Google Workspace instead of a login per person. The account signs a
statement for whom it acts (RFC 7523; developers.google.com/identity/protocols/oauth2/service-account); the
signing is google-auth's, the moment and the way over the network are ours.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.door import Door
from zaaikalender.providers.google_login import AVAILABILITY, TOKEN, saved_from
from zaaikalender.providers.google_login_errors import office_refused
from zaaikalender.providers.google_login_saved import Saved
from zaaikalender.providers.google_login_wire import posted

_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_SECONDS = 3600
"""A statement is good for an hour at the utmost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A service account's key; `token_uri` is where its statements are taken."""

    address: str
    key_id: str
    key: str = field(repr=False)
    token_uri: str = TOKEN


def office(text: str, *, token_uri: str | None = None) -> Office:
    """The service account in the key file that Google's console gives. Raises `ConfigurationError`."""
    try:
        line: dict[str, Any] = json.loads(text)
        found = Office(
            address=str(line["client_email"]),
            key_id=str(line["private_key_id"]),
            key=str(line["private_key"]),
            token_uri=token_uri or TOKEN,
        )
        _signed(found, {})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigurationError(
            "[google]: `service_account_file` holds no key of a service account. Make it anew (JSON;"
            " config/google.md, section 2)."
        ) from None
    return found


def acting_for(account: str, office: Office, door: Door, *, events: str, now: datetime) -> Saved:
    """A token for the mailbox `account`. Raises `AccessRevoked` with what the administrator must do."""
    moment = int(now.timestamp())
    statement = {
        "iss": office.address,
        "sub": account,
        "scope": f"{events} {AVAILABILITY}",
        # Google's own address, also where another one takes it.
        "aud": TOKEN,
        "iat": moment,
        "exp": moment + _SECONDS,
    }
    form = {"grant_type": _GRANT, "assertion": _signed(office, statement)}
    answer = posted(door, office.token_uri, form, lane=account)
    if not answer.done:
        raise office_refused(answer.text("error"), answer.text("error_description"))
    return saved_from(answer, Saved(since=now), now)


def _signed(office: Office, statement: dict[str, Any]) -> str:
    """A statement as a JWT. Raises `ValueError` for a key that is none."""
    # Here, since loading it takes longer than many a command that needs none.
    from google.auth import crypt, jwt  # noqa: PLC0415

    signing, writing = cast("Any", crypt), cast("Any", jwt)
    signed: bytes = writing.encode(signing.RSASigner.from_string(office.key, key_id=office.key_id), statement)
    return signed.decode("ascii")
