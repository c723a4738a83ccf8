"""The year, the office's counts, and health: numbers for those whom they are for, and nobody's contact."""

import pytest

from zaaikalender.web.years import boxes

CONTACTS = ("Eva Jansen", "eva@client-marieke.example", "client-marieke", "Alfa van marieke")


@pytest.fixture
def sown(build):
    """An office in which all said yes, and Marieke has somebody on her list."""

    def make(**more):
        house = build(**more)
        house.put("marieke", name="Eva Jansen", address="eva@client-marieke.example", last="2026-03-11")
        for name in ("marieke", "jan", "piet"):
            house.yes(name)
        house.counter.count()
        return house

    return make


def test_ones_own_year_is_a_picture_with_its_numbers_beside_it(sown):
    page = sown().signed_in("marieke").get("/c/marieke/year").text
    assert "<svg class=year" in page
    assert "Gezaaid in 2026" in page
    assert "van de 5 dagdelen" in page
    assert page.count('<i class="') == 5


def test_another_year_may_be_asked_for_and_no_nonsense(sown):
    browser = sown().signed_in("marieke")
    assert "Gezaaid in 2027" in browser.get("/c/marieke/year", params={"year": "2027"}).text
    for year in ("0", "99999", "twee", "-2026", "2026 "):
        assert browser.get("/c/marieke/year", params={"year": year}).status_code == 404


def test_a_manager_sees_counts_and_no_contact(sown):
    house = sown()
    browser = house.signed_in("directie@bureau.example")
    for path in ("/office", "/office?year=2027", "/health"):
        page = browser.get(path).text
        assert not any(word in page for word in CONTACTS)
    page = browser.get("/office").text
    assert "Gesprekken in 2026" in page
    assert 'scope="row">marieke' not in page
    assert "Cijfers per collega staan uit" in page


def test_figures_per_colleague_show_where_the_office_chose_so_and_they_were_told(sown):
    house = sown(more="[report]\nper_person = true\n")
    assert "Het bureau ziet cijfers per collega" in house.signed_in("jan").get("/c/jan/plan?again=1").text
    page = house.signed_in("jan").get("/office").text
    assert 'scope="row">marieke' in page
    assert "vergeslagen" not in page


def test_the_weeffout_is_named_to_managers(sown):
    house = sown(more="[budget]\nminimum_hours = 1500\n")
    assert "De weeffout" in house.signed_in("jan").get("/office").text


def test_health_says_of_each_calendar_how_it_is(house):
    house.yes("marieke")
    house.run("jan")
    (house.folder / "piet" / "einde.ics").unlink()
    (house.folder / "piet").rmdir()
    with pytest.raises(Exception, match="piet"):
        house.run("piet")
    page = house.signed_in("jan").get("/health").text
    assert page.count("wacht op een ja") == 1
    assert page.count("mislukt") == 1
    assert ">goed<" in page


def test_half_days_are_boxes_that_fill_up():
    assert boxes(0, 5) == ["none"] * 5
    assert boxes(2.6, 5) == ["full", "full", "half", "none", "none"]
    assert boxes(6.2, 5) == ["full"] * 6 + ["none"]
    assert len(boxes(100, 5)) == 12


def test_a_year_without_conversations_says_where_to_begin(house):
    page = house.signed_in("marieke").get("/c/marieke/year").text
    assert "Er staat in 2026 nog geen gesprek in je agenda." in page
    assert 'href="/c/marieke/people"' in page.partition("nog geen gesprek")[2]
