"""The command line: `zaai`, one small file for each group of commands.

You need this to add a command: write it in a module of this package, register it there with `@app.command()`,
and name that module below. What a command works with stands in `session`, how it fails in `entry`.
"""

from importlib import import_module
from importlib.util import find_spec

from zaaikalender.cli.entry import app

COMMANDS = (
    *("demo", "setup", "passes", "standing", "words", "upkeep", "forgetting"),
    *("contacts", "suggesting", "reporting", "keys", "health", "trail", "work", "serve", "guides"),
)
"""The modules with commands; `entry.ORDER` is the order in which `zaai --help` shows them."""

for _name in COMMANDS:
    if find_spec(f"{__name__}.{_name}"):
        import_module(f"{__name__}.{_name}")


def main() -> None:
    """Runs the command that was typed; what `zaai` and `python -m zaaikalender` start."""
    app()


__all__ = ["app", "main"]
