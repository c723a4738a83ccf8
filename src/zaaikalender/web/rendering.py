"""From a template and facts to a page; the one place that knows Jinja.

You need this to give templates something new. Every fact is escaped unless it is `Markup` of our own making;
an unknown name in a template is a defect and says so.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zaaikalender.report.words import say as said
from zaaikalender.report.words import short, stretch
from zaaikalender.texts import clean
from zaaikalender.web.office import Office

_HERE = Path(__file__).parent


def markup(html: str) -> Markup:
    """HTML of our own that was escaped where it was made (`report` makes such pictures)."""
    return Markup(html)  # noqa: S704 - the caller's promise, see above


@cache
def stylesheet() -> str:
    """The one stylesheet."""
    return (_HERE / "page.css").read_text(encoding="utf-8")


@cache
def style_address() -> str:
    """Where it is fetched; another one has another address, so that it may be kept for ever."""
    return f"/style-{hashlib.sha256(stylesheet().encode()).hexdigest()[:12]}.css"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    return environment


def warm() -> None:
    """Compiles every template, so that the first who comes waits no longer than the second."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def rendered(office: Office, template: str, facts: Mapping[str, object]) -> str:
    """The page as text."""
    language = office.language

    def moment(value: date | datetime) -> str:
        zone = office.app.config.office.zone
        return short(value.astimezone(zone) if isinstance(value, datetime) else value, language)

    return (
        _environment()
        .get_template(template)
        .render(
            say=office.say,
            report=lambda code, **more: said(language, code, **more),
            stretch=lambda start, end: stretch(start, end, language),
            moment=moment,
            style=style_address(),
            language=language,
            **facts,
        )
    )
