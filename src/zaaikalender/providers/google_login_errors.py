"""What Google's refusal of a login means: who must do what.

You need this when connecting fails, or a calendar is parked with a sentence that helps nobody. Google says
why in a word (RFC 6749, 4.1.2.1 and 5.2; developers.google.com/identity/protocols/oauth2/native-app,
"Errors"); all else it says may name people, and goes nowhere.
"""

from collections.abc import Mapping

from zaaikalender.errors import AccessRevoked, Unreachable, ZaaiError

_LATER = frozenset({"temporarily_unavailable", "server_error", "internal_failure", "rate_limit_exceeded"})

_LOGIN: Mapping[str, str] = {
    "access_denied": (
        'The login at Google was refused by who gave it. Run  zaai connect  again, and choose "Allow".'
    ),
    "admin_policy_enforced": (
        "This Google Workspace does not let the app into its calendars. Its administrator must trust the app"
        " (config/google.md, section 1); then connect the calendar again."
    ),
    "org_internal": (
        "This OAuth client is for people of its own Google Workspace. Log in with the office's account."
    ),
    "invalid_client": (
        "Google does not know the OAuth client, or its secret is wrong. The administrator must make a new one"
        " (config/google.md, section 1), and you put its file where `client_file` says."
    ),
    "unauthorized_client": (
        "Google does not let this OAuth client log people in. The administrator must make one of the type"
        ' "Desktop app" (config/google.md, section 1).'
    ),
    "invalid_scope": (
        "Google does not know what was asked for. The administrator must switch on the Google Calendar API"
        " (config/google.md, section 1)."
    ),
    "invalid_grant": "The login at Google has run out or was revoked. Connect the calendar again.",
    "invalid_rapt": (
        "The Google Workspace's administrator wants people to log in again every so often. Connect the"
        " calendar again; he can except this app from it (config/google.md, section 1)."
    ),
}
_SAME = {
    "deleted_client": "invalid_client",
    "disabled_client": "invalid_client",
    "redirect_uri_mismatch": "unauthorized_client",
    "disallowed_useragent": "unauthorized_client",
}
_UNKNOWN = "Google does not take the login. Connect the calendar again; config/google.md says more."
_TESTING = (
    'The login at Google died after 7 days, as all do while the consent screen stands on "Testing". The'
    ' administrator must make it "Internal" or publish it (config/google.md, section 1); then connect again.'
)

_OFFICE = (
    "Google does not let the service account into this calendar. The administrator must allow its client id"
    " with both scopes under domain-wide delegation (config/google.md, section 2), which may take a day."
)
_OFFICE_GRANTS: Mapping[str, str] = {
    "email": "The office's Google Workspace does not know this account. Check the calendar's `account`.",
    "signature": (
        "Google no longer takes the service account's key. The administrator must make a new one, and you put"
        " its file where `service_account_file` says."
    ),
    "short-lived": "Google finds this machine's clock wrong. Set it right, and let the network keep it so.",
}


def refused(error: str, subtype: str = "", *, in_testing: bool = False) -> ZaaiError:
    """The failure behind Google's word for refusing a person's login.

    `in_testing`: whether the login's age says that the consent screen stands on "Testing".
    """
    if error in _LATER:
        return Unreachable("Google cannot log anybody in now. The next pass tries again.")
    if error == "invalid_grant" and subtype == "invalid_rapt":
        return AccessRevoked(_LOGIN["invalid_rapt"])
    if error == "invalid_grant" and in_testing:
        return AccessRevoked(_TESTING)
    return AccessRevoked(_LOGIN.get(_SAME.get(error, error), _UNKNOWN))


def office_refused(error: str, description: str) -> ZaaiError:
    """The failure behind Google's word for refusing a service account; a few words of its text tell which."""
    if error in _LATER:
        return Unreachable("Google cannot log anybody in now. The next pass tries again.")
    told = description.casefold()
    if error == "invalid_grant":
        return AccessRevoked(next((why for word, why in _OFFICE_GRANTS.items() if word in told), _OFFICE))
    return AccessRevoked(_OFFICE)
