"""Where every command begins and ends: the options before it, and what a failure looks like.

You need this for exit codes. A failure that we expect is one line on standard error; anything else is a
defect, and says so in one line too. `--debug` adds the traceback.
"""

import logging
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from zaaikalender.cli.failures import in_language
from zaaikalender.cli.screen import Screen
from zaaikalender.cli.session import FAILED, LANGUAGE, WAITS, WRONG, Options
from zaaikalender.errors import ConfigurationError, PlanRefused, ZaaiError

_INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C ended: 128 and the signal's number."""


_TELLTALES = ("urllib3", "googleapiclient", "google", "msal", "requests")
"""Loggers of libraries that write addresses with people's names in them."""


ORDER = (
    *("demo", "init", "connect", "doctor", "guide"),
    *("plan", "apply", "run", "work", "serve", "link"),
    *("list", "why", "approve", "skip", "held", "again", "answer"),
    *("contacts", "report", "undo", "resume", "forget", "key", "trail"),
)
"""The order of an administrator's days: the first, the plan, the running, the words, the keeping."""


class _Commands(TyperGroup):
    """The commands; whatever one of them raises ends as a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        known = super().list_commands(ctx)
        return sorted(known, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            told = "stopped: what was being written, the next pass settles by looking"
            Screen().complain(in_language(_language(ctx), told))
            raise typer.Exit(_INTERRUPTED) from None
        except ZaaiError as error:
            _end(ctx, error, code_of(error))
        except BrokenPipeError:
            # Whoever read our output has enough of it; typer ends that quietly.
            raise
        except OSError as error:
            _end(ctx, ZaaiError(f"{error.filename or 'the system'}: {error.strerror or error}"), FAILED)
        except Exception as error:
            if type(error).__module__.startswith("typer"):
                _in_plain_words(error)
                raise
            _end(ctx, error, FAILED)


def _in_plain_words(error: Exception) -> None:
    """Takes away from a complaint about what was typed what only a programmer understands."""
    message = getattr(error, "message", "")
    if isinstance(message, str) and message.startswith(_OF_A_PROGRAM):
        vars(error)["message"] = message.removeprefix(_OF_A_PROGRAM)


_OF_A_PROGRAM = "Value error, "
"""How pydantic, by which typer reads options, begins each complaint."""


def code_of(error: ZaaiError) -> int:
    """The exit code of a failure."""
    match error:
        case ConfigurationError():
            return WRONG
        case PlanRefused():
            return WAITS
        case _:
            return FAILED


def defect(error: Exception) -> str:
    """What to say of a failure that nobody expected; its own words may be private."""
    return (
        f"this is a defect of zaaikalender ({type(error).__name__}). Run it again with --debug before "
        "the command, and report what that shows."
    )


def _end(ctx: Any, error: Exception, code: int) -> NoReturn:
    """Says what went wrong, and ends."""
    screen = Screen()
    options = ctx.find_object(Options) or Options()
    if options.debug:
        screen.data_of_failure("".join(traceback.format_exception(error)))
    if isinstance(error, ZaaiError):
        for line in str(error).splitlines():
            screen.complain(in_language(_language(ctx), line))
    else:
        screen.complain(defect(error))
    raise typer.Exit(code) from None


def _language(ctx: Any) -> str:
    """The office's language; English until its config was read."""
    return str(ctx.meta.get(LANGUAGE, "en"))


app = typer.Typer(
    cls=_Commands,
    name="zaai",
    help="Plans the follow-ups that keep a network alive, in everybody's own calendar.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:  # noqa: FBT001 - how typer calls it
    if value:
        typer.echo(f"zaaikalender {version('zaaikalender')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(help="The config; else $ZAAI_CONFIG, config/zaaikalender.toml or zaaikalender.toml."),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(help="Run as of this moment: ISO 8601 with an offset, or on the office's clock."),
    ] = None,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and what is logged.")] = False,
    version: Annotated[  # noqa: ARG001 - typer calls what shows it
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Plans the follow-ups that keep a network alive, in everybody's own calendar."""
    context.obj = Options(config=config, now=now, debug=debug)
    if debug:
        logging.basicConfig(level=logging.DEBUG)
        for name in _TELLTALES:
            logging.getLogger(name).setLevel(logging.WARNING)
