"""Calendars on servers: who logs in, and with what, to which provider.

You need this when a calendar on a server cannot be opened or connected. `opening` picks the provider by the
config's word, one module per kind of server knows what logs in there, `means` is what they all share.
"""

from zaaikalender.servers.opening import Servers

__all__ = ["Servers"]
