"""From the office's calendars to the sheets that reports show: previews, passes, and how each calendar is.

You need this in each command that shows a plan or what was done. Failures are gathered here, per calendar, so
that one calendar's failure stops no other.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from zaaikalender.cli.entry import code_of, defect
from zaaikalender.cli.failures import in_language
from zaaikalender.cli.first_day import hint as hint_for
from zaaikalender.cli.session import DONE, FAILED, WAITS, Session
from zaaikalender.config import CalendarConfig
from zaaikalender.core.policy import Start
from zaaikalender.core.records import CalendarState, Consent
from zaaikalender.engine import Result
from zaaikalender.errors import ZaaiError
from zaaikalender.first_look import first_look
from zaaikalender.report.overview import Condition, Overview, Sheet
from zaaikalender.report.showing import Showing

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Outcomes:
    """What came of each calendar: a result, or a failure."""

    results: dict[str, Result] = field(default_factory=dict)
    failures: dict[str, ZaaiError] = field(default_factory=dict)

    def fail(self, calendar: str, error: ZaaiError) -> None:
        """A calendar failed; the others go on."""
        self.failures[calendar] = error


def showing(
    at: Session, calendar: CalendarConfig, *, named: bool, renames: Mapping[str, str] | None = None
) -> Showing:
    """How a calendar is shown; `named` says that it was asked for by its name."""
    return Showing(
        calendar=calendar.name,
        owner=calendar.owner,
        provider=calendar.provider.provider,
        texts=at.texts,
        rules=at.app.config.rules,
        open_to_owner=named,
        renames=renames or {},
    )


def previewed(at: Session) -> Outcomes:
    """What a pass over each calendar would do; all are read, since a project may stand in several."""
    outcomes = Outcomes()
    with at.screen.busy(at.say("busy_reading")):
        results = at.app.preview(at.app.calendars(), now=at.now, spare=outcomes.fail)
    outcomes.results = {result.calendar: result for result in results}
    return outcomes


def overview(
    at: Session, calendars: Iterable[CalendarConfig], outcomes: Outcomes, *, named: bool, hints: bool = False
) -> Overview:
    """These calendars, as far as they came."""
    conditions = conditions_of(at)
    sheets = [
        _sheet(at, calendar, outcomes, conditions.get(calendar.name), named=named, hints=hints)
        for calendar in calendars
    ]
    return Overview(as_of=at.now, zone=at.app.config.office.zone, language=at.language, sheets=tuple(sheets))


def _sheet(  # noqa: PLR0913 - what a sheet is made of
    at: Session,
    calendar: CalendarConfig,
    outcomes: Outcomes,
    condition: Condition | None,
    *,
    named: bool,
    hints: bool,
) -> Sheet:
    result = outcomes.results.get(calendar.name)
    if result is None:
        return showing(at, calendar, named=named).failed(
            at.failure(outcomes.failures[calendar.name]), condition=condition
        )
    hint = hint_for(at.app, calendar, result, titles=True) if hints else ""
    shown = showing(at, calendar, named=named, renames=result.reading.known.renames)
    return shown.sheet(result, hint=hint, condition=condition)


def conditions_of(at: Session) -> Mapping[str, Condition]:
    """How each calendar is that was ever seen."""
    watch = at.app.config.policy.start is Start.WATCH
    return {state.name: _condition(at, state, watch=watch) for state in at.app.store.calendars()}


def _condition(at: Session, state: CalendarState, *, watch: bool) -> Condition:
    return Condition(
        last_good=state.last_good,
        failure=in_language(at.language, state.failure) if state.failures else "",
        paused=state.paused_at is not None,
        allowed=state.consent is not None or not watch,
    )


def before_the_yes(shown: Overview) -> Overview:
    """The same, where a yes is about to be asked for: that it is missing is no news then."""
    sheets = (
        replace(sheet, stopped="", stopped_code="") if sheet.stopped_code in _MISSING else sheet
        for sheet in shown.sheets
    )
    return replace(shown, sheets=tuple(sheets))


_MISSING = frozenset({"waits_for_consent", "rules_changed"})


def allow(at: Session, calendars: Iterable[CalendarConfig]) -> None:
    """Records their owners' yes, for the rules as they are now."""
    for calendar in calendars:
        rules = calendar.fingerprint
        at.app.store.consent(calendar.name, Consent(at=at.now, rules=rules))


def passed(at: Session, calendars: Iterable[CalendarConfig], *, holder: str) -> Outcomes:
    """A pass over each of these calendars; one that fails stops no other."""
    outcomes = Outcomes()
    chosen = tuple(calendars)
    with at.screen.busy(at.say("busy_reading")):
        first_look(at.app, at.app.calendars(), now=at.now)
    for calendar in chosen:
        try:
            with at.screen.busy(at.say("busy_with", calendar=calendar.name)):
                outcomes.results[calendar.name] = at.app.run(calendar, now=at.now, holder=holder)
        except ZaaiError as error:
            outcomes.fail(calendar.name, error)
        except Exception as error:  # noqa: BLE001 - a defect in one calendar's pass stops no other's
            _LOG.debug("a pass broke", exc_info=error)
            outcomes.fail(calendar.name, ZaaiError(f"{calendar.name}: {defect(error)}"))
    return outcomes


def complain(at: Session, overview: Overview) -> None:
    """Says of each calendar that failed what happened."""
    for sheet in overview.sheets:
        for sentence in (sheet.error, *sheet.refused):
            if sentence:
                named = sentence if sheet.calendar in sentence else f"{sheet.calendar}: {sentence}"
                at.screen.complain(named)


def exit_code(overview: Overview, outcomes: Outcomes, *, waits: bool) -> int:
    """What the command ends with; with `waits` a stopped pass or a new question counts."""
    shown = {sheet.calendar for sheet in overview.sheets}
    codes = {code_of(error) for name, error in outcomes.failures.items() if name in shown}
    if any(sheet.refused for sheet in overview.sheets):
        codes.add(FAILED)
    if codes:
        return FAILED if FAILED in codes else max(codes)
    return WAITS if waits and any(sheet.waits for sheet in overview.sheets) else DONE
