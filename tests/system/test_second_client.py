"""Another client, `caldav` from PyPI, sees the same calendars as we do.

It replaces parts of urllib3 wherever it is installed, so it gets an environment of its own: made in some six
seconds, once for a checkout, and kept in pytest's cache.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import AMSTERDAM, a_policy, an_event, when
from providers.caldav_servers import PASSWORD
from system.dav_office import DavOffice
from system.dav_town import SERVERS
from zaaikalender.core.events import Event, span

PINNED = "caldav==3.6.0"
CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def second_client(request) -> Path:
    """The Python in which the other client is installed."""
    place = request.config.cache.mkdir("second-client") / PINNED
    if not place.exists():
        made = place.with_name(f"{PINNED}-{os.getpid()}")
        _make(made)
        try:
            made.rename(place)
        except OSError:  # another process of this test run was faster
            shutil.rmtree(made)
    return place / "bin" / "python"


def _make(place: Path) -> None:
    """An environment with nothing but the other client."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(place)], check=True)  # noqa: S603
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python"), "install", "-q", PINNED]
    made = subprocess.run(pip, check=False, capture_output=True, text=True)  # noqa: S603 - pip
    if made.returncode:
        shutil.rmtree(place)
        (pytest.fail if CI else pytest.skip)(f"{PINNED} cannot be installed here: {made.stderr[-300:]}")


def as_the_other_sees_it(python: Path, office: DavOffice) -> list[dict[str, object]]:
    (home,) = office.homes.values()
    login = base64.b64encode(f"{home.name}:{PASSWORD}".encode()).decode()
    url = office.town.proxy.url + home.calendar
    client = str(Path(__file__).with_name("second_client.py"))
    done = subprocess.run(  # noqa: S603 - the client beside this file
        [str(python), client, url, json.dumps({"Authorization": f"Basic {login}"})],
        check=False,
        capture_output=True,
        text=True,
        # Nothing of ours may be on its way.
        env={"PATH": "", "NO_PROXY": "*"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def as_we_see_it(office: DavOffice) -> list[dict[str, object]]:
    """The same, as a pass reads it; moments in UTC."""
    (home,) = office.homes.values()
    changes = office.reading(home)
    events = [event for item in changes.changed for event in item.events]
    return [_line(event) for event in sorted(events, key=lambda event: event.uid)]


def _line(event: Event) -> dict[str, object]:
    start, end = span(event.when, AMSTERDAM)
    return {
        "uid": event.uid,
        "title": event.title,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "guests": sorted(guest.person.address for guest in event.attendees),
        "key": event.key,
    }


def in_utc(line: dict[str, object]) -> dict[str, object]:
    """What the other client gives, with its moments in UTC too."""

    def moment(text: object) -> str:
        found = datetime.fromisoformat(str(text))
        if len(str(text)) == len("2026-11-24"):
            found = datetime.combine(date.fromisoformat(str(text)), datetime.min.time(), AMSTERDAM)
        return found.astimezone(UTC).isoformat()

    return {**line, "start": moment(line["start"]), "end": moment(line["end"])}


@pytest.mark.parametrize("kind", SERVERS)
def test_another_client_sees_what_we_see(tmp_path, town_of, second_client, kind):
    office = DavOffice(town_of(kind), tmp_path, policy=a_policy(max_changes=1.0))
    hand = office.hand()
    hand.put(an_event("Einde opdracht: Alfa", "2026-12-04", guests=["eva@client.example"]))
    hand.put(an_event("Overleg; met, tekens \\ en 'ë'", "2027-03-28 01:30"))
    office.until_quiet()
    proposal = office.the("Alfa")
    hand.retitle(proposal.uid, proposal.title.removeprefix("Voorstel: "))
    office.until_quiet()
    office.later(minutes=15)
    office.until_quiet()
    hand.move(office.the("Alfa").uid, when("2027-01-20 10:00", minutes=45))
    office.until_quiet()
    ours, theirs = as_we_see_it(office), as_the_other_sees_it(second_client, office)
    office.close()
    assert [in_utc(line) for line in theirs] == ours
    assert len(ours) == 4, "two of his own, the invitation and its note"
    assert any("eva@client.example" in line["guests"] for line in ours if line["key"])
