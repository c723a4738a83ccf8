"""Zaaikalender: plans the follow-ups that keep a network alive, in everybody's own calendar.

A newcomer opens `engine.py`: it shows one whole pass on one screen. `core/` holds the decisions as pure
functions over frozen values; everything that touches the world stands around it.
"""

__version__ = "0.1.0"
