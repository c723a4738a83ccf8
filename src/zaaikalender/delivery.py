"""Letters on their way to the mail server: marked before it may have them, and what became of each.

You need this when a mail was not sent, or when a question says that nobody knows. A letter waits in the store
until its write is certain; right before the mail server may take it that is marked, in a commit of its own.
Who is killed after that leaves a letter of which nobody knows, and its owner is asked: it is never sent
twice unasked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from zaaikalender.carry_out import Right
from zaaikalender.core.decide import Verdict
from zaaikalender.core.letters import Letter, Stage
from zaaikalender.core.people import Person
from zaaikalender.core.plan import Invite, Operation
from zaaikalender.core.ports import Postman
from zaaikalender.errors import AccessRevoked, NotNow, NotWritten, OutcomeUnknown, Stale, Unreachable
from zaaikalender.posts import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How many letters were sent, and sentences about those that were not."""

    sent: int = 0
    failed: tuple[str, ...] = ()


def delivered(right: Right, postman: Postman, sender: Person, letters: Iterable[Letter]) -> Delivered:
    """Hands these letters over in `sender`'s name. A mail server that is away ends it; the rest waits."""
    sent, failed = 0, []
    for letter in letters:
        try:
            postman.post(letter, sender, handing=partial(right.hand_over, letter))
        except NotNow as error:
            right.ledger.posted(letter, Stage.WAITING)
            failed.append(_sentence(error))
        except (Unreachable, AccessRevoked) as error:
            right.ledger.posted(letter, Stage.WAITING)
            failed.append(_sentence(error))
            break
        except NotWritten as error:
            right.ledger.posted(letter, Stage.REFUSED)
            failed.append(_sentence(error))
        except OutcomeUnknown as error:
            failed.append(_sentence(error))
        except Stale:
            # Another pass had it before us, and knows more.
            continue
        else:
            right.ledger.posted(letter, Stage.SENT)
            sent += 1
    return Delivered(sent=sent, failed=tuple(failed))


def mailed(right: Right, post: Post, verdict: Verdict, done: Iterable[Operation]) -> Delivered:
    """Sends what may go out after a pass: the letters of what was written just now, and those that waited."""
    if post.postman is None or not verdict.plan.may_write:
        return Delivered()
    written = (letter for each in done if isinstance(each, Invite) for letter in each.letters)
    return delivered(right, post.postman, post.owner, (*verdict.post, *written))


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split())
