"""Whether a calendar is still the one that it was: its name in the config, and where it stands.

You need this when a pass says that a calendar was renamed, or is another one than before. What was planned is
known by the calendar's name alone. Under another name its proposals would be nobody's, so that a yes to one
is never heard; at another place all that does not stand there would count as deleted by its owner. Neither is
what somebody meant who edits a config, so the pass stops and says what to do.
"""

from collections.abc import Iterable

from zaaikalender.core.appointments import STANDING
from zaaikalender.core.events import Item
from zaaikalender.core.records import Kept, Known
from zaaikalender.errors import ConfigurationError
from zaaikalender.posts import Bureau, Post


def check_name(post: Post, bureau: Bureau, known: Known, kept: Iterable[Kept]) -> None:
    """Of a calendar never read before: raises where a name that left the config planned what stands there."""
    if known.state.fingerprint is not None or not known.foreign:
        return
    current = {*bureau.homes.values(), *bureau.hours}
    marks = {event.key for item in kept for event in item.events if event.key is not None}
    planners = (known.foreign[mark] for mark in sorted(marks & known.foreign.keys()))
    former = next((name for name in planners if name not in current), None)
    if former is not None:
        raise ConfigurationError(
            f"calendar {post.name}: what stands in it was planned as calendar {former}, which the config no "
            f"longer has. Give the calendar its old name back, or type `zaai forget {former}` first, and "
            "confirm once more what stands."
        )


def check_place(post: Post, known: Known, found: Iterable[Item]) -> None:
    """Of a calendar that stands elsewhere than before: raises where nothing of what we planned came along."""
    before = known.state.fingerprint or ""
    if "@" not in before or before.endswith(f"@{post.place}"):
        return
    ours = {entry.uid for entry in known.entries if entry.state in STANDING and entry.uid}
    if ours and not ours & {event.uid for item in found for event in item.events if event.key}:
        raise ConfigurationError(
            f"calendar {post.name}: the config says that it is another one than before, and nothing of what "
            "we planned stands there with our mark. Take that along with all that is in it, or type "
            f"`zaai forget {post.name}` and connect the new one."
        )
