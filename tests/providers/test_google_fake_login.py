"""The fake login of Google gives and refuses tokens as documented; google-auth itself is content with it."""

import base64
import json
import ssl
from datetime import timedelta
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from builders import OWNER
from providers.contract_setting import EVA
from providers.fakes.google_login import CLIENT, SECRET, no
from providers.fakes.google_server import google_server, tls_for_this_machine
from providers.google_asking import Asking, reason
from providers.google_consent import BUSY, HOME, OWNED, VERIFIER, a_login, ask, by_code, query, visit


def refreshed(login, token):
    return ask(login, grant_type="refresh_token", refresh_token=token)


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_a_consent_gives_a_code_the_state_and_for_the_code_tokens_that_open_the_calendar():
    login, _ = a_login()
    back = visit(login)
    assert back["state"] == "a state"
    given = by_code(login, back["code"]).body
    assert given["scope"].split() == sorted(["openid", "email", OWNED, BUSY])
    assert claims(given["id_token"])["email"] == OWNER.address
    assert Asking(login.google, given["access_token"])("GET", "events").status == 200
    userinfo = login.handle(
        "GET", f"{login.root}/v1/userinfo", {"Authorization": f"Bearer {given['access_token']}"}, None
    )
    assert userinfo.body["email"] == OWNER.address
    info = login.handle("GET", f"{login.root}/tokeninfo?access_token={given['access_token']}", {}, None)
    assert OWNED in info.body["scope"].split()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"client_id": "another"}, b"invalid_client"),
        ({"redirect_uri": "http://somewhere.example/"}, b"redirect_uri_mismatch"),
        ({"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}, b"redirect_uri_mismatch"),
        ({"response_type": "token"}, b"invalid_request"),
        ({"scope": f"{OWNED}.readwrite"}, b"invalid_scope"),
        ({"code_challenge_method": "S512"}, b"invalid_request"),
    ],
)
def test_a_question_that_google_does_not_take_ends_on_a_page_of_its_own(wrong, said):
    login, _ = a_login()
    reply = login.authorize(query(**wrong))
    assert reply.status == 400
    assert said in reply.body


def test_who_does_not_agree_comes_back_with_an_error():
    login, _ = a_login(answers="access_denied")
    assert visit(login) == {"error": "access_denied", "state": "a state"}


@pytest.mark.parametrize(
    "wrong",
    [{"code_verifier": "w" * 43}, {"code_verifier": None}, {"redirect_uri": "http://127.0.0.1:5001/"}],
)
def test_a_code_is_worth_nothing_without_its_verifier_and_address(wrong):
    login, _ = a_login()
    assert by_code(login, visit(login)["code"], **wrong).body["error"] == "invalid_grant"


def test_a_code_is_good_once_and_only_for_its_client():
    login, _ = a_login()
    code = visit(login)["code"]
    assert by_code(login, code, client_secret="no").body["error"] == "invalid_client"  # noqa: S106
    assert by_code(login, code).status == 200
    assert by_code(login, code).body["error"] == "invalid_grant"


def test_a_client_may_say_who_it_is_by_http_basic():
    login, _ = a_login()
    form = {"grant_type": "authorization_code", "code": visit(login)["code"], "redirect_uri": HOME}
    basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
    body = urlencode({**form, "code_verifier": VERIFIER}).encode()
    reply = login.handle("POST", f"{login.root}/token", {"Authorization": f"Basic {basic}"}, body)
    assert reply.status == 200


def test_a_login_lasts_only_where_that_was_asked_and_the_consent_was_shown():
    login, _ = a_login()
    assert "refresh_token" not in by_code(login, visit(login, access_type="online")["code"]).body
    assert "refresh_token" not in by_code(login, visit(login, prompt="")["code"]).body
    assert "refresh_token" in by_code(login, visit(login)["code"]).body


def test_what_was_not_ticked_is_not_in_the_scope_and_not_granted():
    login, _ = a_login(ticked=frozenset({"calendar.freebusy"}))
    given = by_code(login, visit(login)["code"]).body
    assert OWNED not in given["scope"].split()
    assert BUSY in given["scope"].split()
    refused = Asking(login.google, given["access_token"])("GET", "events")
    assert reason(refused) == (403, "insufficientPermissions")


def test_somebody_else_at_the_browser_is_somebody_else_in_the_token():
    login, _ = a_login()
    login.user = EVA.address
    assert claims(by_code(login, visit(login)["code"]).body["id_token"])["email"] == EVA.address


def test_an_access_token_ends_and_a_refresh_token_gives_the_next():
    login, clock = a_login()
    given = by_code(login, visit(login)["code"]).body
    clock.turn(timedelta(hours=1))
    assert reason(Asking(login.google, given["access_token"])("GET", "events")) == (401, "authError")
    again = refreshed(login, given["refresh_token"]).body
    assert "refresh_token" not in again
    assert Asking(login.google, again["access_token"])("GET", "events").status == 200


@pytest.mark.parametrize(
    ("testing", "days", "alive"), [(True, 6, True), (True, 8, False), (False, 181, False)]
)
def test_a_refresh_token_dies_of_testing_or_of_disuse(testing, days, alive):
    login, clock = a_login(testing=testing)
    given = by_code(login, visit(login)["code"]).body
    assert ("refresh_token_expires_in" in given) == testing
    clock.turn(timedelta(days=days))
    assert (refreshed(login, given["refresh_token"]).status == 200) == alive


def test_the_oldest_of_too_many_refresh_tokens_goes_silently():
    login, _ = a_login(most=2)
    tokens = [by_code(login, visit(login)["code"]).body["refresh_token"] for _ in range(3)]
    assert [refreshed(login, token).status for token in tokens] == [400, 200, 200]


def test_a_revoked_consent_takes_every_token_along():
    login, _ = a_login()
    given = by_code(login, visit(login)["code"]).body
    assert ask(login, "/revoke", token=given["refresh_token"]).status == 200
    assert refreshed(login, given["refresh_token"]).body["error"] == "invalid_grant"
    assert Asking(login.google, given["access_token"])("GET", "events").status == 401
    assert ask(login, "/revoke", token=given["refresh_token"]).body["error"] == "invalid_token"


def test_a_refusal_on_demand_comes_once():
    login, _ = a_login()
    code = visit(login)["code"]
    login.refusals.append(no("temporarily_unavailable", 503))
    assert by_code(login, code).status == 503
    assert by_code(login, code).status == 200


def test_a_login_is_served_over_https_to_who_trusts_its_authority(tmp_path):
    login, _ = a_login()
    pem = tmp_path / "ca.pem"
    with google_server(login, tls=tls_for_this_machine(pem)) as root:
        trusting = ssl.create_default_context(cafile=str(pem))
        with urlopen(f"{root}/tokeninfo?access_token=a-token", context=trusting) as answer:  # noqa: S310
            assert json.load(answer)["aud"] == CLIENT
