"""The secrets of our fakes, known by their form: wherever one shows that should not, the whole run fails.

You need this where something comes out of the product: a log, a screen, a page, a database as a backup holds
it. `conftest` looks at what each test printed and logged, `cli.office` at what commands say and store,
`web.house` at each page and what is stored behind it.
"""

import re
from pathlib import Path

PASSWORDS = rb"canary[- ][\w -]{3,}"
GOOGLES = rb"1//refresh-\d+|ya29\.access-\d+|\b4/code-\d+"
MICROSOFTS = rb"\b(?:access|refresh)-[\w-]{16}\b"
SECRET = re.compile(b"|".join((PASSWORDS, GOOGLES, MICROSOFTS)))


def shown_in(said: str | bytes) -> list[bytes]:
    """All secrets in there."""
    return SECRET.findall(said.encode(errors="replace") if isinstance(said, str) else said)


def stored_in(folder: Path) -> list[bytes]:
    """All secrets that a copy of the databases in a folder would give away."""
    return [
        each
        for path in sorted(folder.glob("*.db*"))
        if path.is_file()
        for each in shown_in(path.read_bytes())
    ]
