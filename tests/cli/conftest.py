"""The offices on which the commands are tried.

You need this to write such a test: ask for `office`, `written` (its follow-up stands) or `sample`.
"""

import os
import shutil
from pathlib import Path

import pytest

from cli.office import Zaai, an_ics, an_office

SAMPLE = Path(__file__).parents[2] / "config" / "sample"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No config of the machine's own, and no terminal."""
    for name in [name for name in os.environ if name.startswith("ZAAI_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sample(tmp_path: Path) -> Zaai:
    """A copy of the sample office."""
    shutil.copytree(SAMPLE, tmp_path / "sample", ignore=shutil.ignore_patterns("*.db*", "*.key"))
    return Zaai(tmp_path / "sample" / "zaaikalender.toml")


@pytest.fixture
def office(tmp_path: Path) -> Zaai:
    """One consultant, one project that ends, with a client in its last meeting."""
    zaai = Zaai(an_office(tmp_path, "marieke"))
    end = an_ics("Einde opdracht: Alfa", "2027-01-15", guests=("eva@client-a.example",))
    (zaai.folder("marieke") / "alfa.ics").write_text(end)
    return zaai


@pytest.fixture
def written(office: Zaai) -> Zaai:
    """The same, with its follow-up written."""
    assert office("apply", "--yes").code == 0
    return office
