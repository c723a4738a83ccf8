"""What every calendar must do, whoever makes it: the suite that each provider passes.

You need this when you write a provider. Make a test class that inherits `CalendarContract` and give it one
fixture, `calendar`, that yields a `Setting`: the provider, and a `Hand` with which the tests play the person
whose calendar it is. A provider in which an event can become unreadable inherits `UnreadableContract` too.

    class TestFolder(CalendarContract, UnreadableContract):
        @pytest.fixture
        def calendar(self, tmp_path): ...

The cases demand what DESIGN.md promises and no more: what a vendor does beyond that is tested beside it.
"""

from providers.contract_failing import FailingContract
from providers.contract_guests import GuestsContract
from providers.contract_reading import ChangesContract, ReadingContract, UnreadableContract
from providers.contract_series import SeriesContract
from providers.contract_setting import Hand, Setting
from providers.contract_texts import RoundTripContract
from providers.contract_writing import WritingContract

__all__ = ["CalendarContract", "Hand", "Setting", "UnreadableContract"]


class CalendarContract(
    ReadingContract,
    ChangesContract,
    WritingContract,
    SeriesContract,
    FailingContract,
    GuestsContract,
    RoundTripContract,
):
    """All that a calendar must do."""
