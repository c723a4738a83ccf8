"""Who disconnected is let go, with not one request more; a refused login is not asked in a storm."""

from contextlib import suppress
from datetime import timedelta

from web.house import token_in
from zaaikalender.errors import ZaaiError

MONTH = timedelta(days=30)


def requests(workspace):
    """How often Google heard of us."""
    return len(workspace.google.asked) + len(workspace.login.forms)


def a_month_of_turns(workspace):
    """Passes as the worker makes them, each when it is due; how many there were."""
    house, count = workspace.house, 0
    end = house.moment[0] + MONTH
    while house.moment[0] < end:
        with suppress(ZaaiError):
            house.run("marieke")
        count += 1
        (state,) = [each for each in house.app.store.calendars() if each.name == "marieke"]
        house.moment[0] = max(state.next_due or end, house.moment[0] + timedelta(minutes=15))
    return count


def test_after_disconnecting_google_hears_nothing_more(workspace):
    workspace.back()
    workspace.house.run("marieke")
    token = token_in(workspace.browser.get("/c/marieke/care"))
    workspace.browser.post("/c/marieke/disconnect", data={"token": token})
    before = requests(workspace)
    assert a_month_of_turns(workspace) > 1
    browser = workspace.house.signed_in("marieke")
    for page in ("", "plan", "care", "people", "year"):
        assert browser.get(f"/c/marieke/{page}").status_code != 500
    assert requests(workspace) == before


def test_a_login_that_was_withdrawn_at_google_is_not_asked_in_a_storm(workspace):
    workspace.back()
    workspace.house.run("marieke")
    workspace.login.lasting.clear()
    workspace.house.moment[0] += timedelta(hours=2)
    before = requests(workspace)
    # A few at first, since it may be a fault that passes; then one a day.
    assert a_month_of_turns(workspace) < 40
    assert requests(workspace) - before < 40
    assert "Google" in workspace.house.signed_in("marieke").get("/c/marieke/care").text
