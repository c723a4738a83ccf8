"""Where a command speaks: results on standard output, failures and progress on standard error.

You need this to print, to ask, or to show that something is at work. On a terminal long work shows a line
that moves; elsewhere nothing but plain lines. `NO_COLOR` is honoured (by rich).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import typer
from rich.console import Console
from rich.text import Text

_YES = frozenset({"j", "ja", "y", "yes"})
"""What agrees, in either language; all else does not."""


def _out() -> Console:
    return Console(highlight=False, markup=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False, markup=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Both streams of a command; `language` is that of a question's yes and no."""

    language: str = "en"
    out: Console = field(default_factory=_out)
    err: Console = field(default_factory=_err)

    def say(self, sentence: str, style: str = "") -> None:
        """A line of the result."""
        self.out.print(Text(sentence, style=style), soft_wrap=True)

    def data(self, text: str) -> None:
        """What a program reads: as it is, without a colour or a line broken."""
        typer.echo(text)

    def complain(self, sentence: str) -> None:
        """A failure: one line on standard error."""
        self.err.print(Text(" ".join(sentence.split()), style="red"), soft_wrap=True)

    def note(self, sentence: str) -> None:
        """What is worth knowing beside a result that a program may read: on standard error."""
        self.err.print(Text(sentence, style="yellow"), soft_wrap=True)

    def data_of_failure(self, text: str) -> None:
        """A traceback, for whoever asked for it."""
        typer.echo(text, err=True)

    @contextmanager
    def busy(self, sentence: str) -> Iterator[None]:
        """While this lasts, a terminal shows that something is at work."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(Text(sentence)):
            yield

    @contextmanager
    def progress(self, sentence: str) -> Iterator[Callable[[str], None]]:
        """How far something is: a line that changes on a terminal, a line each time elsewhere."""
        if not self.err.is_terminal:
            yield lambda news: self.err.print(Text(news), soft_wrap=True)
            return
        with self.err.status(Text(sentence)) as status:
            yield lambda news: status.update(Text(news))

    def agrees(self, question: str) -> bool:
        """Whether a person says yes; where nobody can be asked (no input), he does not."""
        choices = "j/N" if self.language == "nl" else "y/N"
        try:
            said = str(typer.prompt(f"{question} [{choices}]", default="", show_default=False))
        except typer.Abort:
            self.say("")
            return False
        return said.strip().casefold() in _YES
