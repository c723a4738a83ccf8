"""`serve` and `link`: the page with the worker beside it, and a link that signs somebody in once.

You need this to run the whole product as one process. What the page is made of is loaded when it is asked
for: no other command waits for it.
"""

import logging
from typing import Annotated

import typer

from zaaikalender.cli.entry import app
from zaaikalender.cli.session import options_of, session
from zaaikalender.cli.work import log_lines


@app.command()
def serve(
    context: typer.Context,
    *,
    work: Annotated[
        bool | None,
        typer.Option("--work/--no-work", help="Pass over the calendars too; else as [web] worker says."),
    ] = None,
) -> None:
    """Serve the page, and pass over each calendar when it is due. SIGTERM or Ctrl-C ends it."""
    from zaaikalender.cli import pages  # noqa: PLC0415 - see above

    log_lines(logging.DEBUG if options_of(context).debug else logging.INFO)
    with session(context) as at:
        pages.run(at, work=at.app.config.settings.web.worker if work is None else work)


@app.command()
def link(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help="A calendar's name, or a manager's address.")],
) -> None:
    """Print a link that signs somebody in, once, within a day."""
    from zaaikalender.cli import pages  # noqa: PLC0415 - see above

    with session(context) as at:
        found = pages.link_for(at, who)
        at.screen.say(at.say("link_once", who=who))
        at.screen.data(found)
        if at.app.config.settings.web.url is None:
            at.screen.note(at.say("link_here"))
