"""A backup of the store comes back: what happened since stands in the calendar, and nothing of it is undone.

You need this after a change to how a store that is older than its calendar is recognised.
"""

import shutil
from pathlib import Path

import pytest

from builders import an_event
from system.office import Office, guests_of
from zaaikalender.core.events import Shown


def ends(office: Office, project: str, day: str) -> None:
    guests = ("eva@client.example",)
    office.hand().put(an_event(f"Einde opdracht: {project}", day, guests=guests, shown=Shown.FREE))


def kept(office: Office, name: str) -> Path:
    """A copy of the store as it is now."""
    office.close()
    copy = office.path / name
    copy.mkdir()
    for file in office.path.glob("zaai.db*"):
        shutil.copy(file, copy)
    office.store = office.opened()
    return copy


def comes_back(office: Office, copy: Path) -> None:
    office.close()
    for file in office.path.glob("zaai.db*"):
        file.unlink()
    for file in copy.iterdir():
        shutil.copy(file, office.path)
        (office.path / file.name).chmod(0o600)
    office.store = office.opened()


def invites(office: Office, project: str) -> None:
    event = office.the(project)
    office.hand().retitle(event.uid, event.title.removeprefix("Voorstel: "))
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    assert guests_of(office.the(project))


@pytest.mark.parametrize("kind", ["forgets", "remembers", "folder"])
def test_what_was_invited_since_is_not_invited_again_and_what_was_deleted_since_is_asked_about(
    tmp_path, kind
):
    office = Office(tmp_path, kind=kind)
    ends(office, "Alfa", "2026-12-04")
    office.until_quiet()
    old = kept(office, "old")
    invites(office, "Alfa")
    ends(office, "Beta", "2026-12-11")
    office.until_quiet()
    office.hand().delete(office.the("Beta").uid)
    office.until_quiet()
    new, before = kept(office, "new"), office.hand().events()
    office.later(days=1)

    comes_back(office, old)
    office.until_quiet()
    assert [question.ask.code for question in office.questions()] == ["lost_store"]
    ends(office, "Gamma", "2026-12-18")
    office.until_quiet()
    assert office.the("Gamma").title == "Voorstel: Borging Gamma"
    assert len(office.questions()) == 1
    assert {event.uid: event for event in before}.items() <= {
        e.uid: e for e in office.hand().events()
    }.items()

    comes_back(office, new)
    office.later(days=1)
    office.until_quiet()
    assert sorted(event.title for event in office.ours()) == ["Borging Alfa", "Voorstel: Borging Gamma"]
    office.close()
