"""What Microsoft's refusal of a login means: who must do what.

You need this when connecting fails, or a calendar is parked with a sentence that helps nobody. Entra says why
in a number (https://learn.microsoft.com/entra/identity-platform/reference-error-codes); all else it says
names people and machines, and goes nowhere. Numbers come and go: one that is not here still shows.
"""

import re
from collections.abc import Mapping
from typing import Any

from zaaikalender.errors import AccessRevoked, Unreachable, ZaaiError

_NUMBER = re.compile(r"AADSTS(\d{4,9})")
MEANINGS: Mapping[tuple[int, ...], str] = {
    (65001, 65004): (
        "Nobody gave the app consent for this calendar, or it was withdrawn (AADSTS{}). Run  zaai connect  "
        "again and accept; if Microsoft asks for an administrator, hand him the request in config/outlook.md."
    ),
    (90094, 900941, 90095, 90093, 650056): (
        "An administrator must allow the app first (AADSTS{}). Hand him the request in config/outlook.md; "
        "then run  zaai connect  again."
    ),
    (50105,): (
        "The app is open to assigned people only (AADSTS{}). The administrator must assign this person to it;"
        " then run  zaai connect  again."
    ),
    (50076, 50079, 50072, 50074, 50078, 50158): (
        "Microsoft wants a second step at the login (AADSTS{}): conditional access. Run  zaai connect  again "
        "and take that step in the browser."
    ),
    (53003, 53000, 53001, 53002, 53004, 530003, 50005, 50131, 50097): (
        "The office's conditional access blocks this login (AADSTS{}). Log in on a device and at a place "
        "that the office allows, in a browser; if that fails too, the administrator must let the app through."
    ),
    (700016, 700019): (
        "The app is not known in this tenant (AADSTS{}). Check `client_id` and `tenant` in [microsoft]; the"
        " administrator sees both on the app's page."
    ),
    (90002, 900023, 900021): "There is no such tenant (AADSTS{}). Check `tenant` in [microsoft].",
    (50020, 51004, 90072): (
        "Who logged in is not of this office's tenant (AADSTS{}). Log in with the office's account."
    ),
    (50034, 50057, 50055, 50053, 50056, 50126): (
        "This account is unknown or blocked, or its password must be renewed (AADSTS{}). Ask the "
        "administrator; then run  zaai connect  again."
    ),
    (7000215,): (
        "Microsoft does not know the app's secret (AADSTS{}). Put its value (not its id) where [microsoft] "
        "says; the administrator can make a new one."
    ),
    (7000222,): (
        "The app's secret has run out (AADSTS{}). The administrator must make a new one, and you put it where"
        " [microsoft] says."
    ),
    (700027, 700030, 700021): (
        "Microsoft does not take the app's certificate (AADSTS{}). The administrator must upload the one that"
        " `certificate_file` holds, or make a new one."
    ),
    (700024,): (
        "The app's login is dated at another time than Microsoft's (AADSTS{}). Set the clock of this machine "
        "right."
    ),
    (7000218, 700025): (
        "The app is registered as another kind than [microsoft] says (AADSTS{}). The administrator must "
        "switch on"
        ' "Allow public client flows", or give a secret or certificate.'
    ),
    (50011, 500113): (
        "The app does not know where the login ends (AADSTS{}). The administrator must add http://localhost "
        "under"
        ' "Mobile and desktop applications".'
    ),
    (7000112, 700005): "The app was switched off (AADSTS{}). The administrator must switch it on again.",
    (50173, 70008, 700082, 700084, 50089, 70043, 50133, 54005): (
        "The login at Microsoft has run out or was revoked (AADSTS{}). Run  zaai connect  for this calendar "
        "again."
    ),
    (70019, 70020): (
        "Nobody typed the code in time (AADSTS{}). Run  zaai connect  again and type the new one at once."
    ),
}
"""By the numbers that mean it; `{}` is the one that came."""
_BY_NUMBER = {number: meaning for numbers, meaning in MEANINGS.items() for number in numbers}
_LATER = frozenset({"temporarily_unavailable", "server_error"})
_DECLINED = frozenset({"access_denied", "authorization_declined"})


def refused(result: Mapping[str, Any] | None) -> ZaaiError:
    """The failure behind an answer without a token."""
    answer = result or {}
    numbers = _numbers(answer)
    if answer.get("error") in _LATER:
        return Unreachable("Microsoft cannot log anybody in now. The next pass tries again.")
    if known := next((number for number in numbers if number in _BY_NUMBER), None):
        return AccessRevoked(_BY_NUMBER[known].format(known))
    if answer.get("error") in _DECLINED:
        return AccessRevoked(
            "The login was refused by who gave it. Run  zaai connect  for this calendar again."
        )
    if answer.get("error") == "expired_token":
        return AccessRevoked("Nobody typed the code in time. Run  zaai connect  again.")
    if numbers:
        return AccessRevoked(
            f"Microsoft does not take the login (AADSTS{numbers[0]}). Run  zaai connect  again; if it stays, "
            f"show"
            " that number to the administrator."
        )
    return AccessRevoked(
        "Microsoft does not take the login any more. Run  zaai connect  for this calendar again."
    )


def _numbers(answer: Mapping[str, Any]) -> list[int]:
    codes = answer.get("error_codes")
    listed = [code for code in codes if isinstance(code, int)] if isinstance(codes, list) else []
    return listed or [int(found) for found in _NUMBER.findall(str(answer.get("error_description", "")))]
