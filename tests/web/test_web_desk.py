"""One's own page: the first plan and the yes, proposals, questions, where something comes from."""

from datetime import timedelta

from web.house import END, token_in
from zaaikalender.core.appointments import Kind, State


def test_before_the_yes_the_page_leads_to_the_plan_and_nothing_is_written(house):
    house.run("marieke")
    browser = house.signed_in("marieke")
    desk = browser.get("/c/marieke/")
    assert "Er wordt nog niets geschreven" in desk.text
    plan = browser.get("/c/marieke/plan")
    assert "Borging Alfa van marieke" in plan.text
    assert "eva@client-marieke.example" in plan.text
    assert [path.name for path in (house.folder / "marieke").iterdir()] == ["einde.ics"]


def test_after_the_yes_the_next_pass_writes(house):
    result = house.yes("marieke")
    assert result.done
    desk = house.signed_in("marieke").get("/c/marieke/").text
    assert "Voorstel: Borging Alfa van marieke" in desk
    assert "Er wordt nog niets geschreven" not in desk
    assert house.woken


def test_a_yes_to_other_rules_than_those_of_now_is_asked_for_again(house):
    browser = house.signed_in("marieke")
    token = token_in(browser.get("/c/marieke/plan"))
    answer = browser.post("/c/marieke/plan", data={"token": token, "rules": "0" * 32})
    assert answer.headers["location"] == "/c/marieke/plan"
    assert house.app.store.load("marieke", now=house.moment[0]).state.consent is None


def test_a_proposal_is_approved_with_one_click(house):
    house.yes("marieke")
    browser = house.signed_in("marieke")
    (entry,) = [each for each in house.app.store.entries("marieke") if each.kind is Kind.FOLLOW_UP]
    desk = browser.get("/c/marieke/")
    answer = browser.post(
        f"/c/marieke/appointments/{entry.key}", data={"token": token_in(desk), "word": "approve"}
    )
    assert answer.headers["location"] == "/c/marieke/?told=said"
    page = browser.get(answer.headers["location"]).text
    assert "je ja is genoteerd" in page
    house.run("marieke")
    (after,) = [each for each in house.app.store.entries("marieke") if each.key == entry.key]
    assert after.state is State.APPROVED


def test_a_proposal_that_is_skipped_goes_and_stays_away(house):
    house.yes("marieke")
    browser = house.signed_in("marieke")
    (entry,) = [each for each in house.app.store.entries("marieke") if each.kind is Kind.FOLLOW_UP]
    token = token_in(browser.get("/c/marieke/"))
    browser.post(f"/c/marieke/appointments/{entry.key}", data={"token": token, "word": "skip"})
    house.run("marieke")
    assert "Borging" not in browser.get("/c/marieke/").text
    why = browser.get(f"/c/marieke/appointments/{entry.key}").text
    assert "overgeslagen" in why
    assert "Plan opnieuw" in why


def test_what_cannot_be_said_of_an_appointment_changes_nothing(house):
    house.yes("marieke")
    browser = house.signed_in("marieke")
    entry = house.app.store.entries("marieke")[0]
    token = token_in(browser.get("/c/marieke/"))
    where = f"/c/marieke/appointments/{entry.key}"
    for word in ("answer", "", "invite"):
        assert browser.post(where, data={"token": token, "word": word}).status_code == 404
    for word in ("held", "again", "back"):
        answer = browser.post(where, data={"token": token, "word": word})
        assert answer.headers["location"] == f"{where}?told=too_late"
    assert "Zo staat het nu" in browser.get(answer.headers["location"]).text
    assert house.app.store.load("marieke", now=house.moment[0]).words == ()


def test_an_appointment_says_where_it_comes_from(house):
    house.yes("marieke")
    (entry,) = [each for each in house.app.store.entries("marieke") if each.kind is Kind.FOLLOW_UP]
    page = house.signed_in("marieke").get(f"/c/marieke/appointments/{entry.key}").text
    assert "vr 27 nov 2026" in page
    # Where it stands at its server means nothing to whoever owns it; `zaai why` tells it.
    assert "einde.ics" not in page
    assert "27 nov 2026" in page


