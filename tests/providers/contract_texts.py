"""Round trips: what was written comes back as the dialect says, whatever words and days it holds."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import a_draft, when
from providers.contract_setting import KEY, Setting, as_draft
from zaaikalender.core.appointments import Field
from zaaikalender.core.events import Shown, Timed, When, Window

TEXTS = {
    "accents": "Café, naïef, één überhaupt, Škoda",
    "emoji": "Koffie ☕ met 👩‍💻 en 🇳🇱",
    "right to left": "שלום Eva مرحبا",
    "line breaks": "Eerste regel\nTweede regel\n\nVierde regel",
    "punctuation": 'Komma, puntkomma; dubbele: punt, "aanhaling" en \\n als twee tekens \\\\',
    "long": "Wat zou je nu anders doen? " * 80,
    "long word": "ö" * 400,
    "markup": "<b>vet</b> &amp; <script>alert(1)</script>",
    "another event": "einde\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:vals",
    "empty": "",
}

WHENS = {
    "an hour": when("2027-04-30 10:00"),
    "a day": when("2027-04-30"),
    "a week": when("2027-04-26", days=7),
    "over midnight": when("2027-04-30 23:30", minutes=60),
    "up to midnight": when("2027-04-30 23:00", minutes=60),
    "over New Year": when("2027-12-31 22:00", minutes=240),
    "29 February": when("2028-02-29 09:00"),
    "the night that clocks go forward": when("2027-03-28 01:30", minutes=90),
    "the day that clocks go forward": when("2027-03-28"),
    "the hour that comes twice, first": Timed(
        start=datetime(2027, 10, 31, 0, 30, tzinfo=UTC), end=datetime(2027, 10, 31, 0, 45, tzinfo=UTC)
    ),
    "the hour that comes twice, second": Timed(
        start=datetime(2027, 10, 31, 1, 30, tzinfo=UTC), end=datetime(2027, 10, 31, 1, 45, tzinfo=UTC)
    ),
    "from the first of those hours into the second": Timed(
        start=datetime(2027, 10, 31, 0, 30, tzinfo=UTC), end=datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    ),
}

ALWAYS = Window(start=datetime(2026, 1, 1, tzinfo=UTC), end=datetime(2030, 1, 1, tzinfo=UTC))


class RoundTripContract:
    """What is written comes back, and a second run has nothing to do."""

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
    def test_texts_come_back_as_the_dialect_says(self, calendar: Setting, text: str):
        draft = a_draft(text=text)
        created = calendar.target.create(KEY, draft)
        assert as_draft(created) == calendar.target.dialect(draft)
        assert calendar.events(ALWAYS) == (created,)

    @pytest.mark.parametrize(
        "title", [text for text in TEXTS.values() if text], ids=[k for k in TEXTS if TEXTS[k]]
    )
    def test_titles_come_back_as_the_dialect_says(self, calendar: Setting, title: str):
        draft = a_draft(title)
        created = calendar.target.create(KEY, draft)
        assert as_draft(created) == calendar.target.dialect(draft)
        assert calendar.events(ALWAYS) == (created,)

    @pytest.mark.parametrize("moment", WHENS.values(), ids=WHENS.keys())
    def test_moments_come_back_unchanged(self, calendar: Setting, moment: When):
        created = calendar.target.create(KEY, a_draft(on=moment))
        assert created.when == moment
        assert calendar.event(created.uid, ALWAYS).when == moment

    @pytest.mark.parametrize("moment", WHENS.values(), ids=WHENS.keys())
    def test_an_event_can_be_moved_to_any_moment(self, calendar: Setting, moment: When):
        created = calendar.target.create(KEY, a_draft(on="2027-06-15 10:00"))
        calendar.target.update(created, a_draft(on=moment), frozenset({Field.WHEN}))
        assert calendar.event(created.uid, ALWAYS).when == moment

    @pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
    @pytest.mark.parametrize("shown", [Shown.BUSY, Shown.TENTATIVE, Shown.FREE])
    def test_how_it_is_shown_comes_back_unchanged(self, calendar: Setting, shown: Shown, private: bool):  # noqa: FBT001
        created = calendar.target.create(KEY, a_draft(shown=shown, private=private))
        event = calendar.event(created.uid)
        assert (event.shown, event.private) == (shown, private)

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
    def test_a_dialect_of_a_dialect_is_itself(self, calendar: Setting, text: str):
        once = calendar.target.dialect(a_draft(text or "Titel", text=text))
        assert calendar.target.dialect(once) == once

    def test_words_that_look_like_another_event_make_none(self, calendar: Setting):
        calendar.target.create(KEY, a_draft(TEXTS["another event"], text=TEXTS["another event"]))
        assert len(calendar.events(ALWAYS)) == 1

    def test_an_update_writes_every_text_that_a_creation_writes(self, calendar: Setting):
        event = calendar.target.create(KEY, a_draft())
        for text in TEXTS.values():
            draft = replace(a_draft(), text=text)
            event = calendar.target.update(event, draft, frozenset({Field.TEXT}))
            assert calendar.event(event.uid).text == calendar.target.dialect(draft).text
