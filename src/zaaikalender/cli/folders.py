"""Whether a folder can be read and written, tried without leaving anything in it.

You need this for `connect` and `doctor`: that a file can be made is known only once one was made.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from zaaikalender.errors import Unreachable
from zaaikalender.providers.folder_listing import look


def try_folder(path: Path) -> None:
    """Reads the folder and writes a hidden file that goes at once. Raises `Unreachable` where it cannot."""
    look(path)
    probe = path / f".zaai-{secrets.token_hex(8)}"
    try:
        with os.fdopen(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(b"zaaikalender tries whether it can write here\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unreachable(
            f"The folder {path} cannot be written ({(error.strerror or 'no reason given').lower()}). "
            "Give the user that runs this the right to, or make room on its disk."
        ) from error
    finally:
        with suppress(OSError):
            probe.unlink()
