"""An office with a store, a key file and, where a test wants it, a living file for its list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.office import an_office
from lists.files import NOW, TODAY
from zaaikalender import config, store
from zaaikalender.config import CalendarConfig
from zaaikalender.core.identity import fingerprint_of
from zaaikalender.keyfile import office_key
from zaaikalender.lists import Listed, Means, list_of, means_of

LIVING = '[contacts]\nfile = "lijsten/{calendar}.xlsx"\n'
Open = Callable[..., Means]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the office; `more` is more of its config."""
    stores: list[store.Store] = []

    def open_with(more: str = "", *, names: tuple[str, ...] = ("marieke", "jan")) -> Means:
        made = tmp_path / "zaaikalender.toml"
        if made.exists():
            made.write_text(made.read_text().replace(LIVING, "").replace("\n\n[[", f"\n{more}\n[[", 1))
        else:
            an_office(tmp_path, *names, more=more)
        settings = config.load(made, {}, today=TODAY)
        key = office_key(settings.key_file, may_create=True)
        stores.append(store.open(settings.store_url, office_fingerprint=fingerprint_of(key), base=tmp_path))
        return means_of(settings, stores[-1], key)

    yield open_with
    for each in stores:
        each.close()


@pytest.fixture
def means(opened: Open) -> Means:
    """The office without a living file."""
    return opened()


@pytest.fixture
def living(opened: Open, tmp_path: Path) -> Means:
    """The office whose lists are living files in `lijsten/`."""
    (tmp_path / "lijsten").mkdir()
    return opened(LIVING)


def marieke(means: Means) -> CalendarConfig:
    """The calendar that these tests are about."""
    return means.config.calendar("marieke")


def now_on(means: Means) -> Listed:
    """Marieke's list as it is now."""
    return list_of(marieke(means), means, now=NOW)


def names_on(means: Means) -> list[str]:
    """Who is on it."""
    return [each.name for each in now_on(means).contacts]
