"""From codes and facts to what people read.

You need this wherever a title, a description or a sentence for a person is made. A `Texts` knows one language
and the office's zone; it is a plain value, made once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from zaaikalender.core.people import Person
from zaaikalender.core.questions import Ask, Question
from zaaikalender.core.reasons import Fact, Reason
from zaaikalender.texts.cleaning import Ours, clean
from zaaikalender.texts.moments import in_words
from zaaikalender.texts.templates import LANGUAGES, built_in, filled, variant

_NAMELESS = str.maketrans("", "", '<>,;"()[]@\\')


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The product's words in one language (`nl` or `en`), with instants shown in `zone`.

    `overrides` are templates by code that take the place of ours (`read_overrides`).
    """

    language: str
    zone: tzinfo
    overrides: Mapping[str, str] = field(default_factory=dict)

    def render(self, code: str, facts: Mapping[str, Fact] | None = None) -> str:
        """The text of that code. Texts among the facts are cleaned, unless they are `Ours`.

        Raises KeyError for a code or a place that is not known: that is a defect, not a person's mistake.
        """
        known = facts or {}
        template = self._template(code, known)
        if template is None:
            raise KeyError(code)
        return filled(template, lambda name: self.fact(known[name]))

    def fill(self, template: str, facts: Mapping[str, Fact]) -> str:
        """A person's own template, such as a rule's title; what is no known place stays as it stands."""
        return filled(template, lambda name: self.fact(facts.get(name, Ours(f"{{{name}}}"))))

    def verbatim(self, text: str) -> str:
        """A text that goes in as it is: its owner's own words, not to be cleaned or cut."""
        return Ours(text)

    def fact(self, fact: Fact) -> str:
        """A fact in words: days and moments written out, foreign text cleaned."""
        match fact:
            case Ours():
                return fact
            case str():
                return clean(fact)
            case date():
                return in_words(fact, language=self.language, zone=self.zone)
        return str(fact)

    @property
    def prefix(self) -> str:
        """What a proposal's title begins with, its space included; taking it away approves."""
        return self.render("title.proposal_prefix")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The same in every language, this one's first: a proposal stays one when the office changes it."""
        others = (language for language in LANGUAGES if language != self.language)
        return tuple(built_in(each)["title.proposal_prefix"] for each in (self.language, *others))

    def reason(self, reason: Reason) -> Ours:
        """The sentence behind a reason.

        Reasons are kept for years: one whose code or facts this version no longer knows still gives some
        text, and never fails.
        """
        template = self._template(f"reason.{reason.code}", reason.facts)
        if template is None:
            return Ours(clean(reason.code.replace("_", " ")))
        return Ours(filled(template, lambda name: self.fact(reason.facts.get(name, "…"))))

    def question(self, ask: Ask) -> Ours:
        """The question as a sentence; its facts are those of the reason behind it."""
        return Ours(self.render(f"question.{ask.code}", ask.because.facts))

    def choices(self, ask: Ask) -> tuple[str, ...]:
        """What each choice means, in their order: the first is `a`."""
        return tuple(self.render(f"choice.{ask.code}.{choice}") for choice in ask.choices)

    def guests(self, people: Iterable[Person]) -> Ours:
        """`Eva Jansen <eva@client.example>, jan@client.example`: whom a text names, each cleaned."""
        return Ours(", ".join(self._person(person) for person in people))

    def questions_title(self, count: int) -> str:
        """Title of the one entry that asks; without questions, of the one that only tells."""
        return self.render("title.questions", {"count": count}) if count else self.render("title.notices")

    def questions_text(self, questions: Iterable[Question], notices: Iterable[Reason] = ()) -> str:
        """Text of that entry: each question with its choices and a line to answer on, then what to know."""
        asked = [self._asked(question) for question in questions]
        told = [self.render("text.notice_line", {"sentence": self.reason(each)}) for each in notices]
        blocks = [self.render("text.questions"), *asked] if asked else []
        blocks += ["\n".join([self.render("text.notices"), *told])] if told else []
        return "\n\n".join(blocks)

    def _template(self, code: str, facts: Mapping[str, Fact]) -> str | None:
        return variant({**built_in(self.language), **self.overrides}, code, facts)

    def _person(self, person: Person) -> str:
        """A name that holds an address of its own, or a comma, would be read back as another guest."""
        name = clean(person.name.translate(_NAMELESS))
        address = clean(person.address)
        return f"{name} <{address}>" if name else address

    def _asked(self, question: Question) -> str:
        number = question.number
        facts: Mapping[str, Fact] = {"number": number, "question": self.question(question.ask)}
        lines = [self.render("text.question_line", facts)]
        for index, choice in enumerate(self.choices(question.ask)):
            letter = chr(ord("a") + index)
            lines.append(self.render("text.choice_line", {"letter": letter, "choice": Ours(choice)}))
        return "\n".join([*lines, self.render("text.answer_line", {"number": number})])
