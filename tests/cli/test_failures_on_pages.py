"""What a page says where the command line would say to type something."""

import pytest

from zaaikalender.cli.failures_on_pages import on_a_page

HERE = "Verbind de agenda opnieuw: haar eigenaar doet dat op de pagina Mijn agenda."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "agenda marieke: die is nog niet verbonden. Typ zaai connect marieke",
            f"Agenda marieke: die is nog niet verbonden. {HERE}",
        ),
        (
            "Microsoft neemt onze aanmelding niet meer aan. Verbind de agenda opnieuw met `zaai connect`.",
            f"Microsoft neemt onze aanmelding niet meer aan. {HERE}",
        ),
        (
            "Wie beheert, moet toestemming geven: config/outlook.md; typ daarna weer zaai connect.",
            f"Wie beheert, moet toestemming geven: config/outlook.md. {HERE}",
        ),
        (
            "dit moment is al voorbij: kies er een dat nog komt.",
            "Dit moment is al voorbij: kies er een dat nog komt.",
        ),
    ],
)
def test_a_page_sends_nobody_to_a_command_line_to_connect(typed, told):
    assert on_a_page("nl", typed) == told


def test_english_says_the_same():
    told = on_a_page("en", "calendar marieke: it was not connected yet. Run zaai connect marieke")
    assert told.endswith("Connect the calendar again: its owner does that on the page My calendar.")
    assert "zaai connect" not in told
