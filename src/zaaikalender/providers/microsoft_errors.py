"""What Microsoft's refusal of a login means: who must do what.

You need this when connecting fails, or a calendar is parked with a sentence that helps nobody. Entra says why
in a number (https://learn.microsoft.com/entra/identity-platform/reference-error-codes); all else it says
names people and machines, and goes nowhere.
"""

import re
from collections.abc import Mapping
from typing import Any

from zaaikalender.errors import AccessRevoked, Unreachable, ZaaiError

_NUMBER = re.compile(r"AADSTS(\d{4,9})")
_AGAIN = "Run  zaai connect  for this calendar again."
_CONSENT = (
    "an administrator must allow the app first. Hand him the request in config/outlook.md; then run"
    "  zaai connect  again"
)
_CONDITIONS = (
    "the office's conditional access asks for more than a login (a second step, a managed device, a place)."
    " Log in where that is met; if it still fails the administrator must let the app through"
)
_MEANINGS = {
    (65001, 90094, 900941, 90095, 650056): _CONSENT,
    (50076, 50079, 50072, 50074, 53000, 53001, 53002, 53003, 53004, 530003, 50005, 50131, 50158): _CONDITIONS,
    (700016, 700019): "the app is not known in this tenant. Check `client_id` and `tenant` in [microsoft]",
    (90002, 900023, 900021): "there is no such tenant. Check `tenant` in [microsoft]",
    (50020, 51004, 90072): "who logged in is not of this office's tenant. Log in with the office's account",
    (50105,): "the app is open to assigned people only. The administrator must assign this person to it",
    (
        50034,
        50057,
        50055,
        50053,
    ): "this account is unknown, blocked or must renew its password. Ask the administrator",
    (7000215, 7000222, 700027, 700030): (
        "the app's secret or certificate is wrong or has run out. The administrator must make a new one, and"
        " you put it where [microsoft] says"
    ),
    (7000218, 700025): (
        "the app is registered as another kind than [microsoft] says. The administrator must switch on"
        ' "Allow public client flows", or give a secret or certificate'
    ),
    (50011, 500113): (
        "the app does not know where the login ends. The administrator must add http://localhost under"
        ' "Mobile and desktop applications"'
    ),
    (7000112, 700005): "the app was switched off. The administrator must switch it on again",
    (50173, 70008, 700082, 700084, 50078, 50089, 70043, 50133, 54005): "the login has run out or was revoked",
}
_BY_NUMBER = {number: meaning for numbers, meaning in _MEANINGS.items() for number in numbers}
_LATER = frozenset({"temporarily_unavailable", "server_error"})


def refused(result: Mapping[str, Any] | None) -> ZaaiError:
    """The failure behind an answer without a token."""
    answer = result or {}
    if answer.get("error") in _LATER:
        return Unreachable("Microsoft cannot log anybody in now. The next pass tries again.")
    if answer.get("error") == "access_denied" and not _numbers(answer):
        return AccessRevoked(f"The login was refused by who gave it. {_AGAIN}")
    for number in _numbers(answer):
        if number in _BY_NUMBER:
            return AccessRevoked(
                f"Microsoft refuses the login (AADSTS{number}): {_ended(_BY_NUMBER[number])}"
            )
    told = f" (AADSTS{_numbers(answer)[0]})" if _numbers(answer) else ""
    return AccessRevoked(f"Microsoft does not take the login any more{told}. {_AGAIN}")


def _ended(meaning: str) -> str:
    """With what to do, where the meaning does not say so by itself."""
    return f"{meaning}. {_AGAIN}" if "run out or" in meaning else f"{meaning}."


def _numbers(answer: Mapping[str, Any]) -> list[int]:
    codes = answer.get("error_codes")
    listed = [code for code in codes if isinstance(code, int)] if isinstance(codes, list) else []
    return listed or [int(found) for found in _NUMBER.findall(str(answer.get("error_description", "")))]
