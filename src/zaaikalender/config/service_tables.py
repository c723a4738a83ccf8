"""The tables about machines: mail server, network, Google, Microsoft, and the office's own page.

You need this when a connection gets a new key. A secret is never among them: a key that ends in `_env` names
a variable of the environment, one that ends in `_file` a file.
"""

from typing import Literal

from pydantic import Field

from zaaikalender.config.fields import (
    Address,
    Flag,
    Host,
    Interval,
    Label,
    Network,
    Owner,
    PathText,
    Port,
    Reach,
    Variable,
)
from zaaikalender.config.table import Table


class Mail(Table):
    """The mail server, for where no calendar server mails by itself."""

    host: Host = Field(description="The mail server.")
    port: Port | None = Field(default=None, description="587 for starttls, 465 for implicit, else 25.")
    username: Label | None = Field(default=None, description="The name to log in with.")
    password_env: Variable | None = Field(
        default=None, description="The environment variable that holds the password."
    )
    password_file: PathText | None = Field(
        default=None, description="A file that holds the password, and nothing else."
    )
    tls: Literal["starttls", "implicit", "none"] = Field(
        default="starttls", description="none is for a server on this machine only."
    )
    sender: Owner = Field(alias="from", description="Who mails: 'Zaaikalender <agenda@bureau.example>'.")


class Http(Table):
    """What may be reached over the network."""

    allow: tuple[Reach, ...] = Field(
        default=(), description="Hosts and networks (LAN) that may be reached besides public ones."
    )
    notify_at: Address | None = Field(
        default=None,
        description="The public https address of `zaai serve`, for servers that tell of changes at once.",
    )


class Google(Table):
    """The office's OAuth client at Google, or delegation for the whole office."""

    client_file: PathText | None = Field(
        default=None,
        description="The OAuth client's file, as Google's console gives it: of the type \"Desktop app\", or"
        ' "Web application" where people sign in on the page.',
    )
    service_account_file: PathText | None = Field(
        default=None,
        description="The key file of a service account, where it acts for everybody (delegation).",
    )
    auth_uri: Address | None = Field(default=None, description="Another address to log in at.")
    token_uri: Address | None = Field(default=None, description="Another address to obtain tokens from.")


class Microsoft(Table):
    """The office's app registration at Microsoft."""

    client_id: Label | None = Field(default=None, description="The application's id.")
    tenant: Label | None = Field(default=None, description="The tenant's id or domain.")
    client_secret_env: Variable | None = Field(
        default=None, description="The environment variable that holds the client secret (app-only)."
    )
    client_secret_file: PathText | None = Field(
        default=None, description="A file that holds the client secret, and nothing else (app-only)."
    )
    certificate_file: PathText | None = Field(
        default=None, description="A certificate with its private key (app-only)."
    )
    authority: Address | None = Field(default=None, description="Another address to log in at.")
    device_code: bool = Field(
        default=False,
        description="Let people log in with a code typed on another device. Microsoft advises to block it.",
    )


class Web(Table):
    """The page on which people connect, approve and look."""

    host: Host = Field(
        default="127.0.0.1", description="Where it listens: this machine only, unless you say so."
    )
    port: Port = Field(default=8437, description="The port on which it listens.")
    url: Address | None = Field(
        default=None,
        description="The address that people type, where another machine passes requests on: https://...",
    )
    managers: tuple[Owner, ...] = Field(
        default=(), description="Who sees the office's counts; nobody sees more than counts."
    )
    metrics: tuple[Network, ...] = Field(
        default=(), description="From where `/metrics` is answered, beside this machine."
    )
    worker: Flag = Field(default=True, description="Whether the passes run in the same process.")
    session: Interval = Field(
        "12 uur", validate_default=True, description="After so long everybody signs in again."
    )
