"""`key rotate`: a new key for the passwords and tokens that are stored encrypted.

You need this when a copy of the key file may have got into other hands, or once a year. It may be stopped
at any moment; run again, it goes on where it was. The office key, of which keys of appointments are made,
stays as it is.
"""

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.session import session
from zaaikalender.vault import rotate

keys = typer.Typer(
    help="The key under which passwords and tokens are stored.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(keys, name="key")


@keys.callback()
def key() -> None:
    """The key under which passwords and tokens are stored."""


@keys.command(name="rotate")
def rotate_command(context: typer.Context) -> None:
    """Make a new key for what is stored encrypted. It may be stopped at any moment and run again."""
    with session(context) as at:
        file = at.app.config.key_file
        with at.screen.progress(at.say("key.busy", count=0)) as show:
            count = rotate(file, at.app.store, lambda done: show(at.say("key.busy", count=done)))
        at.screen.say(at.say("key.done", count=count))
        at.screen.say(at.say("key.backup", key_file=file))
