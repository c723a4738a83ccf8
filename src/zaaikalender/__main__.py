"""Where `zaai` and `python -m zaaikalender` begin.

You need this in a container or a unit that names the interpreter itself. On a slow machine a second goes by
before the commands are loaded; Ctrl-C ends quietly then too.
"""

import sys

_INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C ended: 128 and the signal's number."""


def main() -> None:
    """Loads the commands, and runs the one that was typed."""
    try:
        from zaaikalender.cli import main as typed  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    typed()


if __name__ == "__main__":
    main()
