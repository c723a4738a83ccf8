"""What one can ask somebody's consent for: the scopes of the calendar, and who he is.

You need this to tell a scope from a slip of the pen; the calendar's stand in Google's discovery document.
"""

from collections.abc import Iterable

from providers.fakes.google_schema import DOCUMENT

WHO = frozenset({"openid", "email", "profile"})
PREFIX = "https://www.googleapis.com/auth/"
_ALL = (
    WHO | set(DOCUMENT["auth"]["oauth2"]["scopes"]) | {f"{PREFIX}userinfo.email", f"{PREFIX}userinfo.profile"}
)


def known(scopes: Iterable[str]) -> bool:
    """Whether Google knows all of these."""
    return set(scopes) <= _ALL


def words(scopes: Iterable[str]) -> frozenset[str]:
    """The last words of scopes, as a `Grant` holds them."""
    return frozenset(one.removeprefix(PREFIX) for one in scopes)