def test_a_question_is_answered_on_the_page(house):
    twin = END.format(name="marieke").replace("end-", "twin-").replace("20261127", "20261211")
    (house.folder / "marieke" / "twin.ics").write_text(twin, encoding="utf-8")
    house.yes("marieke")
    (question,) = house.app.store.open_questions("marieke")
    browser = house.signed_in("marieke")
    desk = browser.get("/c/marieke/")
    assert 'type="radio"' in desk.text
    address = f"/c/marieke/questions/{question.number}"
    assert browser.post(address, data={"token": token_in(desk), "choice": "z"}).status_code == 404
    answer = browser.post(address, data={"token": token_in(desk), "choice": "a"})
    assert answer.headers["location"] == "/c/marieke/?told=answered"
    house.moment[0] += timedelta(minutes=1)
    house.run("marieke")
    assert house.app.store.open_questions("marieke") == ()
    # From a second tab, that shows it still.
    answer = browser.post(address, data={"token": token_in(desk), "choice": "b"})
    assert answer.headers["location"] == "/c/marieke/?told=too_late"


def test_what_is_foreign_shows_as_text_and_never_as_markup(house):
    evil = END.format(name="marieke").replace("Alfa van marieke", "<script>alert(1)</script><b>Alfa</b>")
    (house.folder / "marieke" / "einde.ics").write_text(evil, encoding="utf-8")
    house.yes("marieke")
    browser = house.signed_in("marieke")
    for path in ("", "plan", f"appointments/{house.app.store.entries('marieke')[0].key}"):
        page = browser.get(f"/c/marieke/{path}").text
        assert "<script>alert" not in page
        assert "<b>Alfa" not in page


def test_an_address_tells_no_sentence_of_somebody_elses_making(house):
    page = house.signed_in("marieke").get("/c/marieke/", params={"told": "<b>Bel 0900</b>"}).text
    assert "0900" not in page


def test_a_calendar_stands_still_and_goes_on_again_at_its_owners_word(house):
    house.yes("marieke")
    browser = house.signed_in("marieke")
    token = token_in(browser.get("/c/marieke/"))
    browser.post("/c/marieke/pause", data={"token": token})
    assert "staat stil" in browser.get("/c/marieke/").text
    browser.post("/c/marieke/resume", data={"token": token})
    assert "staat stil" not in browser.get("/c/marieke/").text


def test_a_calendar_that_cannot_be_read_is_a_sentence_and_not_an_empty_plan(house):
    (house.folder / "marieke" / "einde.ics").unlink()
    (house.folder / "marieke").rmdir()
    answer = house.signed_in("marieke").get("/c/marieke/plan")
    assert answer.status_code == 502
    assert "niet te lezen" in answer.text


def test_somebody_without_a_calendar_lands_at_the_offices_counts(house):
    assert house.signed_in("directie@bureau.example").get("/").headers["location"] == "/office"
    assert house.signed_in("jan").get("/").headers["location"] == "/c/jan/"


def test_what_is_done_on_a_page_stands_in_the_log_without_a_private_word(house, caplog):
    house.put("marieke", name="Eva Jansen", address="eva@client-marieke.example")
    with caplog.at_level("INFO", logger="zaaikalender"):
        house.yes("marieke")
        browser = house.signed_in("marieke")
        key = house.follow_up().key
        token = token_in(browser.get("/c/marieke/"))
        browser.post(f"/c/marieke/appointments/{key}", data={"token": token, "word": "approve"})
    told = [vars(record) for record in caplog.records if record.msg == "done on the page"]
    assert [line["page"] for line in told] == ["/c/{calendar}/plan", "/c/{calendar}/appointments/{key}"]
    assert {line["calendar"] for line in told} == {"marieke"}
    assert not any(word in str(line) for line in told for word in ("Eva", "client-marieke", "Alfa", token))
