"""Anchors: how long each chain of the trail was at some moment, to be kept outside the database.

You need this to find out what the trail by itself cannot tell: that an older copy of the database was put
back, or that a whole chain was removed. An anchor is one word for each chain, `3f2a9c1b70de:41:9c0ffee0a12b`:
a mark that stands for the chain, a line's number, and how that line's seal begins. It holds no name, so it
may stand in a log; the worker writes all of them there once a day and when it stops.

Found out: whatever is missing of what an anchor saw, also a chain with its head, unless its calendar was
forgotten since (the office's chain has the mark then, in a sealed line). Not found out: what becomes of lines
after the newest anchor that was kept; what he does who can change the anchors too, or has the key file. An
anchor is no secret and proves nothing of its own: a made-up one raises a false alarm.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from zaaikalender.store.models import trail, trail_heads
from zaaikalender.store.seals import SHOWN, mark_of
from zaaikalender.store.trail import OFFICE, Chain, Trail, What

_WRITTEN = re.compile(
    rf"(?<![0-9a-f:])([0-9a-f]{{{SHOWN}}}):([1-9][0-9]{{0,17}}):([0-9a-f]{{{SHOWN}}})(?![0-9a-f:])"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The `number`-th line of the chain with that mark had a seal that begins with `seal`."""

    mark: str
    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.mark}:{self.number}:{self.seal}"


class Drift(StrEnum):
    """How the present trail does not go on from an anchor."""

    SHORTER = "shorter"
    """The line is not there any more: an older copy, or the end was cut off."""

    OTHER = "other"
    """Another line stands there: an older copy that went on since, or one that was made anew."""

    GONE = "gone"
    """No chain has the mark, and no line says that its calendar was forgotten."""


@dataclass(frozen=True, slots=True)
class Lost:
    """An anchor from which the present trail does not go on; `chain` is a name where it still has one."""

    anchor: Anchor
    how: Drift
    chain: str | None


def heads(kept: Trail) -> tuple[Anchor, ...]:
    """The newest line of each chain, the office's first, without reading the others; none without a key."""
    key = kept.key
    if key is None:
        return ()
    begins = (trail.c.chain == trail_heads.c.chain) & (trail.c.number == 1)
    query = select(trail_heads, trail.c.seal.label("first")).join(trail, begins)
    with kept.database.read() as connection:
        return tuple(
            Anchor(mark_of(key, row.chain, row.first), row.number, row.last[:SHOWN])
            for row in connection.execute(query.order_by(trail_heads.c.chain))
        )


def read(text: str) -> tuple[Anchor, ...]:
    """All anchors in a text of any kind, a log for instance, each once."""
    found = (Anchor(mark, int(number), seal) for mark, number, seal in _WRITTEN.findall(text))
    return tuple(dict.fromkeys(found))


def lost(seen: Iterable[Anchor], chains: Sequence[Chain], key: bytes) -> tuple[Lost, ...]:
    """The anchors from which these chains, as they are now, do not go on."""
    by_mark = {_mark(key, chain): chain for chain in chains if chain.lines}
    gone = _forgotten(chains)
    found = ((anchor, by_mark.get(anchor.mark)) for anchor in seen)
    drifts = ((anchor, chain, _drift(anchor, chain, gone)) for anchor, chain in found)
    return tuple(Lost(anchor, how, chain.name if chain else None) for anchor, chain, how in drifts if how)


def _drift(anchor: Anchor, chain: Chain | None, forgotten: frozenset[str]) -> Drift | None:
    if chain is None:
        return None if anchor.mark in forgotten else Drift.GONE
    if anchor.number > len(chain.lines):
        return Drift.SHORTER
    return None if chain.lines[anchor.number - 1].seal.startswith(anchor.seal) else Drift.OTHER


def _forgotten(chains: Iterable[Chain]) -> frozenset[str]:
    """The marks of chains that went with their calendar, as far as the office's chain fits."""
    return frozenset(
        line.about
        for chain in chains
        if chain.name == OFFICE
        for line in chain.lines
        if line.what is What.FORGOTTEN and (chain.broken is None or line.number < chain.broken)
    )


def _mark(key: bytes, chain: Chain) -> str:
    return mark_of(key, chain.name, chain.lines[0].seal)
