"""The worker: passes for ever, each calendar when it is due, until somebody says stop.

You need this for `zaai work`. `passes` is the loop, `turns` says when whose turn comes, `bell` and `signals`
are how others speak to it, `telling` is what it writes in the log.
"""

from zaaikalender.worker.bell import Bell, Call
from zaaikalender.worker.passes import Worker
from zaaikalender.worker.signals import signals_ring

__all__ = ["Bell", "Call", "Worker", "signals_ring"]
