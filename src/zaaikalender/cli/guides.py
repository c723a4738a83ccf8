"""`guide`: what the administrator reads and installs, printed from the package itself.

You need this where the product came from pip alone: messages name these files, and the machine has no clone.
`zaai guide google` prints a guide, `zaai guide service` the systemd unit, ready to be put in its place.
"""

from pathlib import Path
from typing import Annotated

import typer

import zaaikalender
from zaaikalender.cli.entry import app
from zaaikalender.config.suggest import either, nearest
from zaaikalender.errors import ConfigurationError

FILES = {
    "runbook": "deploy/RUNBOOK.md",
    "service": "deploy/zaaikalender.service",
    "container": "deploy/Containerfile",
    "page": "config/page.md",
    "caldav": "config/caldav.md",
    "google": "config/google.md",
    "outlook": "config/outlook.md",
    "mail": "config/mail.md",
}
"""What can be printed, and where it stands in a checkout."""

_ABOUT = {
    "runbook": "install, back up, restore, upgrade; what each message means",
    "service": "the systemd unit, for /etc/systemd/system/zaaikalender.service",
    "container": "the Containerfile",
    "page": "`zaai serve` for the office: https, signing in, who sees what",
    "caldav": "calendars on Nextcloud, Fastmail, iCloud, mailcow and the like",
    "google": "the office's app at Google, or delegation",
    "outlook": "the office's app at Microsoft",
    "mail": "invitations by a mail server of your own",
}


@app.command()
def guide(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Its name, or the file that a message names; without: all names."
        ),
    ] = None,
) -> None:
    """Print a guide for the administrator, or the systemd unit."""
    if name is None:
        for each, about in _ABOUT.items():
            typer.echo(f"{each:<10} {about}")
        return
    typer.echo(text_of(name), nl=False)


def text_of(name: str) -> str:
    """A guide by its name or by its file (`config/google.md`). Raises `ConfigurationError` for others."""
    stem = Path(name).stem.casefold()
    by_stem = {Path(file).stem.casefold(): each for each, file in FILES.items()}
    known = stem if stem in FILES else by_stem.get(stem)
    if known is None:
        near = nearest(stem, FILES)
        meant = f"Did you mean '{near}'?" if near else f"Name {either(FILES)}."
        raise ConfigurationError(f"there is no guide of that name. {meant}")
    package = Path(zaaikalender.__file__).parent
    # Installed beside the program, or in a checkout.
    for place in (package / "guides", package.parents[1]):
        path = place / FILES[known]
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise ConfigurationError("the guides are missing here. Install zaaikalender again.")
