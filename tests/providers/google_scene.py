"""A calendar at Google with its owner and a clock that can be turned: what tests of its habits stand on."""

from builders import OWNER
from providers.contract_setting import YEAR
from providers.fakes.google_agenda import Habits
from providers.fakes.google_server import GoogleDoor
from providers.google_person import GooglePerson
from providers.google_setting import NOW, Patience, a_calendar, a_google_of_ours
from zaaikalender.core.events import Changes


class Scene:
    """The fake, the person, and our calendar."""

    def __init__(self, **habits):
        self.now, self.patience = NOW, Patience()
        self.google = a_google_of_ours(Habits(**habits))
        self.google.clock = lambda: self.now
        self.agenda = self.google.world.agendas[OWNER.address]
        self.hand = GooglePerson(self.google.world, OWNER)
        self.calendar = self.reopened()

    def reopened(self, **more):
        limits = self.patience.limits(user=10**9, project=10**9)
        return a_calendar(
            self.google, GoogleDoor(self.google), clock=lambda: self.now, **({"limits": limits} | more)
        )

    @property
    def mails(self):
        """What Google mailed for us: to whom, and what."""
        return [(mail.to, mail.what) for mail in self.google.world.mails if mail.by == "us"]

    def asked(self, act):
        """What an act asked of Google: methods and addresses."""
        before = len(self.google.asked)
        act()
        return self.google.asked[before:]

    def methods(self, act):
        """The methods alone."""
        return [method for method, _ in self.asked(act)]

    def read(self, cursor=None, known=None, window=YEAR) -> Changes:
        return self.calendar.changes(window, cursor, known or {})


def titles(changes):
    """The titles of what was given, in order."""
    return sorted(event.title for item in changes.changed for event in item.events)
