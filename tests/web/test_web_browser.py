"""The whole walk in a real browser: sign in, first plan, yes, approve, and the event holds its guest."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from builders import OWNER, a_guest, an_event
from providers.caldav_servers import a_free_port
from providers.outlook_person import OutlookPerson
from web.browsing import DESK, PHONE, answering, fits, let_in, looked_at, open_browser, too_small
from web.house import a_house
from web.showing import filled
from web.tenant import Tenant


@pytest.fixture(scope="module")
def chromium():
    with open_browser() as browser:
        yield browser


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request, chromium):
    """A new window, with what went wrong in it."""
    context = chromium.new_context(viewport=request.param, ignore_https_errors=True, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(15_000)
    troubles = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    # That a page is not there is one of the pages.
    assert [each for each in troubles if "404 (Not Found)" not in each] == []


def test_from_signing_in_to_a_guest_who_is_invited(page, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        tenant = Tenant(stack, tmp_path, web=f"port = {a_free_port()}")
        end = an_event("Einde opdracht: Alfa", "2026-11-27")
        OutlookPerson(tenant.box, OWNER).put(replace(end, attendees=(a_guest("eva@client.example"),)))
        here = stack.enter_context(answering(tenant.house))
        page.goto(here)
        page.get_by_role("button", name="Aanmelden met Microsoft").click()
        page.get_by_role("link", name="Bekijk je eerste plan").click()
        assert page.get_by_text("eva@client.example").count()
        assert ours(tenant) == []
        page.get_by_role("button", name="Ja, zo mag het").click()
        page.get_by_role("status").wait_for()
        tenant.house.run("marieke")
        page.reload()
        page.get_by_role("button", name="Goedkeuren").first.click()
        page.get_by_text("je ja is genoteerd").first.wait_for()
        for _ in range(2):
            tenant.house.run("marieke")
            tenant.house.moment[0] += timedelta(minutes=15)
        tenant.house.run("marieke")
        page.goto(f"{here}/c/marieke/")
        assert page.get_by_text("uitgenodigd", exact=True).count() == 1
        assert ours(tenant) == ["eva@client.example"]


def ours(tenant):
    """To whom mail went out because of us."""
    return [mail.to for mail in tenant.box.mails if mail.by == "us"]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """An office in which something is to be seen on each page, served."""
    house = filled(tmp_path_factory.mktemp("office"), a_free_port())
    with answering(house):
        yield house
    house.app.close()


PAGES = {
    "desk": "/c/marieke/",
    "plan": "/c/piet/plan",
    "why": "/c/marieke/appointments/{key}",
    "people": "/c/marieke/people",
    "person": "/c/marieke/people/new",
    "suggestions": "/c/marieke/people/suggestions",
    "year": "/c/marieke/year",
    "care": "/c/marieke/care",
    "undo": "/c/marieke/undo",
    "forget": "/c/marieke/forget",
    "office": "/office",
    "health": "/health",
    "trouble": "/c/marieke/nothing",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_fits_its_window_and_can_be_reached_by_keyboard(page, town, name):
    owner = {"plan": "piet", "office": "directie@bureau.example", "health": "jan"}.get(name, "marieke")
    let_in(page, town, owner)
    page.goto(town.office.site.origin + PAGES[name].format(key=town.follow_up().key))
    looked_at(page, name)
    assert fits(page)
    assert too_small(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    unnamed = page.locator("input:not([type=hidden]), select, textarea").evaluate_all(
        "all => all.filter(each => !each.labels.length).map(each => each.name)"
    )
    assert unnamed == []


def test_the_door_fits_its_window(page, town):
    page.goto(f"{town.office.site.origin}/sign-in")
    looked_at(page, "door")
    assert fits(page)


def test_a_list_goes_up_as_a_file(page, tmp_path):
    (tmp_path / "office").mkdir()
    house = a_house(tmp_path / "office", web=f"port = {a_free_port()}")
    file = tmp_path / "lijst.csv"
    file.write_text("Naam;E-mail\nEva Jansen;eva@client.example\n", encoding="utf-8")
    with answering(house) as here:
        page.goto(f"{here}{house.link_for('marieke')}")
        page.get_by_role("button", name="Aanmelden als Marieke de Wit").click()
        page.get_by_role("link", name="Mijn lijst").click()
        page.set_input_files("#file", file)
        page.get_by_role("button", name="Overnemen").click()
        page.get_by_text("1 mens op je lijst").wait_for()
        assert page.get_by_role("link", name="Eva Jansen").count() == 1
    house.app.close()


def test_the_year_prints_in_black_and_white_with_all_its_numbers(page, town):
    let_in(page, town, "marieke")
    page.goto(f"{town.office.site.origin}/c/marieke/year")
    page.emulate_media(media="print")
    looked_at(page, "print")
    assert not page.get_by_role("navigation").is_visible()
    assert page.locator("svg.year").is_visible()


@pytest.mark.parametrize("name", ["desk", "why", "people", "care"])
def test_letters_of_twice_the_size_still_fit(chromium, town, name):
    context = chromium.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    let_in(page, town, "marieke")
    page.goto(town.office.site.origin + PAGES[name].format(key=town.follow_up().key))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page)
    context.close()
