from zoneinfo import ZoneInfo

import pytest

from zaaikalender.texts import Texts


@pytest.fixture
def texts():
    """The product's words in a language, for an office in Amsterdam."""
    return lambda language="nl", **own: Texts(
        language=language, zone=ZoneInfo("Europe/Amsterdam"), overrides=own
    )
