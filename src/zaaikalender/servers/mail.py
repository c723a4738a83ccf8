"""The office's mail server: where letters go out, and with what login.

You need this when no invitation goes out although `[mail]` is set. The password comes from where the config
says; as of another day only a mail server on this machine is used: nobody else is mailed then.
"""

from collections.abc import Mapping
from pathlib import Path, PurePath

from zaaikalender.config import Config
from zaaikalender.config.values import is_here
from zaaikalender.errors import ConfigurationError
from zaaikalender.providers.mail import MailServer


def mail_server(config: Config, environ: Mapping[str, str], *, as_if: bool = False) -> MailServer | None:
    """The mail server of the config; None where there is none, or where it may not be used as of another day.

    Raises `ConfigurationError` where its password is not where the config says.
    """
    mail = config.settings.mail
    if mail is None or (as_if and not is_here(mail.host)):
        return None
    return MailServer(
        host=mail.host,
        port=mail.port,
        tls=mail.tls,
        sender=mail.sender,
        zone=config.office.zone,
        username=mail.username,
        password=_password(mail.password_env, mail.password_file, config.file.parent, environ),
    )


def _password(
    variable: str | None, file: PurePath | None, base: Path, environ: Mapping[str, str]
) -> str | None:
    if variable:
        if variable in environ:
            return environ[variable]
        raise ConfigurationError(f"[mail]: {variable} (password_env) is not set. Set it.")
    if file is None:
        return None
    try:
        return (base / file).read_text(encoding="utf-8").strip("\r\n")
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            "[mail]: the file that `password_file` names cannot be read. Put it back."
        ) from error
