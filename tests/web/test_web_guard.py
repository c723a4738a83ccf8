"""What holds for every answer of the page: hosts, headers, cookies, sizes, words."""

import asyncio
import string

import pytest

from web.house import token_in
from zaaikalender.web.words import say, words


def test_no_script_no_frame_and_nothing_from_elsewhere_is_allowed(house):
    for path in ("/sign-in", "/nowhere", "/healthz", "/c/marieke/"):
        headers = house.visitor().get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_pages_hold_neither_scripts_nor_styles_of_their_own(house):
    page = house.visitor().get("/sign-in").text
    assert "<script" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in [part[:3] for part in page.split("<")]


def test_the_stylesheet_may_be_kept_for_ever(house):
    browser = house.visitor()
    address = browser.get("/sign-in").text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = browser.get(address)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_another_host_is_not_answered(house):
    for host in ("evil.example", "localhost", "localhost:1", "localhost:8437.evil.example"):
        assert house.visitor().get("/sign-in", headers={"host": host}).status_code == 421
    assert house.visitor().get("/sign-in", headers={"host": "127.0.0.1:8437"}).status_code == 200


def test_behind_a_proxy_only_its_own_name_is_answered_and_health_here_too(build):
    house = build(web='url = "https://zaai.bureau.example"')
    assert house.visitor().get("/sign-in").status_code == 200
    near = {"host": "127.0.0.1:8437"}
    assert house.visitor().get("/sign-in", headers=near).status_code == 421
    assert house.visitor().get("/healthz", headers=near).text == "ok\n"


def test_behind_https_the_cookie_is_one_that_browsers_guard(build):
    house = build(web='url = "https://zaai.bureau.example"')
    answer = house.visitor().get("/sign-in")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-zaai=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age=" in answer.headers["strict-transport-security"]


def test_on_this_machine_the_cookie_shows_to_no_script_either(house):
    cookie = house.visitor().get("/sign-in").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}


def test_what_is_too_large_is_not_read(house):
    large = {"token": "", "address": "a@b.example", "password": "x" * 70_000}
    answer = house.visitor().post("/sign-in/password", data=large)
    assert answer.status_code == 413
    assert "hoogstens 5 MB" in answer.text


def test_what_says_nothing_of_its_size_or_lies_about_it_is_not_read_either(house):
    form = {"content-type": "application/x-www-form-urlencoded"}
    parts = (b"x" * 10_000 for _ in range(20))
    assert house.visitor().post("/sign-in/password", content=parts, headers=form).status_code == 413
    lie = {**form, "content-length": "10"}
    answer = house.visitor().post("/sign-in/password", content=b"x" * 70_000, headers=lie)
    assert answer.status_code == 413


def test_a_form_that_is_broken_is_told_in_the_offices_language(house):
    head = {"content-type": "multipart/form-data; boundary=x"}
    answer = house.visitor().post("/sign-in/password", content=b"no part", headers=head)
    assert answer.status_code == 400
    assert "niet goed aangekomen" in answer.text


def test_a_page_that_is_not_there_is_a_page_in_the_offices_language(build):
    answer = build(language="en").visitor().get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing is here" in answer.text
    assert '<html lang="en">' in answer.text


def test_asking_a_page_in_a_way_that_it_does_not_know_is_refused(house):
    assert house.visitor().put("/sign-in").status_code == 405


def test_health_tells_figures_and_nobody(house):
    text = house.visitor(client=("127.0.0.1", 1)).get("/metrics").text
    assert "zaai_calendars 3\n" in text
    assert "zaai_calendars_without_yes 3\n" in text
    assert not any(name in text for name in ("marieke", "jan", "piet", "@"))


@pytest.mark.parametrize(
    "peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.7", "2001:db8::9", "192.168.4.9"]
)
def test_figures_are_for_this_machine_and_where_the_config_says(build, peer):
    house = build(web='metrics = ["10.0.0.7", "192.168.4.0/24", "2001:db8::/64"]')
    assert house.visitor(client=(peer, 1)).get("/metrics").status_code == 200


@pytest.mark.parametrize(
    "peer", ["192.0.2.1", "10.0.0.7", "2001:db8::9", "::ffff:10.0.0.7", "", "nobody", "0"]
)
def test_figures_are_for_nobody_else(house, peer):
    answer = house.visitor(client=(peer, 1)).get("/metrics")
    assert answer.status_code == 404
    assert "zaai_" not in answer.text


def test_health_says_so_where_the_store_does_not_answer(house):
    house.app.store.close()
    for path in house.folder.glob("zaaikalender.db*"):
        path.unlink()
    (house.folder / "zaaikalender.db").mkdir()
    assert house.visitor().get("/healthz").status_code == 503


def test_both_languages_say_the_same_things_with_the_same_facts():
    assert set(words("nl")) == set(words("en"))
    for code, dutch in words("nl").items():
        assert places(dutch) == places(words("en")[code]), code
    assert say("nl", "name") == "Zaaikalender"


def places(sentence):
    return {name for _text, name, _spec, _way in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("path", ["/sign-in/password", "/notify/outlook"])
def test_who_hangs_up_half_way_leaves_no_trace_of_a_defect(house, path):
    told = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        told.append(message)

    headers = [(b"host", b"localhost:8437"), (b"content-type", b"application/x-www-form-urlencoded")]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    asyncio.run(house.pages(scope, receive, send))
    assert told[0]["status"] < 500


@pytest.mark.parametrize("charset", ["unicode_escape", "undefined", "punycode", "UTF-8; charset=punycode"])
def test_a_form_in_a_charset_that_no_browser_writes_is_none_of_ours(house, charset):
    head = {"content-type": f"multipart/form-data; Charset={charset}; boundary=x"}
    body = b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n\\ud800-\xff\r\n--x--\r\n'
    assert house.visitor().post("/sign-in/password", content=body, headers=head).status_code == 403


def test_a_form_that_names_the_usual_charset_is_taken(house):
    browser = house.signed_in("marieke")
    token = token_in(browser.get("/c/marieke/people"))
    head = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8"}
    answer = browser.post("/c/marieke/people/new", content=f"token={token}&name=Zo%C3%AB+Kok", headers=head)
    assert answer.status_code == 303
    assert [each.name for each in house.listed("marieke")] == ["Zoë Kok"]


def test_what_may_be_large_is_taken_in_parts_alone(house):
    browser = house.signed_in("marieke")
    token = token_in(browser.get("/c/marieke/people"))
    where = "/c/marieke/people/file"
    assert browser.post(where, data={"token": token}).status_code == 403
    assert (
        browser.post(where, data={"token": token}, files={"file": ("a.csv", b"Naam\nEva")}).status_code == 200
    )
