"""Somebody who met Google's limits on the use of calendars: his writes rest, also in the next process."""

from datetime import timedelta

import pytest

from builders import a_draft
from providers.contract_setting import KEY
from providers.fakes.google import Fault
from zaaikalender.providers.google_rest import Parked
from zaaikalender.servers import google
from zaaikalender.vault import rotate


def test_a_rest_from_writing_outlives_the_process_and_ends(at_google):
    place = at_google()
    place.connect()
    place.google.faults.append(Fault("before", 403, "quotaExceeded"))
    with pytest.raises(Parked):
        google.opened(*place.of).create(KEY, a_draft())
    place.reopened()
    place.now[0] += timedelta(hours=5)
    rotate(place.app.config.key_file, place.app.store)
    with pytest.raises(Parked):
        google.opened(*place.of).create(KEY, a_draft())
    assert place.titles() == ["Overleg"]
    assert place.found() == ["doctor.google_reached", "doctor.google_rests", "doctor.google_login"]
    place.now[0] += timedelta(hours=2)
    assert google.opened(*place.of).create(KEY, a_draft()).key == KEY
    assert "doctor.google_rests" not in place.found()
