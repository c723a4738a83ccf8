"""Every failure that the product knows, named after what to do next.

You need this when you raise or handle a failure. A message is two short sentences on one line: what
happened, to which subject, and what to do. It never carries a title, a name, an address or a secret: it may
end up in a log.
"""


class ZaaiError(Exception):
    """The base of all failures that we expect; anything else is a defect and shows a traceback in the log."""


class ConfigurationError(ZaaiError):
    """A person must change a setting before anything can be done; exit code 2."""


class PlanRefused(ZaaiError):
    """The plan goes beyond a limit, or waits for its owner's yes; a person decides. Exit code 3."""


class AccessRevoked(ZaaiError):
    """The calendar no longer lets us in: park this calendar, the others go on."""


class Unreachable(ZaaiError):
    """The calendar cannot be reached or answers nonsense: wait and try again next round."""


class NotNow(Unreachable):
    """The other side put this one thing off: it is tried again next round, and the others go on."""


class ReadFailed(Unreachable):
    """A read broke off half-way or gave something else than a calendar. Nothing may be concluded from it."""


class Stale(ZaaiError):
    """What we were about to change is no longer what we read: read again and decide again."""


class NotWritten(ZaaiError):
    """The calendar refused this write and certainly did not carry it out; the next pass decides again."""


class OutcomeUnknown(ZaaiError):
    """A write may or may not have been carried out: the next pass looks before it does anything."""


class NotOurs(ZaaiError):
    """The event stands where we may not write (another's file, another organiser): leave it alone."""


class LeaseLost(ZaaiError):
    """Another process has taken over this calendar: stop writing at once."""


class Busyness(ZaaiError):
    """Another process works on this calendar right now; its pass does what ours would."""


class StoreError(ZaaiError):
    """The database or the key file cannot be used: nothing may be written until a person has mended it."""
