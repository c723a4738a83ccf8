"""Connecting a calendar in Outlook, and staying connected: through msal, over https, with a browser."""

import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from builders import at
from servers.outlook_place import Place
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.phrases import phrase
from zaaikalender.errors import AccessRevoked, ConfigurationError, Unreachable
from zaaikalender.providers.microsoft_errors import MEANINGS, refused
from zaaikalender.servers import outlook


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with ExitStack() as stack:
        yield lambda more="": Place(stack, tmp_path, more)


def test_who_logs_in_once_is_read_from_then_on_without_asking_again(make):
    place = make()
    place.connect()
    assert place.titles() == ["Overleg"]
    assert place.titles() == ["Overleg"]
    assert [form["grant_type"] for form in place.login.forms] == ["authorization_code"]


def test_a_token_that_runs_out_is_renewed_and_the_new_refresh_token_is_kept(make):
    place = make()
    place.connect()
    for _ in range(3):
        place.now[0] += timedelta(minutes=58)
        assert place.titles() == ["Overleg"]
    assert [form["grant_type"] for form in place.login.forms[1:]] == ["refresh_token"] * 3


def test_a_token_that_the_calendar_does_not_take_is_renewed_once(make):
    place = make()
    place.connect()
    place.graph.tokens.clear()
    assert place.titles() == ["Overleg"]


def test_nothing_readable_of_a_login_stands_in_the_database(make, tmp_path):
    place = make()
    place.connect()
    place.titles()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
    for secret in (*place.login.refresh, *place.graph.tokens):
        assert secret.encode() not in stored


def test_a_calendar_that_was_not_connected_says_how(make):
    with pytest.raises(ConfigurationError, match="zaai connect marieke"):
        make().titles()


def test_a_login_that_was_revoked_parks_the_calendar_with_a_sentence(make):
    place = make()
    place.connect()
    place.login.refresh.clear()
    place.now[0] += timedelta(hours=2)
    with pytest.raises(AccessRevoked, match=r"AADSTS50173.*connect") as revoked:
        place.titles()
    assert "anna" not in str(revoked.value)


@pytest.mark.parametrize(
    ("error", "number", "told", "dutch"),
    [
        (
            "consent_required",
            65001,
            "accept; if Microsoft asks for an administrator",
            "vraagt Microsoft om een",
        ),
        ("access_denied", 90094, "An administrator must allow", "Een beheerder moet de app eerst toestaan"),
        ("access_denied", 900941, "An administrator must allow", "Een beheerder moet de app eerst toestaan"),
        ("access_denied", 50105, "must assign this person", "beheerder moet deze persoon toewijzen"),
        ("interaction_required", 50076, "second step", "tweede stap"),
        ("access_denied", 53003, "conditional access blocks", "voorwaardelijke toegang"),
        ("access_denied", 53000, "on a device and at a place", "op een toestel en een plek"),
        ("unauthorized_client", 700016, "`client_id` and `tenant`", "`client_id` en `tenant`"),
        ("invalid_request", 90002, "no such tenant", "tenant is er niet"),
        ("invalid_client", 7000215, "value \\(not its id\\)", "niet de id"),
        ("invalid_client", 7000222, "secret has run out", "geheim van de app is verlopen"),
        ("invalid_client", 700027, "upload the one", "uploaden"),
        ("invalid_client", 700024, "clock of this machine", "klok van"),
        ("invalid_client", 7000218, "Allow public client flows", "Allow public client flows"),
        ("invalid_request", 50011, "http://localhost", "http://localhost"),
        ("invalid_grant", 50057, "blocked", "geblokkeerd"),
        ("invalid_grant", 50020, "office's tenant", "tenant van dit bureau"),
        ("invalid_grant", 50173, "run out or was revoked", "verlopen of ingetrokken"),
        ("unauthorized_client", 7000112, "switch it on", "weer aanzetten"),
        ("something_new", 99999, "show that number", "dat nummer zien"),
    ],
)
def test_each_refusal_says_who_must_do_what_in_both_languages(error, number, told, dutch):
    failure = refused({"error": error, "error_description": f"AADSTS{number}: anna@bureau.example may not."})
    assert isinstance(failure, AccessRevoked)
    assert re.search(told, str(failure))
    assert f"AADSTS{number}" in str(failure)
    in_dutch = in_language("nl", str(failure))
    assert dutch in in_dutch
    assert f"AADSTS{number}" in in_dutch
    assert "anna" not in str(failure)


def test_each_meaning_has_a_dutch_sentence():
    for numbers in MEANINGS:
        failure = str(refused({"error": "x", "error_codes": [numbers[0]]}))
        assert in_language("nl", failure) != failure


def test_an_app_without_consent_is_not_connected(make):
    place = make()
    place.login.refusals.append(("consent_required", 65001))
    with pytest.raises(AccessRevoked, match="administrator"):
        place.connect()
    with pytest.raises(ConfigurationError):
        place.titles()


def test_the_answer_of_another_login_is_refused(make):
    place = make()
    place.browser.then = lambda query: {**query, "state": "another"}
    with pytest.raises(AccessRevoked, match="another login"):
        place.connect()


