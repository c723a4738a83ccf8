""" "This and following" makes a new series of the rest; the project and its follow-up stay one."""

from datetime import timedelta

import pytest

from builders import a_guest, an_event, day
from system.office import Office
from zaaikalender.core.events import Event, Series


def weekly(uid: str, first: str, last: str, count: int) -> Event:
    """The last meeting of a weekly series, as its provider gives it."""
    series = Series(last=day(last), count=count, step=timedelta(days=7))
    event = an_event(
        "Einde opdracht: Alfa",
        f"{last} 11:00",
        uid=uid,
        occurrence=last.replace("-", ""),
        series=series,
        guests=[a_guest("eva@client.example")],
    )
    assert day(first) <= day(last)
    return event


@pytest.mark.parametrize("kind", ["remembers", "forgets"])
def test_a_series_that_is_split_keeps_its_one_follow_up(tmp_path, kind):
    office = Office(tmp_path, kind=kind)
    office.hand().put(weekly("reeks@test", "2026-11-06", "2026-12-18", 7))
    office.until_quiet()
    (before,) = office.ours()
    office.hand().put(weekly("reeks@test", "2026-11-06", "2026-12-04", 5))
    office.hand().put(weekly("rest@test", "2026-12-11", "2026-12-18", 2))
    office.until_quiet()
    (after,) = office.ours()
    assert (after.uid, after.when) == (before.uid, before.when)
    office.hand().put(weekly("rest@test", "2026-12-11", "2027-02-26", 12))
    office.until_quiet()
    (moved,) = office.ours()
    assert moved.uid == before.uid
    assert moved.when.start.date() > day("2027-03-20"), "it follows the new end"
