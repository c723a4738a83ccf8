"""Half a year in Google over a line that breaks again and again: each guest is asked once, by an approval.

Google's own hand is in it too: mails whatever was asked, ETags that move by themselves, empty pages.
"""

from collections import Counter
from itertools import count

from providers.fakes.google import Fault
from system.office import Office
from system.tale import Tale
from system.test_half_year import DIALS, half_a_year
from zaaikalender.errors import ZaaiError

NINTH = 9
PATIENCE = 8
FAULTS = (
    ("cut before", lambda: Fault("before")),
    ("cut after", lambda: Fault("after")),
    ("503", lambda: Fault("before", 503, "backendError")),
    ("cut after", lambda: Fault("after")),
    ("half", lambda: Fault("after", half=True)),
    ("500 after", lambda: Fault("after", 500, "internalError")),
)


class BrokenLine(Office):
    """An office whose each ninth request breaks; a pass that broke off is tried again."""

    def __init__(self, path) -> None:
        super().__init__(path, kind="google", **DIALS)
        self.done: Counter[str] = Counter()
        self._requests = count(1)
        for home in self.homes.values():
            home.calendar.google.weather = self._weather

    def _weather(self, _method: str) -> Fault | None:
        number = next(self._requests)
        if number % NINTH:
            return None
        name, fault = FAULTS[number // NINTH % len(FAULTS)]
        self.done[name] += 1
        return fault()

    def a_pass(self, name=None):
        for _ in range(PATIENCE):
            try:
                result, tap = super().a_pass(name)
            except ZaaiError:
                continue
            if not result.failed:
                return result, tap
        return super().a_pass(name)


def test_half_a_year_in_google_over_a_line_that_breaks_again_and_again(tmp_path):
    tale = Tale(BrokenLine(tmp_path), stride=14, more=1)
    half_a_year(tale)
    assert min(tale.office.done.values()) > 10, tale.office.done
    mails = [mail for home in tale.office.homes.values() for mail in home.calendar.mails if mail.by == "us"]
    invitations = Counter((f"{mail.ref}@google.com", mail.to) for mail in mails if mail.what == "invitation")
    assert invitations == Counter(tale.watch.invited)
    assert invitations
    asked = {uid for person in tale.watch.people.values() for uid in person.asked}
    assert {f"{mail.ref}@google.com" for mail in mails if mail.what != "invitation"} <= asked
    tale.office.close()
