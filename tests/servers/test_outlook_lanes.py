"""Logins of a whole office end in the same minute: nobody waits for a colleague's."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import OWNER
from servers.outlook_place import Place
from zaaikalender.servers import outlook


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        yield lambda more="": Place(stack, tmp_path, more)


class Watched:
    """A door that knows who went to Microsoft's login through it."""

    def __init__(self, door):
        self.door, self.lanes = door, set()

    def request(self, method, url, **more):
        if "oauth2" in url:
            self.lanes.add(more.get("lane", ""))
        return self.door.request(method, url, **more)


@pytest.mark.parametrize("more", ["", 'client_secret_env = "APP_SECRET"'], ids=["own login", "app"])
def test_each_persons_login_is_renewed_in_a_lane_of_its_own(make, more):
    place = make(more)
    place.connect()
    place.now[0] += timedelta(hours=2)
    means = place.app.servers.means
    door = Watched(means.door)
    (calendar,) = place.app.calendars()
    outlook.opened(calendar, calendar.provider, replace(means, door=door)).may_write()
    assert door.lanes == {OWNER.address}
