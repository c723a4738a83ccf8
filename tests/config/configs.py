"""Small configs for tests: say what matters, the rest is an office of one person.

a_config(tmp_path, '''
[policy]
max_new = 3
''')
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from zaaikalender import config

TODAY = date(2026, 11, 24)
OFFICE = '[office]\ndomains = ["bureau.example"]\n'
MARIEKE = """
[[calendar]]
name = "marieke"
owner = "Marieke de Wit <marieke@bureau.example>"
provider = "folder"
path = "marieke/"
"""


def a_config(
    directory: Path, extra: str = "", *, environ: Mapping[str, str] | None = None, **parts: str
) -> config.Config:
    """The config of an office, loaded from a file in `directory`.

    `parts` take the place of what is there: `top` (above all tables), `office`, `calendars`.
    """
    written = {"top": "", "office": OFFICE, "calendars": MARIEKE} | parts
    file = directory / "zaaikalender.toml"
    file.write_text("\n".join([*written.values(), extra]), encoding="utf-8")
    return config.load(file, environ or {}, today=TODAY)