def test_somebody_else_than_the_account_is_refused(make):
    place = make()
    place.login.user = "jan@bureau.example"
    with pytest.raises(AccessRevoked, match="Somebody else") as refused:
        place.connect()
    assert "jan" not in str(refused.value)


def test_a_wrong_tenant_is_named_as_such(make):
    place = make()
    text = place.file.read_text("utf-8")
    place.file.write_text(text.replace(place.login.root, f"{place.login.root}/another"), encoding="utf-8")
    place.reopened()
    with pytest.raises(ConfigurationError, match="tenant"):
        place.connect()


def test_a_login_that_cannot_answer_now_is_tried_again_later(make):
    place = make()
    place.connect()
    place.now[0] += timedelta(hours=2)
    place.login.refusals.append(("temporarily_unavailable", 90033))
    with pytest.raises(Unreachable):
        place.titles()


def test_the_offices_app_reads_a_calendar_only_once_its_owner_connected_it(make):
    place = make('client_secret_env = "APP_SECRET"')
    with pytest.raises(ConfigurationError, match="zaai connect"):
        place.titles()
    place.connect()
    assert place.browser.visited == []
    assert place.titles() == ["Overleg"]
    place.now[0] += timedelta(hours=2)
    assert place.titles() == ["Overleg"]


def test_a_wrong_secret_of_the_offices_app_is_the_administrators(make):
    place = make('client_secret_env = "APP_SECRET"')
    place.login.secret = "another"  # noqa: S105
    with pytest.raises(AccessRevoked, match="administrator can make a new one"):
        place.connect()


def test_the_offices_app_may_show_a_certificate(make, tmp_path):
    (tmp_path / "app.pem").write_bytes(a_certificate())
    place = make('certificate_file = "app.pem"')
    place.connect()
    assert "client_assertion" in place.login.forms[0]
    assert place.titles() == ["Overleg"]


def found(place):
    (calendar,) = place.app.calendars()
    means = place.app.servers.means
    return [each.code for each in outlook.findings(calendar, calendar.provider, means)]


def test_doctor_tells_that_the_calendar_is_reached_and_how_it_logs_in(make):
    place = make()
    place.connect()
    assert found(place) == ["doctor.outlook_reached", "doctor.outlook_mails", "doctor.outlook_login"]
    place.box.habits.read_only = True
    assert found(place)[0] == "doctor.outlook_read_only"


def test_a_calendar_that_may_only_be_read_says_so_when_it_is_connected(make):
    place = make('client_secret_env = "APP_SECRET"')
    place.box.habits.read_only = True
    place.connect()
    assert place.browser.heard == ["doctor.outlook_read_only"]
    assert found(place)[-2:] == ["doctor.outlook_office", "doctor.outlook_secret"]


def test_a_login_whose_mailbox_lets_nobody_in_is_not_kept(make):
    place = make()
    place.box.forbidden = (403, "ErrorAccessDenied")
    with pytest.raises(AccessRevoked, match="scope"):
        place.connect()
    with pytest.raises(ConfigurationError, match="not connected"):
        place.titles()


@pytest.mark.parametrize(
    ("more", "told"),
    [("", "forget.outlook_login"), ('client_secret_env = "APP_SECRET"', "forget.outlook_scope")],
)
def test_forgetting_says_where_the_access_is_withdrawn(make, more, told):
    place = make(more)
    (calendar,) = place.app.calendars()
    outlook.revoke(calendar, calendar.provider, place.app.servers.means, place.browser)
    assert place.browser.heard == []
    place.connect()
    outlook.revoke(calendar, calendar.provider, place.app.servers.means, place.browser)
    assert place.browser.heard == [told]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("2026-11-24 08:00", "doctor.outlook_certificate_over"),
        ("2026-11-25 10:00", "doctor.outlook_certificate_soon"),
        ("2026-12-24 08:00", "doctor.outlook_certificate_soon"),
        ("2026-12-24 09:00", "doctor.outlook_certificate"),
    ],
)
def test_doctor_tells_a_month_before_the_certificate_runs_out(make, tmp_path, end, told):
    (tmp_path / "app.pem").write_bytes(a_certificate(end))
    place = make('certificate_file = "app.pem"')
    place.connect()
    (calendar,) = place.app.calendars()
    *_, last = outlook.findings(calendar, calendar.provider, place.app.servers.means)
    assert last.code == told
    for language in ("nl", "en"):
        assert last.facts["day"] in phrase(language, last.code, **last.facts)


def test_a_file_without_a_certificate_says_what_belongs_in_it(make, tmp_path):
    (tmp_path / "app.pem").write_bytes(a_certificate())
    place = make('certificate_file = "app.pem"')
    place.connect()
    key = a_certificate().partition(b"-----BEGIN CERT")[0]
    (tmp_path / "app.pem").write_bytes(key)
    with pytest.raises(ConfigurationError, match="certificate"):
        found(place)


def a_certificate(end: str = "2030-01-01 00:00") -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "zaai")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at("2026-01-01 00:00"))
        .not_valid_after(at(end))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + made.public_bytes(serialization.Encoding.PEM)
