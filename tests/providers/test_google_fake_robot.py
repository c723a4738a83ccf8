"""Google's own library logs in at the fake login; an office's robot acts there for whom it may."""

import base64
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials

from builders import OWNER
from providers.fakes.google_login import CLIENT, SECRET
from providers.fakes.google_statements import TOKEN_URI, key, robot_file
from providers.google_asking import Asking
from providers.google_consent import BUSY, OWNED, a_login, ask, by_code, visit

ROBOT = "zaai@office.iam.gserviceaccount.com"


def transport(login):
    """google-auth's way to the network, that ends here."""

    def request(url, method="GET", body=None, headers=None, **_):
        sent = body.encode() if isinstance(body, str) else body
        reply = login.handle(method, url, dict(headers or {}), sent)
        return SimpleNamespace(status=reply.status, headers=reply.headers, data=reply.octets)

    return request


def test_googles_own_library_renews_a_login_here():
    login, _ = a_login()
    given = by_code(login, visit(login)["code"]).body
    person = Credentials(
        None, refresh_token=given["refresh_token"], token_uri=f"{login.root}/token",
        client_id=CLIENT, client_secret=SECRET,
    )  # fmt: skip
    person.refresh(transport(login))
    assert Asking(login.google, person.token)("GET", "events").status == 200
    login.withdraw(OWNER.address)
    with pytest.raises(RefreshError, match="invalid_grant"):
        person.refresh(transport(login))


def test_an_offices_robot_acts_for_its_people_as_far_as_the_administrator_lets_it():
    login, clock = a_login()
    file = {**robot_file(ROBOT), "token_uri": f"{login.root}/token"}
    robot = service_account.Credentials.from_service_account_info(file, scopes=[OWNED], subject=OWNER.address)
    clock.now = datetime.now(UTC)  # google-auth signs for this machine's own moment
    with pytest.raises(RefreshError, match="unauthorized_client"):
        robot.refresh(transport(login))
    login.robots.allowed[ROBOT] = frozenset({"calendar.events.owned"})
    robot.refresh(transport(login))
    assert Asking(login.google, robot.token)("GET", "events").status == 200
    with pytest.raises(RefreshError, match="invalid_grant"):
        robot.with_subject("nobody@bureau.example").refresh(transport(login))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"aud": "https://elsewhere.example/token"}, "invalid_request"),
        ({"exp": 4000}, "invalid_grant"),
        ({"iat": -4000, "exp": -400}, "invalid_grant"),
        ({"iat": 400, "exp": 1000}, "invalid_grant"),
        ({"scope": ""}, "invalid_request"),
        ({"scope": BUSY}, "unauthorized_client"),
        ({"sub": "nobody@bureau.example"}, "invalid_grant"),
    ],
)
def test_a_robots_statement_is_taken_only_as_google_documents_it(wrong, said):
    login, clock = a_login()
    login.robots.allowed[ROBOT] = frozenset({"calendar.events.owned"})
    statement = {"iss": ROBOT, "sub": OWNER.address, "scope": OWNED, "iat": 0, "exp": 3600}
    statement |= {"aud": TOKEN_URI, **wrong}
    for name in ("iat", "exp"):
        statement[name] += int(clock().timestamp())
    signed = jwt.encode(crypt.RSASigner.from_string(key()[0], "k1"), statement).decode()
    assert delegated(login, signed).body["error"] == said


def test_a_robots_statement_that_somebody_else_signed_is_refused():
    login, _ = a_login()
    head, said, _ = jwt.encode(crypt.RSASigner.from_string(key()[0], "k1"), {}).decode().split(".")
    forged = f"{head}.{said}.{base64.urlsafe_b64encode(b'x' * 256).decode()}"
    refusal = delegated(login, forged)
    assert refusal.body["error_description"] == "invalid_grant: Invalid JWT Signature."


def delegated(login, assertion):
    return ask(login, grant_type="urn:ietf:params:oauth:grant-type:jwt-bearer", assertion=assertion)
