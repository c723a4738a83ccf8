"""The token that lets a request in (RFC 6750), between whoever keeps a login and whoever asks with it.

You need this to write the wire of a server that takes bearer tokens, or what keeps such a token fresh.
"""

from collections.abc import Callable

Token = Callable[[bool], str]
"""Gives a bearer token; with True a fresh one, since the server did not take the last."""
